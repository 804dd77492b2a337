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
    let starts = new Uint32Array(original.length + 1);
    let count = 0;
    for (let i = 0; i < original.length;) {
      const plain = plainEnd(original, i);
      if (plain > i) {
        if (count + plain - i >= starts.length) starts = grown(starts, plain - i);
        pieces.push(original.slice(i, plain));
        while (i < plain) starts[count++] = i++;
        continue;
      }
      const end = clusterEnd(original, i);
      const piece = foldCluster(original, i, end);
      if (count + piece.length >= starts.length) starts = grown(starts, piece.length);
      pieces.push(piece);
      starts.fill(i, count, count + piece.length);
      count += piece.length;
      i = end;
    }
    starts[count] = original.length;
    this.text = pieces.join('');
    this.starts = starts.subarray(0, count + 1);
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
  return plainEnd(text, 0) === text.length ? text : new FoldedText(text).text;
}

/** How far units reach from `start` that folding leaves as they are: ASCII, single spaces among it, that no accent follows. */
function plainEnd(text: string, start: number): number {
  let end = start;
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit >= 0x80 || (unit >= 0x09 && unit <= 0x0d)) break;
    if (unit === 0x20 && end + 1 < text.length && isSpace(text, end + 1)) break;
  }
  // The next unit may be an accent on the last one, or white space after a space.
  return end < text.length && end > start && text.charCodeAt(end) >= 0x80 ? end - 1 : end;
}

function grown(column: Uint32Array, room: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * column.length + room);
  larger.set(column);
  return larger;
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
