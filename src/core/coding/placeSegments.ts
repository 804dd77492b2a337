import { anchorAll } from '../anchor/anchor';
import { describe } from '../anchor/describe';
import { folded } from '../anchor/foldedText';
import type { Placement, Selector } from '../anchor/selector';
import type { Digest } from '../base/digest';
import type { StudyPath } from '../base/studyPath';
import type { LfText } from '../text/lfText';
import { isSecondOfPair, utf16 } from '../text/offsets';
import { sliceOf, span, type Span } from '../text/span';
import { compareRows } from './writeSegments';
import type { Segment, Segments } from './segment';
import type { SegmentRow } from './segmentsFile';

/** Where rows came from: their file, and the digest in its header. */
export interface RowsOrigin {
  readonly transcript: StudyPath;
  readonly coder: string;
  readonly text: string;
}

/** Said of a segment that is placed, but by a guess that no person has confirmed. */
const unconfirmed = 'The place was found by likeness and nobody has confirmed it yet.';

/**
 * Places rows in the text at hand, whose digest is `digest`. Offsets are trusted where that is the digest the rows were made for;
 * otherwise every segment is found again by its words. None is dropped. The rows that come back are what the file should say now:
 * offsets, quote and context of the text at hand, `orphaned` where a segment was not found, `unconfirmed` where its place is a guess.
 * A guess at other words keeps the quote and context that it was made from: a person has to see them, and a better place may be found.
 * A persisted `unconfirmed` stays, and in its own text where it is, until a person confirms the place. A persisted orphan comes back only where its words are found
 * without doubt. Rows need unique ids. Never fails.
 */
export function placeSegments(origin: RowsOrigin, rows: readonly SegmentRow[], text: LfText, digest: Digest): Segments {
  const list = placeRows(rows, text, origin.text === digest).sort(compareSegments);
  return { transcript: origin.transcript, coder: origin.coder, text: digest, list };
}

/** Orders segments as their file does. */
export function compareSegments(a: Segment, b: Segment): number {
  return compareRows(a.row, b.row);
}

/** Places rows in the order given; as `placeSegments`. `sameText` says that the offsets are those of this very text. */
export function placeRows(rows: readonly SegmentRow[], text: LfText, sameText: boolean): Segment[] {
  // The offsets of an orphan are of an earlier text, whatever the header says, so they are never trusted.
  const lost = rows.filter((row) => row.state === 'orphaned');
  const placements = new Map<SegmentRow, Placement>();
  const kept = rows.filter((row) => {
    const guessed = sameText && row.state === 'unconfirmed' && isPlace(text, row);
    if (guessed) placements.set(row, { outcome: 'exact', span: span(row.start, row.end), reason: unconfirmed });
    return row.state !== 'orphaned' && !guessed;
  });
  anchorAll(text, kept.map(selectorOf), { sameText }).forEach((placement, i) => {
    const row = kept[i];
    if (row) placements.set(row, placement);
  });
  anchorAll(text, lost.map(selectorOf), { sameText: false, likeness: false }).forEach((placement, i) => {
    const row = lost[i];
    if (row) placements.set(row, comeBack(placement));
  });
  return rows.flatMap((row) => {
    const placement = placements.get(row);
    return placement ? [settle(row, placement, text, sameText)] : [];
  });
}

/** The selector that a row keeps of its segment. */
export function selectorOf(row: SegmentRow): Selector {
  return {
    quote: row.quote,
    prefix: row.prefix ?? '',
    suffix: row.suffix ?? '',
    span: { start: utf16(row.start), end: utf16(row.end) },
  };
}

/** True where a row names at least one whole character of the text. */
function isPlace(text: LfText, { start, end }: SegmentRow): boolean {
  return start < end && end <= text.length && !isSecondOfPair(text, start) && !isSecondOfPair(text, end);
}

function comeBack(placement: Placement): Placement {
  if (placement.outcome === 'exact' || placement.outcome === 'moved') {
    return { ...placement, outcome: 'moved', reason: `It was lost and has been found again. ${placement.reason}` };
  }
  return { outcome: 'orphaned', span: null, reason: placement.reason };
}

function settle(row: SegmentRow, placement: Placement, text: LfText, sameText: boolean): Segment {
  if (placement.outcome === 'orphaned') return { row: { ...row, state: 'orphaned' }, placement };
  const waiting = row.state === 'unconfirmed';
  const settled: Placement =
    waiting && placement.outcome !== 'approximate'
      ? { ...placement, outcome: 'approximate', reason: unconfirmed }
      : placement;
  if (sameText && placement.outcome === 'exact') return { row, placement: settled };
  const { state: _state, ...rest } = row;
  const now: SegmentRow = { ...rest, start: placement.span.start, end: placement.span.end };
  const described = { ...now, ...descriptionAt(text, row, settled) };
  return {
    row: settled.outcome === 'approximate' ? { ...described, state: 'unconfirmed' } : described,
    placement: settled,
  };
}

/** How a row describes its place: by the words that stand there; a guess at other words by those it was made from. */
export function descriptionAt(
  text: LfText,
  row: SegmentRow,
  { outcome, span: there }: Placement & { readonly span: Span },
): Pick<SegmentRow, 'quote' | 'prefix' | 'suffix'> {
  if (outcome === 'approximate' && folded(sliceOf(text, there)) !== folded(row.quote)) {
    const { quote, prefix, suffix } = row;
    return { quote, ...(prefix === undefined ? {} : { prefix }), ...(suffix === undefined ? {} : { suffix }) };
  }
  const { quote, prefix, suffix } = describe(text, there);
  return { quote, prefix, suffix };
}
