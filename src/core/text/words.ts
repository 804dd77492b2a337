import { utf16, type Utf16Offset } from './offsets';
import { span, type Span } from './span';

/** Which border moves, and whether outward or inward. */
export type BorderMove = 'startOut' | 'startIn' | 'endOut' | 'endIn';

/** True where the value names a move. */
export function isBorderMove(value: unknown): value is BorderMove {
  return value === 'startOut' || value === 'startIn' || value === 'endOut' || value === 'endIn';
}

/** The span after one of its borders moved by one word; undefined where nothing would be left of it, or nothing moves. */
export function movedBorder(text: string, { start, end }: Span, move: BorderMove): Span | undefined {
  const from =
    move === 'startOut' ? wordStartBefore(text, start) : move === 'startIn' ? nextWordStart(text, start) : start;
  const to = move === 'endOut' ? wordEndAfter(text, end) : move === 'endIn' ? previousWordEnd(text, end) : end;
  return from < to && (from !== start || to !== end) ? span(from, to) : undefined;
}

/** True for what stands between words: white space of any script. */
function isSpace(text: string, index: number): boolean {
  return /\s/.test(text.charAt(index));
}

/** The start of the word before the offset, or of the one it lies in; the text's start where there is none. */
export function wordStartBefore(text: string, offset: number): Utf16Offset {
  let at = offset;
  while (at > 0 && isSpace(text, at - 1)) at--;
  while (at > 0 && !isSpace(text, at - 1)) at--;
  return utf16(at);
}

/** The end of the word after the offset, or of the one it lies in; the text's end where there is none. */
export function wordEndAfter(text: string, offset: number): Utf16Offset {
  let at = offset;
  while (at < text.length && isSpace(text, at)) at++;
  while (at < text.length && !isSpace(text, at)) at++;
  return utf16(at);
}

/** The start of the next word after the one that begins at the offset; where there is none, the text's end. */
export function nextWordStart(text: string, offset: number): Utf16Offset {
  let at = offset;
  while (at < text.length && !isSpace(text, at)) at++;
  while (at < text.length && isSpace(text, at)) at++;
  return utf16(at);
}

/** The end of the word before the one that ends at the offset; where there is none, the text's start. */
export function previousWordEnd(text: string, offset: number): Utf16Offset {
  let at = offset;
  while (at > 0 && !isSpace(text, at - 1)) at--;
  while (at > 0 && isSpace(text, at - 1)) at--;
  return utf16(at);
}
