import { isFirstOfPair, isSecondOfPair } from './offsets';

/** The words of a stretch of text in flat columns: word k is the units [starts[k], ends[k]) of `text`, and equal ids are equal words. */
export interface WordTokens {
  readonly text: string;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly ids: Int32Array;
}

/** Gives a word its number. */
export type NumberWord = (word: string) => number;

/** Longer runs without a break are no words (base64, scripts that this file does not know): each character of them is one. */
const longestWord = 64;

const space = 0;
const letter = 1;
const single = 2;

const asciiClass = Uint8Array.from({ length: 128 }, (_, unit) => {
  if (unit === 0x20 || (unit >= 0x09 && unit <= 0x0d)) return space;
  const word = (unit >= 0x30 && unit <= 0x39) || ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a) || unit === 0x5f;
  return word ? letter : single;
});

/** First and last unit of what is no letter of a spaced script: signs, and scripts that write without spaces. Ascending. */
const singles = Uint16Array.from(
  [
    [0x80, 0x9f],
    [0xa1, 0xbf],
    [0xd7, 0xd7],
    [0xf7, 0xf7],
    [0x37e, 0x37e],
    [0x385, 0x387],
    [0x0e00, 0x0eff],
    [0x1000, 0x109f],
    [0x1780, 0x17ff],
    [0x1fbd, 0x1fc1],
    [0x1fcd, 0x1fcf],
    [0x1fdd, 0x1fdf],
    [0x1fed, 0x1fef],
    [0x1ffd, 0x1ffe],
    [0x2010, 0x2027],
    [0x2030, 0x205e],
    [0x20a0, 0x20cf],
    [0x2190, 0x2bff],
    [0x2e80, 0x2fff],
    [0x3001, 0x312f],
    [0x3190, 0xabff],
    [0xd800, 0xdfff],
    [0xf900, 0xfaff],
    [0xfe30, 0xfe4f],
    [0xff00, 0xffef],
  ].flat(),
);

function classOf(unit: number): number {
  return unit < 0x80 ? (asciiClass[unit] as number) : classOfOther(unit);
}

function classOfOther(unit: number): number {
  if (unit === 0xa0 || unit === 0x1680 || (unit >= 0x2000 && unit <= 0x200a) || unit === 0x2028 || unit === 0x2029) {
    return space;
  }
  if (unit === 0x202f || unit === 0x205f || unit === 0x3000 || unit === 0xfeff) return space;
  for (let k = 0; k < singles.length && unit >= (singles[k] as number); k += 2) {
    if (unit <= (singles[k + 1] as number)) return single;
  }
  return letter;
}

/** True for a letter, a digit, an underscore or an accent: what joins with its like into a word. */
export function isWordUnit(text: string, index: number): boolean {
  return index >= 0 && index < text.length && classOf(text.charCodeAt(index)) === letter;
}

/**
 * Cuts the units [from, to) of `text` into words: runs of letters and digits (an apostrophe between two letters belongs to them), and
 * every sign for itself; in scripts without spaces, and in runs of more than 64 letters, every character for itself. White space
 * belongs to no word. No word splits a surrogate pair unless `from` or `to` does. O(length); never fails.
 */
export function wordTokens(text: string, from: number, to: number, numberOf: NumberWord): WordTokens {
  let starts = new Int32Array(((to - from) >> 2) + 16);
  let ends = new Int32Array(starts.length);
  let ids = new Int32Array(starts.length);
  let count = 0;
  const add = (start: number, end: number): void => {
    if (count === starts.length) {
      starts = grown(starts);
      ends = grown(ends);
      ids = grown(ids);
    }
    starts[count] = start;
    ends[count] = end;
    ids[count] = numberOf(text.slice(start, end));
    count++;
  };
  for (let i = from; i < to;) {
    const kind = classOf(text.charCodeAt(i));
    if (kind === space) {
      i++;
      continue;
    }
    let end = i + 1;
    if (kind === single) {
      if (isFirstOfPair(text, i) && end < to) end++;
      add(i, end);
      i = end;
      continue;
    }
    while (end < to && (classOf(text.charCodeAt(end)) === letter || joins(text, end, to))) end++;
    if (end - i <= longestWord) add(i, end);
    else for (let k = i; k < end; k++) add(k, k + 1);
    i = end;
  }
  return { text, starts: starts.slice(0, count), ends: ends.slice(0, count), ids: ids.slice(0, count) };
}

/** True for an apostrophe that a letter follows; asked only behind a letter. */
function joins(text: string, index: number, to: number): boolean {
  const unit = text.charCodeAt(index);
  return (unit === 0x27 || unit === 0x2019) && index + 1 < to && classOf(text.charCodeAt(index + 1)) === letter;
}

function grown(column: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * column.length);
  larger.set(column);
  return larger;
}

/** Numbers words from 0 as they come, equal ones equally. */
export function countingWords(): NumberWord {
  const ids = new Map<string, number>();
  return (word) => {
    const known = ids.get(word);
    if (known !== undefined) return known;
    ids.set(word, ids.size);
    return ids.size - 1;
  };
}

/** The last offset at or before `offset` that is not inside a word; `offset` itself, or one less inside a surrogate pair, where the word is too long to be one. */
export function wordBorderBefore(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && offset - at <= longestWord && isInsideWord(text, at)) at--;
  if (!isInsideWord(text, at)) return at;
  return isSecondOfPair(text, offset) ? offset - 1 : offset;
}

/** The first offset at or behind `offset` that is not inside a word, by the same rule. */
export function wordBorderAfter(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && at - offset <= longestWord && isInsideWord(text, at)) at++;
  if (!isInsideWord(text, at)) return at;
  return isSecondOfPair(text, offset) ? offset + 1 : offset;
}

/** True where a word, or a surrogate pair, would be cut at the offset. An apostrophe counts as inside wherever it touches a letter. */
export function isInsideWord(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false;
  if (isSecondOfPair(text, offset)) return true;
  const before = isWordUnit(text, offset - 1);
  const after = isWordUnit(text, offset);
  if (before && after) return true;
  return (before && isApostrophe(text, offset)) || (after && isApostrophe(text, offset - 1));
}

function isApostrophe(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit === 0x27 || unit === 0x2019;
}
