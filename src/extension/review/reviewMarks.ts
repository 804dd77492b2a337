import { toReview, type ReviewItem } from '../../core/coding/reviewSegments';
import type { TranscriptCoding } from '../../core/project/transcriptCoding';
import { span, type Span } from '../../core/text/span';

/** What waits for review, and the stretch of the text at hand at which a person is told of it. */
export interface ReviewMark {
  readonly item: ReviewItem;
  readonly at: Span;
}

/**
 * A coder's segments that wait for review, with the place to be shown: the proposed one, or for an orphan the point where it stood: by
 * the words before or after it, nearest to where they were; else at the same distance from the text's start, or at the start.
 */
export function reviewMarks({ byCoder, text }: TranscriptCoding, coder: string): readonly ReviewMark[] {
  const mine = byCoder.get(coder);
  return (mine ? toReview(mine) : []).map((item) => {
    const stood = item.span === null ? whereItStood(text, item) : 0;
    return { item, at: item.span ?? span(stood, stood) };
  });
}

/** How far from its old place the surroundings of an orphan are looked for, in UTF-16 units: a few pages of edits. */
const farthest = 20_000;

/** So little of the surroundings may stand anywhere. */
const leastAround = 8;

function whereItStood(text: string, { last, prefix, suffix }: ReviewItem): number {
  const from = Math.max(0, last.start - farthest);
  const near = text.slice(from, last.start + farthest);
  const around = (words: string, offset: number): number | null => {
    if (words.trim().length < leastAround) return null;
    const [before, after] = [near.lastIndexOf(words, last.start - from), near.indexOf(words, last.start - from)];
    const at = after < 0 || (before >= 0 && last.start - from - before < after - (last.start - from)) ? before : after;
    return at < 0 ? null : from + at + offset;
  };
  // What stood next to it may be gone with it; of what stood a little further off, half is looked for.
  const [far, further] = [prefix.slice(0, prefix.length / 2), suffix.slice(suffix.length / 2)];
  return (
    around(prefix, prefix.length) ??
    around(suffix, 0) ??
    around(far, far.length) ??
    around(further, 0) ??
    (last.start < text.length ? last.start : 0)
  );
}

/** The marks that a selection touches, or that stand in the lines from its start to its end where they are points. */
export function marksAt(
  marks: readonly ReviewMark[],
  selection: Span,
  lineOf: (offset: number) => number,
): readonly ReviewMark[] {
  const [first, last] = [lineOf(selection.start), lineOf(selection.end)];
  return marks.filter(({ at }) => {
    if (at.start < at.end) return at.start <= selection.end && selection.start <= at.end;
    const line = lineOf(at.start);
    return first <= line && line <= last;
  });
}
