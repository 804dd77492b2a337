import { describe } from '../anchor/describe';
import { err, ok } from '../base/result';
import type { LfText } from '../text/lfText';
import type { Span } from '../text/span';
import { codableSpan } from './codableSpan';
import { attributeKeys, nextCertainty, withAttributes, type CodingAttributes } from './codingAttributes';
import { codingOf, gone, holdsNothing, rowById, type CodingTools, type Operation } from './codingOperations';
import { excerpt } from './excerpt';
import type { Segments } from './segment';
import { changeOf } from './segmentsChange';
import type { CodingRow, SegmentRow } from './segmentsFile';

/** Gives a segment other borders, trimmed and widened to whole characters. Its codings and memo stay. */
export function resizeSegment(segments: Segments, text: LfText, id: string, wanted: Span): Operation {
  const before = segments.list.find((segment) => segment.row.id === id);
  if (!before) return err(gone);
  if (before.placement.span === null) {
    return err(`${excerpt(before.row.quote)} is not placed in the text; re-attach it first.`);
  }
  return putAt(before.row, text, wanted, `Changed the borders of ${excerpt(before.row.quote)}`);
}

/** Puts an orphan, or a segment whose place is a guess, where a person says it belongs; putting it where it stands confirms the place. */
export function reattach(segments: Segments, text: LfText, id: string, wanted: Span): Operation {
  const before = rowById(segments, id);
  if (!before) return err(gone);
  if (before.state === undefined) return err(`${excerpt(before.quote)} has its place already.`);
  return putAt(before, text, wanted, `Re-attached ${excerpt(before.quote)}`);
}

/** Removes a segment with all its codings, memo and links. */
export function removeSegment(segments: Segments, id: string): Operation {
  const before = rowById(segments, id);
  if (!before) return err(gone);
  return ok(changeOf('remove-segment', `Removed the segment ${excerpt(before.quote)}`, [{ before, after: null }]));
}

/** Writes, changes or (null or blank) takes away a segment's memo. A segment with nothing left goes with its memo. */
export function setMemo(segments: Segments, id: string, memo: string | null): Operation {
  const before = rowById(segments, id);
  if (!before) return err(gone);
  const wording = memo?.trim() ? memo : undefined;
  if (wording === before.memo) return err('The memo is as it was.');
  const { memo: _memo, ...rest } = before;
  const after: SegmentRow = wording === undefined ? rest : { ...rest, memo: wording };
  const verb = wording === undefined ? 'Removed' : before.memo === undefined ? 'Wrote' : 'Changed';
  return edited(before, after, `${verb} the memo on ${excerpt(before.quote)}`);
}

/** Marks a segment (`code` null) or one of its codings as an exemplar, or takes the mark away. */
export function setExemplar(segments: Segments, id: string, code: string | null, exemplar: boolean): Operation {
  const before = rowById(segments, id);
  if (!before) return err(gone);
  const verb = exemplar ? 'Marked' : 'Unmarked';
  const label = `${verb} ${excerpt(before.quote)} as an exemplar`;
  const unchanged = `${excerpt(before.quote)} is ${exemplar ? 'already' : 'not'} marked as an exemplar.`;
  if (code === null) {
    if ((before.exemplar ?? false) === exemplar) return err(unchanged);
    return edited(before, withKeys(before, { exemplar: exemplar || null }), label);
  }
  const coding = codingOf(before, code);
  if (!coding) return err(`${excerpt(before.quote)} no longer has this code.`);
  if ((coding.exemplar ?? false) === exemplar) return err(unchanged);
  return edited(before, withCoding(before, coding, withKeys(coding, { exemplar: exemplar || null })), label);
}

/** Says how sure a coding is, whom it is about, who gave and who received; see `CodingAttributes`. */
export function setCodingAttributes(
  segments: Segments,
  id: string,
  code: string,
  attributes: CodingAttributes,
  tools: Pick<CodingTools, 'codeName'>,
): Operation {
  const before = rowById(segments, id);
  if (!before) return err(gone);
  const coding = codingOf(before, code);
  const name = tools.codeName(code);
  if (!coding) return err(`${excerpt(before.quote)} is not coded as ${name}.`);
  const said = withAttributes(coding, attributes);
  if (said === coding) return err('The coding says this already.');
  return edited(before, withCoding(before, coding, said), labelOf(name, before, coding, said));
}

/** Gives a coding the certainty that comes after the one it has: none, +, ++, none. */
export function cycleCertainty(
  segments: Segments,
  id: string,
  code: string,
  tools: Pick<CodingTools, 'codeName'>,
): Operation {
  const row = rowById(segments, id);
  const now = row && codingOf(row, code)?.certainty;
  return setCodingAttributes(segments, id, code, { certainty: nextCertainty(now ?? null) }, tools);
}

function labelOf(name: string, { quote }: SegmentRow, before: CodingRow, after: CodingRow): string {
  const alone = attributeKeys.every((key) => key === 'certainty' || before[key] === after[key]);
  if (!alone) return `Changed what is said of ${name} on ${excerpt(quote)}`;
  if (after.certainty === undefined) return `Took the certainty off ${name} on ${excerpt(quote)}`;
  return `Set the certainty of ${name} on ${excerpt(quote)} to ${after.certainty}`;
}

function putAt(before: SegmentRow, text: LfText, wanted: Span, label: string): Operation {
  const there = codableSpan(text, wanted);
  if (!there) return err('Select some words first: there is nothing but white space here.');
  const { quote, prefix, suffix } = describe(text, there);
  if (before.state === undefined && before.start === there.start && before.end === there.end) {
    return err(`${excerpt(quote)} has these borders already.`);
  }
  const { state: _state, was: _was, kept: _kept, ...rest } = before;
  const after: SegmentRow = { ...rest, start: there.start, end: there.end, quote, prefix, suffix };
  return ok(changeOf('resize-segment', label, [{ before, after }]));
}

function edited(before: SegmentRow, after: SegmentRow, label: string): Operation {
  return ok(changeOf('edit-segment', label, [{ before, after: holdsNothing(after) ? null : after }]));
}

function withCoding(row: SegmentRow, old: CodingRow, coding: CodingRow): SegmentRow {
  return { ...row, codings: row.codings.map((other) => (other === old ? coding : other)) };
}

/** The record with keys set, or (null) without them; undefined leaves a key as it is. */
function withKeys<T extends object>(record: T, keys: Readonly<Record<string, unknown>>): T {
  const members = new Map<string, unknown>(Object.entries(record));
  for (const [key, value] of Object.entries(keys)) {
    if (value === null) members.delete(key);
    else if (value !== undefined) members.set(key, value);
  }
  return Object.fromEntries(members) as T;
}
