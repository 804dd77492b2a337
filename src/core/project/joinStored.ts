import { joinRows, type JoinedRows } from '../coding/joinSegments';
import type { Segments } from '../coding/segment';
import { atPlaceOf, samePlace } from '../coding/segmentsChange';
import type { SegmentRow } from '../coding/segmentsFile';

/**
 * Joins what this program wants to write (`next`) with what another one wrote meanwhile (`theirs`). `base` is the file as it was last
 * seen, null where there was none. All are placed in one text, `theirs` and `base` in the same way, so that a row which the other left
 * alone stands at one place in both. `before` holds the rows as they stood here before the change: edits are followed here as they are
 * typed, which a comparison of texts can only guess, so an edit would else count as a change of every row behind it. Never fails.
 */
export function joinStored(base: Segments | null, before: Segments, next: Segments, theirs: Segments): JoinedRows {
  const stood = rowsById(before.text === next.text ? before : undefined);
  const seen = rowsById(base ?? undefined);
  const here = (row: SegmentRow): SegmentRow => {
    const was = seen.get(row.id);
    const place = stood.get(row.id);
    return was && place && samePlace(was, row) ? atPlaceOf(row, place) : row;
  };
  return joinRows(base && [...seen.values()].map(here), rowsOf(next), rowsOf(theirs).map(here));
}

function rowsOf({ list }: Segments): SegmentRow[] {
  return list.map(({ row }) => row);
}

function rowsById(segments: Segments | undefined): ReadonlyMap<string, SegmentRow> {
  return new Map(segments?.list.map(({ row }) => [row.id, row]));
}
