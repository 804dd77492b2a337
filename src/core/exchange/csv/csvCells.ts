/** Ends a record, as RFC 4180 says; line breaks inside cells stay as they are. */
export const recordEnd = '\r\n';

/** Stands before a cell that a spreadsheet would take for a formula. */
export const spreadsheetMark = "'";

/** One record of a CSV file (RFC 4180): a cell is quoted where it holds a comma, a quote or a line break, quotes in it are doubled. */
export function csvRecord(cells: readonly string[]): string {
  return cells.map(quoted).join(',') + recordEnd;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Puts the mark before a cell that begins with `=`, `+`, `-`, `@`, a tab or a CR, and before one that begins with the mark itself. */
export function withMark(cell: string): string {
  return /^[=+\-@\t\r']/.test(cell) ? spreadsheetMark + cell : cell;
}

/** Takes one mark off again: the inverse of `withMark` for every text. */
export function withoutMark(cell: string): string {
  return cell.startsWith(spreadsheetMark) ? cell.slice(spreadsheetMark.length) : cell;
}
