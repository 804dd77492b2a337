import type { Pause } from '../../core/base/pause';
import type { StudyPath } from '../../core/base/studyPath';
import type { TranscriptGroup } from './segmentRows';

/** Counts the segments of a transcript that are shown, by reading them. */
export type CountShown = (path: StudyPath) => Promise<number>;

/**
 * How many segments a filter shows of a code, transcript by transcript: the index holds nothing that a filter asks for. A count is kept
 * until its transcript changes. Transcripts are read one after the other, for the newest list that was asked for alone.
 */
export class FilteredCounts {
  /** A count that is under way stands here, too: what changes meanwhile takes it out before it is known. */
  private known = new Map<StudyPath, Promise<number>>();
  private passes = 0;
  private newest: Promise<readonly TranscriptGroup[]> | undefined;

  /** Groups with their counts, without those that show nothing; as they are where `count` is null. A list that was asked for before ends with this one. */
  of(groups: readonly TranscriptGroup[], count: CountShown | null, pause: Pause): Promise<readonly TranscriptGroup[]> {
    this.passes++;
    return (this.newest = count === null ? Promise.resolve(groups) : this.counted(groups, count, pause));
  }

  /** Forgets what was counted of a transcript that has changed, or of all. */
  forget(path?: StudyPath): void {
    if (path === undefined) this.known = new Map();
    else this.known.delete(path);
  }

  /** Forgets everything and ends the pass that is under way: another list is shown. */
  end(): void {
    this.passes++;
    this.newest = undefined;
    this.forget();
  }

  private async counted(
    groups: readonly TranscriptGroup[],
    count: CountShown,
    pause: Pause,
  ): Promise<readonly TranscriptGroup[]> {
    const pass = this.passes;
    const found: TranscriptGroup[] = [];
    for (const group of groups) {
      const shown = await this.countOf(group.path, count);
      await pause();
      if (pass !== this.passes) return this.newest ?? found;
      if (shown > 0) found.push({ ...group, count: shown });
    }
    return found;
  }

  private countOf(path: StudyPath, count: CountShown): Promise<number> {
    const { known } = this;
    const before = known.get(path);
    if (before !== undefined) return before;
    const counting = count(path).catch((error: unknown) => {
      if (known.get(path) === counting) known.delete(path);
      throw error;
    });
    known.set(path, counting);
    return counting;
  }
}
