import { compareCodeUnits } from '../base/order';
import type { StudyPath } from '../base/studyPath';
import type { SegmentsFileEntry } from './studyFiles';

/** Which files of segments a study has: whose, of which transcript, and those whose transcript is not there. */
export class SegmentsFiles {
  /** Files of segments whose transcript is not in the study. */
  readonly strays: readonly SegmentsFileEntry[];
  private readonly coders = new Map<StudyPath, Set<string>>();

  /** `found` without what is no file of the study's own, such as copies that a synced folder made. */
  constructor(found: readonly SegmentsFileEntry[], isTranscript: (path: StudyPath) => boolean) {
    this.strays = found.filter(({ transcript }) => !isTranscript(transcript));
    for (const { coder, transcript } of found) this.add(transcript, coder);
  }

  /** Notes that a coder has a file of segments of a transcript by now. */
  add(transcript: StudyPath, coder: string): void {
    const its = this.coders.get(transcript);
    if (its === undefined) this.coders.set(transcript, new Set([coder]));
    else its.add(coder);
  }

  /** Ids of those who have segments of a transcript, sorted. */
  codersOf(transcript: StudyPath): readonly string[] {
    return [...(this.coders.get(transcript) ?? [])].sort(compareCodeUnits);
  }
}

/** Remembers which files of segments were saved, and since when, for whoever lists them meanwhile. */
export class OwnFiles {
  private count = 0;
  private readonly files = new Map<StudyPath, { readonly file: SegmentsFileEntry; readonly at: number }>();

  /** Notes that a file was saved. */
  note(file: SegmentsFileEntry): void {
    this.files.set(file.path, { file, at: ++this.count });
  }

  /** The moment, for `since`. */
  mark(): number {
    return this.count;
  }

  /** The files that were saved after a moment. */
  since(mark: number): SegmentsFileEntry[] {
    return [...this.files.values()].flatMap(({ file, at }) => (at > mark ? [file] : []));
  }
}
