import { isSecondOfPair, utf16, type Utf16Offset } from './offsets';

/** A half-open stretch [start, end) of LF-normalised text without BOM, in UTF-16 code units. It never splits a surrogate pair. */
export interface Span {
  readonly start: Utf16Offset;
  readonly end: Utf16Offset;
}

/** Makes a span; throws RangeError unless 0 ≤ start ≤ end and both are whole numbers. */
export function span(start: number, end: number): Span {
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end < start) {
    throw new RangeError(`[${start}, ${end}) is not a span.`);
  }
  return { start: utf16(start), end: utf16(end) };
}

/** The text that a span covers. */
export function sliceOf(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

/** True where the spans share at least one code unit. Spans that only touch do not; an empty span overlaps nothing. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end && a.start < a.end && b.start < b.end;
}

/** True where `inner` lies within `outer`, borders included. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** True where both borders are equal. */
export function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** A stretch whose borders are plain numbers, as files and changes have it. */
type Stretch = Readonly<Record<'start' | 'end', number>>;

/** Orders by start, then end. */
export function compareSpans(a: Stretch, b: Stretch): number {
  return a.start - b.start || a.end - b.end;
}

/** Cuts a span to the text's length and widens it where a border lies inside a surrogate pair, so that it covers whole characters. */
export function wholeCharacters(text: string, wanted: { readonly start: number; readonly end: number }): Span {
  let start = Math.min(Math.max(0, Math.trunc(wanted.start)), text.length);
  let end = Math.min(Math.max(start, Math.trunc(wanted.end)), text.length);
  if (start === end) {
    if (isSecondOfPair(text, start)) start = end = start - 1;
    return span(start, end);
  }
  if (isSecondOfPair(text, start)) start--;
  if (isSecondOfPair(text, end)) end++;
  return span(start, end);
}

/** The span without white space at its ends; where nothing else is in it, the empty span at its start. */
export function trimmed(text: string, { start, end }: Span): Span {
  const inner = text.slice(start, end);
  const lead = inner.length - inner.trimStart().length;
  if (lead === inner.length) return span(start, start);
  return span(start + lead, start + inner.trimEnd().length);
}
