import { logLabel } from '../base/logLabel';
import { say } from '../base/say';
import { err, ok } from '../base/result';
import { utf16 } from '../text/offsets';
import type { Span } from '../text/span';
import { gone, rowById, type Operation } from './codingOperations';
import { excerpt, excerptWords } from './excerpt';
import type { Segments } from './segment';
import { changeOf } from './segmentsChange';
import type { SegmentRow } from './segmentsFile';

/** A segment that a person has to look at, since the text has changed: its place is a guess, or it has none. */
export interface ReviewItem {
  readonly id: string;
  readonly state: 'unconfirmed' | 'orphaned';
  /** The words as they were coded. */
  readonly was: string;
  /** The words that stand at the proposed place; the words as they were coded for an orphan. */
  readonly now: string;
  /** The proposed place; null for an orphan. */
  readonly span: Span | null;
  /** Where it stood last: for an orphan in an earlier text, so perhaps behind the end of this one. */
  readonly last: Span;
  /** What stood before and after it there. */
  readonly prefix: string;
  readonly suffix: string;
  /** Why it is here, as a sentence. */
  readonly reason: string;
}

/** What of a coder's segments waits for a decision, in their order. Orphans that a person has looked at and left so are not among them. */
export function toReview({ list }: Segments): ReviewItem[] {
  return list.flatMap(({ row, placement }): ReviewItem[] => {
    if (row.state === undefined || row.kept === true) return [];
    const { id, state, quote, was = quote, prefix = '', suffix = '' } = row;
    const { span, reason } = placement;
    const last = { start: utf16(row.start), end: utf16(row.end) };
    return [{ id, state, was, now: span === null ? was : quote, span, last, prefix, suffix, reason }];
  });
}

/** Takes a proposed place for the right one. */
export function confirmPlace(segments: Segments, id: string): Operation {
  const before = rowById(segments, id);
  if (!before) return err(gone());
  if (before.state !== 'unconfirmed') {
    const quote = excerpt(before.quote);
    return err(
      before.state === undefined ? say('{0} has its place already.', quote) : say('{0} has no place yet.', quote),
    );
  }
  const { state: _state, was: _was, ...after } = before;
  return ok(
    changeOf('confirm-place', logLabel('Confirmed the place of “{0}”', excerptWords(before.quote)), [
      { before, after },
    ]),
  );
}

/** Leaves a segment without a place, with the words as they were coded: it keeps its codes, and is not asked about again. */
export function keepOrphan(segments: Segments, id: string): Operation {
  const before = rowById(segments, id);
  if (!before) return err(gone());
  if (before.state === undefined) return err(say('{0} has its place.', excerpt(before.quote)));
  if (before.kept === true) return err(say('{0} was left without a place already.', excerpt(before.quote)));
  const { was, ...rest } = before;
  const after: SegmentRow = { ...rest, quote: was ?? before.quote, state: 'orphaned', kept: true };
  return ok(
    changeOf('keep-orphan', logLabel('Left “{0}” without a place', excerptWords(after.quote)), [{ before, after }]),
  );
}
