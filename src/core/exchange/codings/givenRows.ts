import type { Problem } from '../../base/problem';

/** One row of a codings file as it was given: one code on one stretch of text, nothing looked up yet. */
export interface GivenRow {
  /** As the person counts: the row of a CSV file (its header is row 1), the line of a JSONL file. */
  readonly row: number;
  /** Cells by column, names as in `csvColumns`; absent and empty are the same. */
  readonly cells: ReadonlyMap<string, string>;
}

/** A codings file, read. */
export interface GivenRows {
  readonly rows: readonly GivenRow[];
  /** What a row is called in messages. */
  readonly counted: 'Row' | 'Line';
  /** What was guessed or left aside, as plain sentences. */
  readonly notes: readonly string[];
}

/** The most rows that one file may bring. */
export const mostGivenRows = 1_000_000;

/** Said of a file with more rows than are read. */
export const tooManyRows: Problem = {
  severity: 'error',
  rule: 'too-many-rows',
  message: `The file has more than ${mostGivenRows} rows.`,
  remedy: 'Split it into several files, one a transcript.',
};

/** The columns that a codings file may have besides those of the export: a turn by its number, and the words alone. */
export const givenColumns = ['turn', 'quote'] as const;

/** Says which columns or keys of the file are not read; nothing where all are. */
export function leftAside(names: Iterable<string>): readonly string[] {
  const listed = [...names].map((name) => `“${name.slice(0, 60)}”`);
  const more = listed.length > mostLeftAside ? `, and ${listed.length - mostLeftAside} more` : '';
  const first = listed.slice(0, mostLeftAside).join(', ');
  return listed.length === 0 ? [] : [`Left aside, because codings have no such thing: ${first}${more}.`];
}

/** The most columns that a sentence names. */
const mostLeftAside = 20;
