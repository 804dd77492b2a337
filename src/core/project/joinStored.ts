import { say } from '../base/say';
import { canonicalJson } from '../base/canonicalJson';
import { excerpt } from '../coding/excerpt';
import { joinRows, type JoinedRows } from '../coding/joinSegments';
import { onTheSameWords } from '../coding/onTheSameWords';
import type { Segments, SegmentsChange } from '../coding/segment';
import { atPlaceOf, changeOf, samePlace } from '../coding/segmentsChange';
import type { SegmentRow } from '../coding/segmentsFile';

/** A join, and how a change that led to it was done: of what both made on the same words, it touches only the row that stayed. */
export interface JoinedStored extends JoinedRows {
  readonly asDone: (change: SegmentsChange) => SegmentsChange;
}

/**
 * Joins what this program wants to write (`next`) with what another one wrote meanwhile (`theirs`). `base` is the file as it was last
 * seen, null where there was none. All are placed in one text, `theirs` and `base` in the same way, so that a row which the other left
 * alone stands at one place in both. `before` holds the rows as they stood here before the change: edits are followed here as they are
 * typed, which a comparison of texts can only guess, so an edit would else count as a change of every row behind it. What both made
 * anew on the same words becomes one row, theirs. Never fails.
 */
export function joinStored(base: Segments | null, before: Segments, next: Segments, theirs: Segments): JoinedStored {
  const stood = byId(before.text === next.text ? rowsOf(before) : []);
  const seen = byId(base ? rowsOf(base) : []);
  const here = (row: SegmentRow): SegmentRow => {
    const was = seen.get(row.id);
    const place = stood.get(row.id);
    return was && place && samePlace(was, row) ? atPlaceOf(row, place) : row;
  };
  const was = base && [...seen.values()].map(here);
  const there = rowsOf(theirs).map(here);
  const { mine, became } = onTheSameWords(was, rowsOf(next), there);
  const { rows, notes } = joinRows(was, mine, there);
  const [earlier, now] = [byId(there), byId(rows)];
  const said = [...became.values()].map((id) => {
    const quote = excerpt(now.get(id)?.quote ?? '');
    return say('Another window made {0} a segment at the same time; they are one now.', quote);
  });
  const asDone = (change: SegmentsChange): SegmentsChange => {
    if (became.size === 0) return change;
    const touched = Object.keys(change.after).map((id) => {
      const other = became.get(id);
      if (other === undefined) return { before: change.before[id] ?? null, after: change.after[id] ?? null };
      return { before: earlier.get(other) ?? null, after: now.get(other) ?? null };
    });
    const done = touched.filter((row) => canonicalJson(row.before) !== canonicalJson(row.after));
    return changeOf(change.op, change.label, done);
  };
  return { rows, notes: [...said, ...notes], asDone };
}

function rowsOf({ list }: Segments): SegmentRow[] {
  return list.map(({ row }) => row);
}

function byId(rows: readonly SegmentRow[]): ReadonlyMap<string, SegmentRow> {
  return new Map(rows.map((row) => [row.id, row]));
}
