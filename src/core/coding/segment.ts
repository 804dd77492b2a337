import type { Placement } from '../anchor/selector';
import type { StudyPath } from '../base/studyPath';
import type { Digest } from '../base/digest';
import type { SegmentRow } from './segmentsFile';

/**
 * A segment in memory: its row as the file would write it now, and where it stands in the text at hand.
 * For a placed segment `row.start`/`row.end`/`row.quote` agree with `placement.span` and the text; for an orphan they are the last known.
 */
export interface Segment {
  readonly row: SegmentRow;
  readonly placement: Placement;
  /**
   * Its words before edits in an editor took some at its borders, the oldest first: where an undo brings them back beside what is left,
   * the segment has them again. Only in memory.
   */
  readonly cuts?: readonly string[];
}

/** The segments of one transcript by one coder, sorted by start, end, id. Immutable: every operation returns a new one. */
export interface Segments {
  readonly transcript: StudyPath;
  readonly coder: string;
  /** Digest of the text that the rows refer to. */
  readonly text: Digest;
  readonly list: readonly Segment[];
}

/**
 * What an operation did to segments: each touched row by id as it was and as it became; null where there was or is none.
 * Applying `after` does it, applying `before` takes it back.
 */
export interface SegmentsChange {
  readonly op: string;
  /** What was done, for the person: “Coded “we just clicked” as Making a connection”. */
  readonly label: string;
  readonly before: Readonly<Record<string, SegmentRow | null>>;
  readonly after: Readonly<Record<string, SegmentRow | null>>;
}
