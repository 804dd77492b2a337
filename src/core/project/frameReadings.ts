import type { Digest } from '../base/digest';
import type { StudyPath } from '../base/studyPath';
import type { CodebookReading } from '../codebook/readCodebook';
import type { MemoReading } from '../notes/readMemo';
import type { NotesReading } from '../notes/readNotes';
import type { CoderReading } from './readCoder';

/** Tells whether a file of the study is there. */
export type IsThere = (path: string) => boolean;

/**
 * What files of one kind were read into. A file whose bytes are as they were, and which asked only for paths of which the answer is as it
 * was, says what it said: it is not read into its parts again.
 */
export class KeptReadings<T> {
  private readonly kept = new Map<StudyPath, Kept<T>>();

  /** What a file says by `read`, whose answer rests on the bytes with this digest and on what it asks of `isThere` alone. */
  async of(path: StudyPath, digest: Digest, isThere: IsThere, read: (isThere: IsThere) => T | Promise<T>): Promise<T> {
    const known = this.kept.get(path);
    if (known?.digest === digest && [...known.asked].every(([one, answer]) => isThere(one) === answer)) {
      return known.reading;
    }
    const asked = new Map<string, boolean>();
    const reading = await read((one) => {
      const answer = isThere(one);
      asked.set(one, answer);
      return answer;
    });
    this.kept.set(path, { digest, asked, reading });
    return reading;
  }

  /** Forgets files that are not there any more. */
  keepOnly(paths: { has(path: StudyPath): boolean }): void {
    for (const path of this.kept.keys()) if (!paths.has(path)) this.kept.delete(path);
  }
}

interface Kept<T> {
  readonly digest: Digest;
  readonly asked: ReadonlyMap<string, boolean>;
  readonly reading: T;
}

/** What a study keeps from one reading of its frame to the next: a mark or a memo changes one file of hundreds. */
export class FrameReadings {
  readonly codebooks = new KeptReadings<CodebookReading>();
  readonly coders = new KeptReadings<CoderReading>();
  readonly memos = new KeptReadings<MemoReading>();
  readonly notes = new KeptReadings<NotesReading>();

  /** Forgets files that are not there any more. */
  keepOnly(paths: { has(path: StudyPath): boolean }): void {
    for (const one of [this.codebooks, this.coders, this.memos, this.notes]) one.keepOnly(paths);
  }
}
