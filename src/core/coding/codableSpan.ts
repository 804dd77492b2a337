import { isSecondOfPair } from '../text/offsets';
import { span, trimmed, wholeCharacters, type Span } from '../text/span';

/** How far around a border grapheme clusters are looked at, in UTF-16 units; a family emoji with skin tones has about 30. */
const window = 64;

/** Below this unit and without a line break no two characters join to one that a reader sees. */
const firstJoining = 0x300;

let segmenter: Intl.Segmenter | null | undefined;

/**
 * The stretch that a person means by a selection: cut to the text, without white space at its ends, and widened so that neither a
 * surrogate pair nor (where the platform knows grapheme clusters) a letter with its accents or a joined emoji is split. Null where
 * only white space is left. Cost: O(length of the selection).
 */
export function codableSpan(text: string, wanted: { readonly start: number; readonly end: number }): Span | null {
  const inner = trimmed(text, wholeCharacters(text, wanted));
  if (inner.start === inner.end) return null;
  return span(clusterBorder(text, inner.start, 'before'), clusterBorder(text, inner.end, 'after'));
}

/** The nearest border between clusters at or before, or at or after, an offset. */
function clusterBorder(text: string, offset: number, side: 'before' | 'after'): number {
  if (offset === 0 || offset === text.length) return offset;
  if (text.charCodeAt(offset - 1) < firstJoining && text.charCodeAt(offset) < firstJoining) return offset;
  const clusters = graphemes();
  if (!clusters) return offset;
  const from = windowStart(text, offset);
  for (const { index, segment } of clusters.segment(text.slice(from, offset + window))) {
    const start = from + index;
    const end = start + segment.length;
    if (start < offset && offset < end) return side === 'before' ? start : end;
    if (start >= offset) break;
  }
  return offset;
}

/** Begins the window after white space where there is some: a cluster never spans it, so none is cut there. */
function windowStart(text: string, offset: number): number {
  const from = Math.max(0, offset - window);
  for (let i = offset - 1; i > from; i--) {
    const unit = text.charCodeAt(i - 1);
    if (unit === 0x20 || unit === 0x0a) return i;
  }
  return isSecondOfPair(text, from) ? from - 1 : from;
}

function graphemes(): Intl.Segmenter | null {
  if (segmenter === undefined) {
    const { Segmenter } = Intl as { readonly Segmenter?: typeof Intl.Segmenter };
    segmenter = Segmenter ? new Segmenter('en', { granularity: 'grapheme' }) : null;
  }
  return segmenter;
}
