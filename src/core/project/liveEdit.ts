import { say } from '../base/say';
import { anchorAll } from '../anchor/anchor';
import { EarlierText } from '../anchor/reanchorThroughDiff';
import { contextLength, type Placement } from '../anchor/selector';
import type { Digest } from '../base/digest';
import { compareSegments, placeRows, rowAt, selectorOf } from '../coding/placeSegments';
import type { Segment, Segments } from '../coding/segment';
import type { LfText } from '../text/lfText';
import { utf16 } from '../text/offsets';
import { LiveSpans } from '../text/liveSpans';
import { sameSpan, type Span } from '../text/span';
import { applyChanges, mapSpan, type TextChange } from '../text/textChange';
import { commonEnds } from '../text/textDiff';
import { TranscriptCoding } from './transcriptCoding';

/** The digest of a text that was not saved yet: no file has it, so nothing takes its offsets for those of a file. */
export const unsavedDigest = 'unsaved' as Digest;

/**
 * The transcript after edits that are known exactly: every segment is mapped through them. One that was cut at an edge has its words
 * again where they stand around what is left of it: an undo, or a change of whole lines (a reload, a paste over) that held them still.
 * One whose words were taken away is looked for in what the edits brought, and nowhere else; so is an orphan whose words they may have
 * brought back. Only a place without doubt is taken. `text` is the text after the changes.
 * Each edit moves the places of all segments at once, block by block (`LiveSpans`), and tells near which of them it came: what became of
 * those is worked out when segments are asked for, for all edits since then. The others are as they were, as far on as they moved.
 */
export function afterEdit(coding: TranscriptCoding, changes: readonly TextChange[], text: LfText): TranscriptCoding {
  const step = changes.map((change) => withoutCommonEnds(coding.text, change));
  const pending = coding instanceof EditedTranscript ? coding.pending : undefined;
  const { base, steps } = pending ?? { base: coding, steps: [] };
  const moving = movedThrough(base, steps, pending?.moving);
  moving.edit(step);
  const next = new EditedTranscript({ base, steps: [...steps, step], moving }, text);
  if (steps.length >= mostSteps) next.place();
  return next;
}

/** The places of all segments of a transcript while edits go on. It goes on with the last edit: of an earlier state others have to be made. */
class MovingSegments {
  readonly byCoder: ReadonlyMap<string, LiveSpans>;
  /** How many edits it went through. */
  steps = 0;

  constructor(base: TranscriptCoding) {
    this.byCoder = new Map(
      [...base.byCoder].map(([coder, { list }]) => {
        const starts = Int32Array.from(list, ({ placement }) => placement.span?.start ?? -1);
        const ends = Int32Array.from(list, ({ placement }) => placement.span?.end ?? -1);
        return [coder, new LiveSpans(starts, ends, farFrom)];
      }),
    );
  }

  edit(step: readonly TextChange[]): void {
    for (const spans of this.byCoder.values()) spans.edit(step);
    this.steps++;
  }
}

/** The places after the edits: what moved with them, unless it went on with other ones. */
function movedThrough(
  base: TranscriptCoding,
  steps: readonly (readonly TextChange[])[],
  moving: MovingSegments | undefined,
): MovingSegments {
  if (moving?.steps === steps.length) return moving;
  const again = new MovingSegments(base);
  for (const step of steps) again.edit(step);
  return again;
}

/** So many edits are remembered before segments are placed though nobody asked. */
const mostSteps = 100;

/** Edits whose segments nobody has asked for yet, the transcript before them, and what moves along with them. */
interface Pending {
  readonly base: TranscriptCoding;
  readonly steps: readonly (readonly TextChange[])[];
  readonly moving: MovingSegments;
}

/** A transcript after edits, whose segments are placed when they are asked for; what they were is let go of then. */
class EditedTranscript extends TranscriptCoding {
  pending: Pending | undefined;

  constructor(pending: Pending, text: LfText) {
    super(pending.base.path, text, unsavedDigest, () => {
      this.pending = undefined;
      return segmentsAfter(pending, text);
    });
    this.pending = pending;
  }

