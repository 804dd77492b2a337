import { logLabel } from '../base/logLabel';
import { say } from '../base/say';
import { describe } from '../anchor/describe';
import { err, ok, type Result } from '../base/result';
import type { LfText } from '../text/lfText';
import { sameSpan, type Span } from '../text/span';
import { codableSpan } from './codableSpan';
import { withAttributes, type CodingAttributes } from './codingAttributes';
import { excerpt, excerptWords } from './excerpt';
import type { Segment, Segments, SegmentsChange } from './segment';
import { changeOf } from './segmentsChange';
import type { CodingRow, SegmentRow } from './segmentsFile';

/** What an operation needs to know of the world: when it is, fresh ids, and what codes are called and mean now. */
export interface CodingTools {
  /** ISO 8601, UTC. */
  readonly at: string;
  newId(): string;
  /** Digest of the code's definition as it is now, or undefined where the code is not known. */
  codeDigest(code: string): string | undefined;
  /** The code's name for the person; its id where it is not known. */
  codeName(code: string): string;
  /** The id of the code that this one was merged into; itself where it was not. */
  survivor(code: string): string;
}

/** A change that can be applied, or why nothing is done, as a sentence for the person. */
export type Operation = Result<SegmentsChange, string>;

const noWords = (): string => say('Select some words first: there is nothing but white space here.');

/**
 * Puts codes on a stretch of text. The stretch is trimmed and widened to whole characters (`codableSpan`); where this coder already has
 * a segment on exactly these words, the codes join it. `attributes` is what is said of each of the codes. Codes already there are left
 * as they are but for that, also where the segment has them under an id that was merged into them; if nothing differs, or no code or
 * no word is given, nothing is done.
 */
export function applyCodes(
  segments: Segments,
  text: LfText,
  wanted: Span,
  codes: readonly string[],
  tools: CodingTools,
  attributes: CodingAttributes = {},
): Operation {
  const there = codableSpan(text, wanted);
  if (!there) return err(noWords());
  if (codes.length === 0) return err(say('Choose a code first.'));
  const here = segmentsAt(segments, there);
  const given = new Set(codes.map((code) => tools.survivor(code)));
  const isGiven = ({ code }: CodingRow): boolean => given.has(tools.survivor(code));
  const had = new Set(here.flatMap(({ row }) => row.codings.map(({ code }) => tools.survivor(code))));
  const missing = [...new Set(codes)].filter((code) => !had.has(tools.survivor(code)));
  const names = (all: readonly string[]): string => all.map((code) => tools.codeName(code)).join(', ');
  const said = here.flatMap(({ row: before }) => {
    const codings = before.codings.map((one) => (isGiven(one) ? withAttributes(one, attributes) : one));
    const same = codings.every((one, i) => one === before.codings[i]);
    return same ? [] : [{ before, after: { ...before, codings } }];
  });
  const words = text.slice(there.start, there.end);
  if (missing.length === 0) {
    if (said.length === 0) return err(say('{0} is already coded as {1}.', excerpt(words), names(codes)));
    const label = logLabel('Changed what is said of {0} on “{1}”', names(codes), excerptWords(words));
    return ok(changeOf('edit-segment', label, said));
  }
  const before = here[0]?.row ?? null;
  const start = said.find((one) => one.before === before)?.after ?? before ?? emptyRow(text, there, tools);
  const fresh = missing.map((code) => withAttributes(newCoding(code, tools), attributes));
  const after: SegmentRow = { ...start, codings: [...start.codings, ...fresh] };
  const certainty = attributes.certainty ? ` (${attributes.certainty})` : '';
  const label = logLabel('Coded “{0}” as {1}', excerptWords(words), names(missing) + certainty);
  return ok(changeOf('apply-code', label, [{ before, after }, ...said.filter((one) => one.before !== before)]));
}

/**
 * Highlights a stretch of text without a code, with a memo where one is given. A segment on exactly these words gets the memo, unless it
 * has one already.
 */
export function annotate(
  segments: Segments,
  text: LfText,
  wanted: Span,
  memo: string | null,
  tools: CodingTools,
): Operation {
  const there = codableSpan(text, wanted);
  if (!there) return err(noWords());
  const wording = memo?.trim() ? memo : null;
  const before = segmentsAt(segments, there)[0]?.row ?? null;
  if (before && wording === null) return err(say('{0} is already a segment.', excerpt(before.quote)));
  if (before?.memo !== undefined) return err(say('{0} already has a memo; change that one.', excerpt(before.quote)));
  const start = before ?? emptyRow(text, there, tools);
  const after: SegmentRow = wording === null ? start : { ...start, memo: wording };
  const label = logLabel(wording === null ? 'Highlighted “{0}”' : 'Wrote a memo on “{0}”', excerptWords(after.quote));
  return ok(changeOf('edit-segment', label, [{ before, after }]));
}

