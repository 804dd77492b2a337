import { isFirstOfPair, isSecondOfPair } from '../text/offsets';
import { span, type Span } from '../text/span';

const mark = /^\p{M}$/u;

/**
 * Text in which only words count: a run of white space (line breaks and no-break spaces too) is one space, and letters with accents
 * are decomposed (NFD), so that neither re-wrapped lines nor another Unicode form hides a quote. Knows where each folded unit came
 * from. Built in one pass; O(length) in time and memory.
 */
export class FoldedText {
  readonly text: string;
  /** For each folded unit the original offset at which its cluster begins; one more for the end. */
  private readonly starts: Uint32Array;

  constructor(original: string) {
    const pieces: string[] = [];
    const starts: number[] = [];
    for (let i = 0; i < original.length;) {
      const end = clusterEnd(original, i);
      const piece = foldCluster(original, i, end);
      pieces.push(piece);
      for (let k = 0; k < piece.length; k++) starts.push(i);
      i = end;
    }
    starts.push(original.length);
    this.text = pieces.join('');
    this.starts = Uint32Array.from(starts);
  }

  /** The original stretch of the folded units [from, to), or undefined where a border lies inside a letter with its accents. */
  spanOf(from: number, to: number): Span | undefined {
    const start = this.starts[from];
    const end = this.starts[to];
    if (start === undefined || end === undefined) return undefined;
    if ((from > 0 && this.starts[from - 1] === start) || (to > 0 && this.starts[to - 1] === end)) return undefined;
    return span(start, end);
  }

  /** The first folded unit whose cluster begins at or after an original offset; the folded length past the end. */
  indexAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A string folded as FoldedText folds. O(length). */
export function folded(text: string): string {
  return new FoldedText(text).text;
}

function clusterEnd(text: string, start: number): number {
  let end = start + (isFirstOfPair(text, start) ? 2 : 1);
  if (isSpace(text, start)) {
    while (end < text.length && isSpace(text, end)) end++;
    return end;
  }
  while (end < text.length && text.charCodeAt(end) >= 0x300 && !isSecondOfPair(text, end)) {
    const next = end + (isFirstOfPair(text, end) ? 2 : 1);
    if (!mark.test(text.slice(end, next))) break;
    end = next;
  }
  return end;
}

function foldCluster(text: string, start: number, end: number): string {
  if (isSpace(text, start)) return ' ';
  if (end === start + 1 && text.charCodeAt(start) < 0xc0) return text.charAt(start);
  return text.slice(start, end).normalize('NFD');
}

function isSpace(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  return (
    unit === 0xa0 ||
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000 ||
    unit === 0xfeff
  );
}