  /** Places the segments now. */
  place(): ReadonlyMap<string, Segments> {
    return this.byCoder;
  }
}

function segmentsAfter({ base, steps, moving }: Pending, text: LfText): ReadonlyMap<string, Segments> {
  const { byCoder } = movedThrough(base, steps, moving);
  const changed = changedStretch(base.text.length, steps);
  let all: string | undefined;
  const marks = ({ start, end }: Span): string => (all ??= broughtBy(base.text.length, steps)).slice(start, end);
  const among = (there: Span): boolean => marks(there).replaceAll(oldMark, '').length >= (there.end - there.start) / 2;
  return new Map(
    [...base.byCoder].map(([coder, segments]) => {
      const spans = byCoder.get(coder);
      const all = segments.list.map(
        (segment, row) => farFromAll(segment, spans, row) ?? followed(segment, steps, changed, text, marks),
      );
      const unsure = segments.list.flatMap((segment, i) => (all[i]?.sure === false ? [segment] : []));
      const places = anchorAll(
        text,
        unsure.map(({ row }) => selectorOf(row)),
        { sameText: false, likeness: false, among },
      );
      const found = new Map(unsure.map((segment, i) => [segment, places[i]]));
      const list = segments.list.map((segment, i) => {
        const again = found.get(segment);
        if (again?.outcome === 'exact' || again?.outcome === 'moved') return moved(segment, again, text);
        return all[i]?.segment ?? segment;
      });
      return [coder, { ...segments, text: unsavedDigest, list: list.sort(compareSegments) }] as const;
    }),
  );
}

const oldMark = ' ';
const newMark = '+';

/** A mark for each unit of the text after edits: whether they brought it, or it is old. */
function broughtBy(length: number, steps: readonly (readonly TextChange[])[]): string {
  const marked = (step: readonly TextChange[]): readonly TextChange[] =>
    step.map((change) => ({ ...change, text: newMark.repeat(change.text.length) }));
  return steps.reduce((marks, step) => applyChanges(marks, marked(step)), oldMark.repeat(length));
}

/** What the edits left alone: so many units at the start and at the end of the text; and how much longer it is now. */
interface ChangedStretch {
  readonly lead: number;
  readonly tail: number;
  readonly before: number;
  readonly after: number;
}

function changedStretch(length: number, steps: readonly (readonly TextChange[])[]): ChangedStretch {
  let [lead, tail, after] = [length, length, length];
  for (const step of steps) {
    for (const { start, end } of step) {
      lead = Math.min(lead, start);
      tail = Math.min(tail, after - end);
    }
    for (const { start, end, text } of step) after += text.length - (end - start);
  }
  return { lead, tail, before: length, after };
}

/** A segment after edits: mapped through them, but not `sure` where it was cut or lost, or an orphan's words may be there again. */
interface Followed {
  readonly segment: Segment;
  readonly sure: boolean;
}

/** A segment that no edit came near to; undefined where one did. One that was cut before may be whole again by what comes farther away. */
function farFromAll(segment: Segment, spans: LiveSpans | undefined, row: number): Followed | undefined {
  const old = segment.placement.span;
  if (old === null || (segment.cuts ?? none).length > 0 || spans === undefined || spans.wasNear(row)) return undefined;
  const by = spans.startOf(row) - old.start;
  return { segment: by === 0 ? segment : shifted(segment, old, by), sure: true };
}

