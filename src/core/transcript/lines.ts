/** A line of a text without its line break. */
export interface Line {
  readonly start: number;
  readonly end: number;
  /** True where it holds nothing but white space. */
  readonly blank: boolean;
}

/** Lines between two steps of reading a transcript. */
export const linesAtOnce = 500;

/** The lines of an LF text, in order; one pass. A text that ends in a line break has no empty line behind it. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    lines.push({ start, end, blank: isBlank(text, start, end) });
    start = end + 1;
  }
  return lines;
}

/** True where [start, end) holds nothing but white space. Nearly every line is decided by its first sign that is no space. */
export function isBlank(text: string, start: number, end: number): boolean {
  let at = start;
  while (at < end && text.charCodeAt(at) === 0x20) at++;
  if (at >= end) return true;
  const unit = text.charCodeAt(at);
  return unit > 0x20 && unit < 0x80 ? false : text.slice(at, end).trim() === '';
}

/** The first offset in [from, end) that is not a space, a tab or an invisible mark, or `end`. */
export function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlankOrMark(text.charCodeAt(at))) at++;
  return at;
}

/** The offset behind the last unit in [start, end) that is not a space, a tab or an invisible mark, or `start`. */
export function skipBlanksBack(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlankOrMark(text.charCodeAt(at - 1))) at--;
  return at;
}

// Direction marks are set around labels by editors of Hebrew and Arabic; they are no part of a name.
function isBlankOrMark(unit: number): boolean {
  return (
    unit === 0x20 ||
    unit === 0x09 ||
    unit === 0xa0 ||
    unit === 0xfeff ||
    unit === 0x200e ||
    unit === 0x200f ||
    (unit >= 0x202a && unit <= 0x202e) ||
    (unit >= 0x2066 && unit <= 0x2069)
  );
}