/** Takes one code off a segment. A segment that is left without coding, memo, exemplar mark and link goes with it. */
export function removeCoding(segments: Segments, id: string, code: string, tools: CodingTools): Operation {
  const before = rowById(segments, id);
  if (!before) return err(gone());
  if (!codingOf(before, code)) return err(say('{0} is not coded as {1}.', excerpt(before.quote), tools.codeName(code)));
  const left = { ...before, codings: before.codings.filter((coding) => coding.code !== code) };
  const label = logLabel('Removed {0} from “{1}”', tools.codeName(code), excerptWords(before.quote));
  return ok(changeOf('remove-coding', label, [{ before, after: holdsNothing(left) ? null : left }]));
}

/**
 * Replaces a code on a segment by another; certainty, exemplar mark and what else is known of the coding stay. Where the other code is
 * there already, the two become one: what that one does not say is taken over. `attributes` is what is said of it from now on; with it,
 * `from` and `to` may be the same.
 */
export function recode(
  segments: Segments,
  id: string,
  from: string,
  to: string,
  tools: CodingTools,
  attributes: CodingAttributes = {},
): Operation {
  const before = rowById(segments, id);
  if (!before) return err(gone());
  const old = codingOf(before, from);
  if (!old) return err(say('{0} is not coded as {1}.', excerpt(before.quote), tools.codeName(from)));
  if (from === to) {
    const said = withAttributes(old, attributes);
    if (said === old) return err(say('{0} is already coded as {1}.', excerpt(before.quote), tools.codeName(to)));
    const codings = before.codings.map((coding) => (coding === old ? said : coding));
    const label = logLabel('Changed what is said of {0} on “{1}”', tools.codeName(to), excerptWords(before.quote));
    return ok(changeOf('edit-segment', label, [{ before, after: { ...before, codings } }]));
  }
  const other = before.codings.find((one) => one !== old && tools.survivor(one.code) === tools.survivor(to));
  const fresh = withAttributes(asOtherCode(old, other, to, tools), attributes);
  const codings = before.codings
    .filter((coding) => coding !== other)
    .map((coding) => (coding === old ? fresh : coding));
  const [was, is] = [tools.codeName(from), tools.codeName(to)];
  const label = logLabel('Recoded “{0}” from {1} to {2}', excerptWords(before.quote), was, is);
  return ok(changeOf('recode', label, [{ before, after: { ...before, codings } }]));
}

/** A coding as one of another code, with all that is said of it. Where that code is `there` already, what it does not say is taken over. */
export function asOtherCode(
  old: CodingRow,
  there: CodingRow | undefined,
  to: string,
  tools: Pick<CodingTools, 'at' | 'codeDigest'>,
): CodingRow {
  const { codeDigest: _digest, ...kept } = old;
  return there
    ? { ...kept, ...there, ...(old.exemplar || there.exemplar ? { exemplar: true } : {}) }
    : { ...kept, ...newCoding(to, tools) };
}

/** The row of a segment, or undefined where the coder has none with this id. */
export function rowById(segments: Segments, id: string): SegmentRow | undefined {
  return segments.list.find((segment) => segment.row.id === id)?.row;
}

/** The coding of a code on a segment, or undefined. */
export function codingOf(row: SegmentRow, code: string): CodingRow | undefined {
  return row.codings.find((coding) => coding.code === code);
}

/** True where nothing is left for which a person would keep the segment. */
export function holdsNothing(row: SegmentRow): boolean {
  return row.codings.length === 0 && row.memo === undefined && row.exemplar !== true && (row.links?.length ?? 0) === 0;
}

/** Said where an operation names a segment that is not there. */
export const gone = (): string => say('This segment is no longer there.');

function segmentsAt(segments: Segments, there: Span): Segment[] {
  return segments.list.filter(({ placement }) => placement.span !== null && sameSpan(placement.span, there));
}

function emptyRow(text: LfText, there: Span, tools: CodingTools): SegmentRow {
  const { quote, prefix, suffix } = describe(text, there);
  return { id: tools.newId(), start: there.start, end: there.end, quote, prefix, suffix, codings: [] };
}

function newCoding(code: string, tools: Pick<CodingTools, 'at' | 'codeDigest'>): CodingRow {
  const codeDigest = tools.codeDigest(code);
  return { code, at: tools.at, ...(codeDigest === undefined ? {} : { codeDigest }) };
}
