import { say } from '../base/say';
import { anchorAll, unchanged } from '../anchor/anchor';
import type { EarlierText } from '../anchor/reanchorThroughDiff';
import { describe } from '../anchor/describe';
import type { Placement, Selector } from '../anchor/selector';
import type { Digest } from '../base/digest';
import type { StudyPath } from '../base/studyPath';
import type { LfText } from '../text/lfText';
import { utf16 } from '../text/offsets';
import type { Span } from '../text/span';
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
const unconfirmed = (): string => say('The place is a guess that nobody has confirmed yet.');

/**
 * Places rows in the text at hand, whose digest is `digest`. Offsets are trusted where that is the digest the rows were made for;
 * otherwise every segment is found again by its words. None is dropped. The rows that come back are what the file should say now:
 * offsets, quote and context of the text at hand, `orphaned` where a segment was not found, `unconfirmed` where its place is a guess.
 * A persisted `unconfirmed` stays until a person confirms the place. A persisted orphan stays one in the text that it became one in; in
 * another it comes back where it stood, or in words that came. Where the text that the rows were made for is known (`earlier`),
 * segments follow what was changed since then, exactly, and only what the change took away is looked for. Rows need unique ids.
 * Never fails.
 */
export function placeSegments(
  origin: RowsOrigin,
  rows: readonly SegmentRow[],
  text: LfText,
  digest: Digest,
  earlier: EarlierText | null = null,
): Segments {
  const list = placeRows(rows, text, origin.text === digest, earlier).sort(compareSegments);
  return { transcript: origin.transcript, coder: origin.coder, text: digest, list };
}

/** Orders segments as their file does. */
export function compareSegments(a: Segment, b: Segment): number {
  return compareRows(a.row, b.row);
}

/** Places rows in the order given; as `placeSegments`. `sameText` says that the offsets are those of this very text. */
export function placeRows(
  rows: readonly SegmentRow[],
  text: LfText,
  sameText: boolean,
  earlier: EarlierText | null = null,
): Segment[] {
  if (sameText) return allUnchanged(rows, text) ?? foundAgain(rows, text, true);
  return foundAgain(rows, text, false, earlier);
}

/** The rows where they stand, or null where one of them does not: a study that is opened seldom holds a file with such a row. */
function allUnchanged(rows: readonly SegmentRow[], text: LfText): Segment[] | null {
  const segments: Segment[] = [];
  for (const row of rows) {
    const segment = placedUnchanged(row, text);
    if (segment === null) return null;
    segments.push(segment);
  }
  return segments;
}

/** The segment of a row that was made for this very text and has not lost its place, or null where its words do not stand there. O(quote). */
export function placedUnchanged(row: SegmentRow, text: LfText): Segment | null {
  const placement = row.state === 'orphaned' ? null : unchanged(text, selectorOf(row));
  return placement && settle(row, placement, text, true);
}

function foundAgain(
  rows: readonly SegmentRow[],
  text: LfText,
  sameText: boolean,
  earlier: EarlierText | null = null,
): Segment[] {
  const placements = new Map<SegmentRow, Placement>();
  const put = (some: readonly SegmentRow[], places: readonly Placement[]): void => {
    places.forEach((placement, i) => {
      const row = some[i];
      if (row) placements.set(row, placement);
    });
  };
  const lost = rows.filter((row) => row.state === 'orphaned');
  const kept = rows.filter((row) => row.state !== 'orphaned');
  if (earlier !== null) {
    const followed = kept.filter((row) => unchanged(earlier.text, selectorOf(row)) !== null);
    put(followed, earlier.place(followed.map((row) => selectorOf(row).span)));
  }
  const rest = kept.filter((row) => !placements.has(row));
  put(rest, anchorAll(text, rest.map(selectorOf), { sameText }));
  // What was an orphan in this very text is one: a place that is there now was there when it became one.
  put(lost, sameText ? lost.map(stillLost) : comingBack(lost, text, earlier));
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

/**
 * Orphans in a text that has changed since they were ones. Where they stood last they are back; elsewhere only in words that came since,
 * or, where that is not known, as a guess. One that a person left without a place is back only where it stood, and surely was not there
 * when they did: what they refused may have been that very place.
 */
function comingBack(rows: readonly SegmentRow[], text: LfText, earlier: EarlierText | null): Placement[] {
  const among = earlier ? (there: Span): boolean => earlier.brought(there) : undefined;
  const found = anchorAll(text, rows.map(selectorOf), { sameText: false, likeness: false, among });
  return rows.map((row, i) => {
    const kept = row.kept === true;
    const stoodThere = earlier === null ? kept : standsIn(earlier.text, row);
    if (standsIn(text, row) && !stoodThere) return foundLost('moved', selectorOf(row).span);
    const { outcome, span } = found[i] ?? stillLost();
    if (span === null || outcome === 'approximate' || kept) return stillLost();
    return foundLost(earlier === null ? 'approximate' : 'moved', span);
  });
}

/** True where a row's words stand at its offsets with all that is known of their surroundings, of which there has to be some. */
function standsIn(text: LfText, row: SegmentRow): boolean {
  const selector = selectorOf(row);
  const { prefix, suffix, span: at } = selector;
  if (prefix + suffix === '' || unchanged(text, selector) === null) return false;
  return text.startsWith(suffix, at.end) && text.endsWith(prefix, at.start);
}

const stillLost = (): Placement => ({
  outcome: 'orphaned',
  span: null,
  reason: say('Its words were deleted or changed, and have not come back.'),
});

function foundLost(outcome: 'moved' | 'approximate', span: Span): Placement {
  const reason =
    outcome === 'moved'
      ? say('Its words were lost and have been found again.')
      : say('Its words were lost and have been found again. Where they stand may be another place of the same words.');
  return { outcome, span, reason };
}

function settle(row: SegmentRow, placement: Placement, text: LfText, sameText: boolean): Segment {
  if (placement.outcome === 'orphaned') return { row: rowAt(row, placement, text), placement };
  const waiting = row.state === 'unconfirmed';
  const settled: Placement =
    waiting && placement.outcome !== 'approximate'
      ? { ...placement, outcome: 'approximate', reason: unconfirmed() }
      : placement;
  if (sameText && placement.outcome === 'exact') return { row, placement: settled };
  return { row: rowAt(row, settled, text), placement: settled };
}

/**
 * What a row's file should say of a segment that is placed there now. An orphan keeps the place and words it had. A place that is a
 * guess stays unconfirmed, and the row keeps the words as they were coded (`was`), until a person confirms it.
 */
export function rowAt(row: SegmentRow, placement: Placement, text: LfText): SegmentRow {
  if (placement.span === null) return { ...row, state: 'orphaned' };
  const { state, was, kept: _kept, ...rest } = row;
  const { quote, prefix, suffix, span: there } = describe(text, placement.span);
  const now: SegmentRow = { ...rest, start: there.start, end: there.end, quote, prefix, suffix };
  if (placement.outcome !== 'approximate' && state !== 'unconfirmed') return now;
  const coded = was ?? row.quote;
  return { ...now, state: 'unconfirmed', ...(coded === quote ? {} : { was: coded }) };
}
