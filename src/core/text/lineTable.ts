import { utf16, type Utf16Offset } from './offsets';

/** A place by line and character, both from 0, the character in UTF-16 units: VS Code's Position without VS Code. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** Where the lines of an LF text begin. Built in one pass; look-ups by binary search. */
export class LineTable {
  private readonly starts: Uint32Array;
  private readonly end: number;

  constructor(text: string) {
    let count = 1;
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) count++;
    const starts = new Uint32Array(count);
    let line = 1;
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts[line++] = i + 1;
    this.starts = starts;
    this.end = text.length;
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** The line (from 0) that holds the offset. An offset past the text counts as its end. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Line and character of an offset; one past the text counts as its end. */
  positionAt(offset: number): LinePosition {
    const inside = Math.min(Math.max(0, offset), this.end);
    const line = this.lineAt(inside);
    return { line, character: inside - (this.starts[line] ?? 0) };
  }

  /** The offset of a line and character; a character past the line's end counts as its end, a line past the last as the text's end. */
  offsetAt(position: LinePosition): Utf16Offset {
    if (position.line < 0) return utf16(0);
    const start = this.starts[position.line];
    if (start === undefined) return utf16(this.end);
    const next = this.starts[position.line + 1];
    const lineEnd = next === undefined ? this.end : next - 1;
    return utf16(Math.min(start + Math.max(0, position.character), lineEnd));
  }
}
