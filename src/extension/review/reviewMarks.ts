import { toReview, type ReviewItem } from '../../core/coding/reviewSegments';
import type { TranscriptCoding } from '../../core/project/transcriptCoding';
import { span, type Span } from '../../core/text/span';

/** What waits for review, and the stretch of the text at hand at which a person is told of it. */
export interface ReviewMark {
  readonly item: ReviewItem;
  readonly at: Span;
}

/**
 * A coder's segments that wait for review, with the place to be shown: the proposed one, or for an orphan the point where it stood
 * last. That is a place of an earlier text; behind the end of this one, the start stands for it.
 */
export function reviewMarks({ byCoder, text }: TranscriptCoding, coder: string): readonly ReviewMark[] {
  const mine = byCoder.get(coder);
  return (mine ? toReview(mine) : []).map((item) => {
    const stood = item.last.start < text.length ? item.last.start : 0;
    return { item, at: item.span ?? span(stood, stood) };
  });
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
