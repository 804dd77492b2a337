/**
 * The columns of a codings file, in order. One row is one code on one segment; a segment without a code has one row with an empty `code`.
 * - `transcript`: path in the study · `start`, `end`: half-open, in `offsetUnit` (codePoint, utf16, byte); empty where the place is lost
 * - `line`: of the start, from 1 · `text`: what stands there, exactly
 * - `code`: id · `code_name`, `code_path` (names from the top, joined by “ > ”), `codebook`: for the reader; import goes by the id
 * - `coder` · `speakers`, `participants`, `cases`: of the turns touched, joined by “; ”
 * - `memo`: of the segment, so it repeats on each of its rows · `segment_exemplar`: of the segment
 * - `exemplar`, `certainty` (+ or ++), `target`, `deliveredBy`, `receivedBy`, `at` (ISO 8601, UTC): of the coding
 * - `status`: exact, moved, approximate (nobody has confirmed the place) or orphaned (lost) · `segment`: id
 */
export const csvColumns = [
  'transcript',
  'start',
  'end',
  'offsetUnit',
  'line',
  'text',
  'code',
  'code_name',
  'code_path',
  'codebook',
  'coder',
  'speakers',
  'participants',
  'cases',
  'memo',
  'exemplar',
  'certainty',
  'target',
  'deliveredBy',
  'receivedBy',
  'status',
  'segment',
  'at',
  'segment_exemplar',
] as const;

/** The name of a column. */
export type CsvColumn = (typeof csvColumns)[number];

/** A last column of this name says that cells carry the spreadsheet mark; its cells say `yes`. Import then takes the marks off. Such a file begins with a byte order mark (U+FEFF), which is no part of the first column's name. */
export const markedColumn = 'spreadsheet_safe';
