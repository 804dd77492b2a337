import { say } from '../base/say';
import type { EarlierText } from '../anchor/reanchorThroughDiff';
import type { Placement } from '../anchor/selector';
import { canonicalJson } from '../base/canonicalJson';
import type { LfText } from '../text/lfText';
import { excerpt } from './excerpt';
import { placeKeys } from './placeKeys';
import { compareSegments, placeRows, rowAt } from './placeSegments';
import type { Segment, Segments, SegmentsChange } from './segment';
import type { SegmentRow } from './segmentsFile';

const undoPrefix = 'Undo: ';

/** A change from each touched row as it was and as it becomes; null where there was or is none. */
export function changeOf(
  op: string,
  label: string,
  rows: readonly { readonly before: SegmentRow | null; readonly after: SegmentRow | null }[],
): SegmentsChange {
  const idOf = ({ before, after }: (typeof rows)[number]): string => (before ?? after)?.id ?? '';
  return {
    op,
    label,
    before: Object.fromEntries(rows.map((row) => [idOf(row), row.before])),
    after: Object.fromEntries(rows.map((row) => [idOf(row), row.after])),
  };
}

/**
 * Does a change. A touched segment that the change did not move keeps the place it has now, so that edits of the text in between do not
 * matter; one that is restored to another place stands there if its words do, and is else looked for by its words: what is found is a
 * guess, unless the text in which the change was made is known (`earlier`): the same words may have stood there twice. An orphan stays
 * one. Segments that the change does not touch are untouched. Never fails; look at `revertConflict` first when undoing.
 */
export function applyChange(
  segments: Segments,
  change: SegmentsChange,
  text: LfText,
  earlier: EarlierText | null = null,
): Segments {
  const list = new Map(segments.list.map((segment) => [segment.row.id, segment]));
  for (const [id, row] of Object.entries(change.after)) {
    if (row === null) {
      list.delete(id);
      continue;
    }
    const current = list.get(id);
    const before = rowOf(change.before, id);
    const unmoved = current !== undefined && before !== null && samePlace(before, row);
    list.set(
      id,
      unmoved
        ? { ...current, row: atPlaceOf(row, current.row) }
        : restored(row, alongWith(row, before, current), text, earlier),
    );
  }
  return { ...segments, list: [...list.values()].sort(compareSegments) };
}

/** The change that takes `change` back. Inverting twice gives the same change. */
export function invert(change: SegmentsChange): SegmentsChange {
  const { op, label, before, after } = change;
  const undone = label.startsWith(undoPrefix) ? label.slice(undoPrefix.length) : undoPrefix + label;
  return { op, label: undone, before: after, after: before };
}

/**
 * Why `change` cannot be taken back: something that it made has been changed since. Null where it can. Compared by content (codings,
 * memo, links, exemplar, unknown keys, and the quote where the change set the place), not by offsets, which edits of the text move.
 */
export function revertConflict(segments: Segments, change: SegmentsChange): string | null {
  const list = new Map(segments.list.map((segment) => [segment.row.id, segment.row]));
  for (const [id, made] of Object.entries(change.after)) {
    const now = list.get(id) ?? null;
    if (made === null) {
      if (now !== null) return say('The segment {0} is there again.', excerpt(now.quote));
      continue;
    }
    if (now === null) return say('The segment {0} has been removed since.', excerpt(made.quote));
    if (canonicalJson(contentOf(now)) !== canonicalJson(contentOf(made))) {
      return say('The segment {0} has been changed since.', excerpt(now.quote));
    }
    const before = rowOf(change.before, id);
    if ((before === null || !samePlace(before, made)) && now.quote !== made.quote) {
      return say('The words of the segment {0} have been changed since.', excerpt(made.quote));
    }
  }
  return null;
}

/** The row of an id in a change's record, or null; never something that every object inherits. */
function rowOf(record: SegmentsChange['before'], id: string): SegmentRow | null {
  return Object.hasOwn(record, id) ? (record[id] ?? null) : null;
}

/** True where two rows stand at the same place with the same certainty, as their texts had it. */
export function samePlace(a: SegmentRow, b: SegmentRow): boolean {
  return a.start === b.start && a.end === b.end && a.quote === b.quote && a.state === b.state && a.kept === b.kept;
}

/** What a person made of a segment: its row without where it stands. */
export function contentOf(row: SegmentRow): object {
  return Object.fromEntries(Object.entries(row).filter(([key]) => !placeKeys.includes(key)));
}

/** A row with the content of one and the place of another. */
export function atPlaceOf(row: SegmentRow, place: SegmentRow): SegmentRow {
  const there = Object.fromEntries(Object.entries(place).filter(([key]) => placeKeys.includes(key)));
  return { ...contentOf(row), ...there } as SegmentRow;
}

/** A row moved as far as the segment that it is put in the place of has been, where that has its words still. */
function alongWith(row: SegmentRow, before: SegmentRow | null, current: Segment | undefined): SegmentRow {
  if (row.state === 'orphaned' || before === null || current?.row.quote !== before.quote) return row;
  const by = Math.max(current.row.start - before.start, -row.start);
  return { ...row, start: row.start + by, end: row.end + by };
}

/**
 * Places a row. `along` is the row moved as far as what it takes the place of has been: the quote is trusted there where what is known
 * of its surroundings agrees, for the text was not changed there. Else it is looked for: from where it stood in the earlier text, where
 * that is known and has its words there, which is certain; or from its words alone, which is a guess.
 */
function restored(row: SegmentRow, along: SegmentRow, text: LfText, earlier: EarlierText | null): Segment {
  const { start, end, quote, prefix = '', suffix = '', state } = along;
  const stands = text.slice(start, end) === quote && text.startsWith(suffix, end) && text.endsWith(prefix, start);
  const isTrusted = stands || state === 'orphaned';
  const stood = !isTrusted && earlier?.text.slice(row.start, row.end) === quote ? earlier : null;
  const sought = stood === null ? along : row;
  const [found] = placeRows([sought], text, isTrusted, stood);
  const segment = found ?? {
    row,
    placement: { outcome: 'orphaned', span: null, reason: say('It could not be placed.') },
  };
  if (stood !== null || segment.placement.outcome !== 'moved') return segment;
  const placement: Placement = { ...segment.placement, outcome: 'approximate' };
  return { row: rowAt(sought, placement, text), placement };
}
