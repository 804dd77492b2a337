import type { StudyPath } from '../base/studyPath';

/** Remembers, look by look, which transcripts were there at one time: what was there beside another one is a copy and no new name of it. */
export class TranscriptPresence {
  private looks = 0;
  /** The look at which a transcript (last) came. */
  private readonly since = new Map<StudyPath, number>();
  /** The look at which it was last there. */
  private readonly until = new Map<StudyPath, number>();

  /** Tells what is there now. */
  look(paths: Iterable<StudyPath>): void {
    this.looks++;
    for (const path of paths) {
      if (this.until.get(path) !== this.looks - 1) this.since.set(path, this.looks);
      this.until.set(path, this.looks);
    }
  }

  /** True where `to` was there already when `from` was last seen. False where either was never seen. */
  wereTogether(from: StudyPath, to: StudyPath): boolean {
    const [last, came] = [this.until.get(from), this.since.get(to)];
    return last !== undefined && came !== undefined && came <= last;
  }
}
