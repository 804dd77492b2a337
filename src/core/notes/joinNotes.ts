import { canonicalJson } from '../base/canonicalJson';
import { compareCodeUnits } from '../base/order';
import type { NoteRow } from './notesFile';

/**
 * Joins two versions of one coder's comments by id. Without what both began from, every comment of either is kept; with it, what one side
 * removed and the other left as it was is gone. Of two wordings of one comment the newer counts (by when it was written or last edited,
 * then by its JSON); the logs keep the other. Without `base` it is commutative, associative and idempotent. Sorted by time, then id.
 */
export function joinNotes(
  base: readonly NoteRow[] | null,
  mine: readonly NoteRow[],
  theirs: readonly NoteRow[],
): readonly NoteRow[] {
  const [left, right] = [byId(mine), byId(theirs)];
  const began = byId(base ?? []);
  const joined: NoteRow[] = [];
  for (const id of new Set([...left.keys(), ...right.keys()])) {
    const [a, b, was] = [left.get(id), right.get(id), began.get(id)];
    const row = a && b ? newer(a, b) : (a ?? b);
    if (row === undefined) continue;
    const removed = was !== undefined && (!a || !b) && canonicalJson(was) === canonicalJson(row);
    if (!removed) joined.push(row);
  }
  return joined.sort(inTime);
}

/** Orders comments by when they were written, then by id. */
export function inTime(a: Pick<NoteRow, 'at' | 'id'>, b: Pick<NoteRow, 'at' | 'id'>): number {
  return compareCodeUnits(a.at, b.at) || compareCodeUnits(a.id, b.id);
}

/** The newest wording of each id. */
function byId(rows: readonly NoteRow[]): Map<string, NoteRow> {
  const known = new Map<string, NoteRow>();
  for (const row of rows) {
    const earlier = known.get(row.id);
    known.set(row.id, earlier ? newer(earlier, row) : row);
  }
  return known;
}

function newer(a: NoteRow, b: NoteRow): NoteRow {
  const order =
    compareCodeUnits(a.edited ?? a.at, b.edited ?? b.at) || compareCodeUnits(canonicalJson(a), canonicalJson(b));
  return order >= 0 ? a : b;
}
