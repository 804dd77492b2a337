import type { LfText } from '../text/lfText';
import { isSecondOfPair } from '../text/offsets';
import { sliceOf, wholeCharacters, type Span } from '../text/span';
import { contextLength, type Selector } from './selector';

/**
 * Describes a stretch of `text` so that it can be found again: its words, up to `contextLength` units on each side (fewer at the
 * text's borders and where a surrogate pair would be split), and its place. A span that reaches past the text is cut to it, one that
 * splits a surrogate pair is widened. Never fails.
 */
export function describe(text: LfText, span: Span): Selector {
  const whole = wholeCharacters(text, span);
  let from = Math.max(0, whole.start - contextLength);
  if (isSecondOfPair(text, from)) from++;
  let to = Math.min(text.length, whole.end + contextLength);
  if (isSecondOfPair(text, to)) to--;
  return {
    quote: sliceOf(text, whole),
    prefix: text.slice(from, whole.start),
    suffix: text.slice(whole.end, to),
    span: whole,
  };
}
