import type { StudyPath } from '../base/studyPath';
import type { Span } from '../text/span';

/** What was done, for the person: one line, and what a join with someone else's change brought in. */
export interface Done {
  readonly label: string;
  readonly notes: readonly string[];
  /** Said of an undo or redo, for the person may be reading something else meanwhile. */
  readonly turnedBack?: TurnedBack;
}

/** What undo or redo took back. */
export interface TurnedBack {
  /** What it was, as it was said when it was done: “Coded “we just clicked” as Making a connection”. */
  readonly what: string;
  /** Where in the text of today; null for a change of a codebook. `span` is null for a segment without a place. */
  readonly where: { readonly transcript: StudyPath; readonly span: Span | null } | null;
}