function followed(
  segment: Segment,
  steps: readonly (readonly TextChange[])[],
  { lead, tail, before, after }: ChangedStretch,
  text: LfText,
  marks: (there: Span) => string,
): Followed {
  const { placement, row, cuts = none } = segment;
  const old = placement.span;
  if (old === null) {
    const near = text.slice(Math.max(0, lead - row.quote.length), after - tail + row.quote.length);
    return { segment, sure: row.kept === true || !near.includes(row.quote) };
  }
  if (old.end + farFrom <= lead) return { segment, sure: true };
  if (old.start - farFrom >= before - tail) return { segment: shifted(segment, old, after - before), sure: true };
  let at: Span = old;
  let crossed = false;
  let shortened = false;
  for (const step of steps) {
    const whole = at;
    crossed ||= step.some((change) => crosses(change, whole));
    shortened ||= step.some((change) => takesBorder(change, whole));
    const next = mapSpan(at, step);
    if (next === null) {
      const lost: Placement = { outcome: 'orphaned', span: null, reason: say('its words were deleted.') };
      return { segment: moved(segment, lost, text), sure: false };
    }
    at = next;
  }
  const known = shortened && cuts.length < mostCuts ? [...cuts, row.quote] : cuts;
  const left = at;
  const back = known.findIndex((words) => {
    const whole = wholeAround(text, left, words);
    if (whole === null || !(crossed || marks(whole).includes(newMark))) return false;
    at = whole;
    return true;
  });
  const next = { ...segment, cuts: back < 0 ? known : known.slice(0, back) };
  return {
    segment: moved(next, sameSpan(at, old) ? placement : { ...placement, span: at }, text),
    sure: back >= 0 || !crossed,
  };
}

const none: readonly string[] = [];

/** So many earlier words of a segment are remembered: the oldest, which letters that are taken one by one do not drive out. */
const mostCuts = 8;

/** Where words stand around what is left of them; null where they do not. */
function wholeAround(text: LfText, left: Span, words: string): Span | null {
  const from = Math.max(0, left.end - words.length);
  const at = text.slice(from, left.start + words.length).indexOf(words);
  return at < 0 ? null : { start: utf16(from + at), end: utf16(from + at + words.length) };
}

/** So many units from a change, neither a segment's words nor what is kept of its surroundings can have changed. */
export const farFrom = contextLength + 1;

/** A segment that stands elsewhere by so much: its words and surroundings are as they were. */
function shifted(segment: Segment, old: Span, by: number): Segment {
  const { row, placement } = segment;
  const there = { start: utf16(old.start + by), end: utf16(old.end + by) };
  return { ...segment, row: { ...row, ...there }, placement: { ...placement, span: there } as Placement };
}

/** True where a change reaches over one border of a span. */
function crosses(change: TextChange, span: Span): boolean {
  return (change.start < span.start && span.start < change.end) || (change.start < span.end && span.end < change.end);
}

/** True where a change takes units at one border of a span, and perhaps beyond it. */
function takesBorder(change: TextChange, span: Span): boolean {
  return (change.start <= span.start && span.start < change.end) || (change.start < span.end && span.end <= change.end);
}

/**
 * A change of whole lines without what it puts back as it was at its start and end. One within a line is left whole: it may be a
 * segment's words that are replaced, which keeps the segment.
 */
function withoutCommonEnds(before: LfText, change: TextChange): TextChange {
  const { start, end, text } = change;
  if (!before.slice(start, end).includes('\n')) return change;
  const { lead, tail } = commonEnds(before, start, end, text, 0, text.length);
  return { start: utf16(start + lead), end: utf16(end - tail), text: text.slice(lead, text.length - tail) };
}

/**
 * The transcript with a text that came from elsewhere: segments follow what was changed in the text that they stand in, exactly, and
 * only what the change took away is looked for by its words; an orphan comes back only where there is no doubt.
 */
export function inOtherText(coding: TranscriptCoding, text: LfText, digest: Digest): TranscriptCoding {
  const earlier = new EarlierText(coding.text, text);
  const byCoder = [...coding.byCoder].map(([coder, segments]) => {
    const rows = segments.list.map(({ row }) => row);
    const list = placeRows(rows, text, false, earlier).sort(compareSegments);
    return [coder, { ...segments, text: digest, list }] as const;
  });
  return new TranscriptCoding(coding.path, text, digest, new Map(byCoder));
}

/** The same text, now saved under its digest. */
export function asSaved(coding: TranscriptCoding, digest: Digest): TranscriptCoding {
  const byCoder = [...coding.byCoder].map(([coder, segments]) => [coder, { ...segments, text: digest }] as const);
  return new TranscriptCoding(coding.path, coding.text, digest, new Map(byCoder));
}

/** The segment at its new place, its row saying what the file should say now. */
function moved(segment: Segment, placement: Placement, text: LfText): Segment {
  return { ...segment, row: rowAt(segment.row, placement, text), placement };
}
