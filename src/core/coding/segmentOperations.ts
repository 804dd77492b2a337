import { logLabel } from '../base/logLabel';
import { say } from '../base/say';
import { describe } from '../anchor/describe';
import { err, ok } from '../base/result';
import type { LfText } from '../text/lfText';
import type { Span } from '../text/span';
import { codableSpan } from './codableSpan';
import { attributeKeys, nextCertainty, withAttributes, type CodingAttributes } from './codingAttributes';
import { codingOf, gone, holdsNothing, rowById, type CodingTools, type Operation } from './codingOperations';
import { excerpt, excerptWords } from './excerpt';
import type { Segments } from './segment';
import { changeOf } from './segmentsChange';
import type { CodingRow, SegmentRow } from './segmentsFile';

/** Gives a segment other borders, trimmed and widened to whole characters. Its codings and memo stay. */
export function resizeSegment(segments: Segments, text: LfText, id: string, wanted: Span): Operation {
  const before = segments.list.find((segment) => segment.row.id === id);
  if (!before) return err(gone());
  if (before.placement.span === null) {
    return err(say('{0} is not placed in the text; re-attach it first.', excerpt(before.row.quote)));
  }
  return putAt(before.row, text, wanted, logLabel('Changed the borders of “{0}”', excerptWords(before.row.quote)));
}

/** Puts an orphan, or a segment whose place is a guess, where a person says it belongs; putting it where it stands confirms the place. */
export function reattach(segments: Segments, text: LfText, id: string, wanted: Span): Operation {
  const before = rowById(segments, id);
  if (!before) return err(gone());
  if (before.state === undefined) return err(say('{0} has its place already.', excerpt(before.quote)));
  return putAt(before, text, wanted, logLabel('Re-attached “{0}”', excerptWords(before.quote)));
}

/** Removes a segment with all its codings, memo and links. */
export function removeSegment(segments: Segments, id: string): Operation {
  const before = rowById(segments, id);
  if (!before) return err(gone());
  return ok(
    changeOf('remove-segment', logLabel('Removed the segment “{0}”', excerptWords(before.quote)), [
      { before, after: null },
    ]),
  );
}

/** Writes, changes or (null or blank) takes away a segment's memo. A segment with nothing left goes with its memo. */
export function setMemo(segments: Segments, id: string, memo: string | null): Operation {
  const before = rowById(segments, id);
  if (!before) return err(gone());
  const wording = memo?.trim() ? memo : undefined;
  if (wording === before.memo) return err(say('The memo is as it was.'));
  const { memo: _memo, ...rest } = before;
  const after: SegmentRow = wording === undefined ? rest : { ...rest, memo: wording };
  const done = before.memo === undefined ? 'Wrote the memo on “{0}”' : 'Changed the memo on “{0}”';
  const label = wording === undefined ? 'Removed the memo on “{0}”' : done;
  return edited(before, after, logLabel(label, excerptWords(before.quote)));
}

/** Marks a segment (`code` null) or one of its codings as an exemplar, or takes the mark away. */
export function setExemplar(segments: Segments, id: string, code: string | null, exemplar: boolean): Operation {
  const before = rowById(segments, id);
  if (!before) return err(gone());
  const marked = exemplar ? 'Marked “{0}” as an exemplar' : 'Unmarked “{0}” as an exemplar';
  const label = logLabel(marked, excerptWords(before.quote));
  const quote = excerpt(before.quote);
  const unchanged = exemplar
    ? say('{0} is already marked as an exemplar.', quote)
    : say('{0} is not marked as an exemplar.', quote);
  if (code === null) {
    if ((before.exemplar ?? false) === exemplar) return err(unchanged);
    return edited(before, withKeys(before, { exemplar: exemplar || null }), label);
  }
  const coding = codingOf(before, code);
  if (!coding) return err(say('{0} no longer has this code.', excerpt(before.quote)));
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
  if (!before) return err(gone());
  const coding = codingOf(before, code);
  const name = tools.codeName(code);
  if (!coding) return err(say('{0} is not coded as {1}.', excerpt(before.quote), name));
  const said = withAttributes(coding, attributes);
  if (said === coding) return err(say('The coding says this already.'));
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
  if (!alone) return logLabel('Changed what is said of {0} on “{1}”', name, excerptWords(quote));
  if (after.certainty === undefined) return logLabel('Took the certainty off {0} on “{1}”', name, excerptWords(quote));
  return logLabel('Set the certainty of {0} on “{1}” to {2}', name, excerptWords(quote), after.certainty);
}

function putAt(before: SegmentRow, text: LfText, wanted: Span, label: string): Operation {
  const there = codableSpan(text, wanted);
  if (!there) return err(say('Select some words first: there is nothing but white space here.'));
  const { quote, prefix, suffix } = describe(text, there);
  if (before.state === undefined && before.start === there.start && before.end === there.end) {
    return err(say('{0} has these borders already.', excerpt(quote)));
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
