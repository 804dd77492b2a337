import { codingOf } from './codingOperations';
import { atPlaceOf } from './segmentsChange';
import type { SegmentRow } from './segmentsFile';

/** My rows as a join is to take them, and the id of theirs that each row has whose own id goes. */
export interface OnTheSameWords {
  readonly mine: readonly SegmentRow[];
  readonly became: ReadonlyMap<string, string>;
}

/**
 * Gives a row of mine the id of theirs where each side made one on the same words since `base` (null: not known), as applying a code
 * twice in one window would have: a join by id then makes one of them. Theirs is on the disk, where others have seen it, so its id stays.
 * Left alone are rows that either had before or has several of on these words (somebody meant that), and those whose place is in doubt.
 * Of a coding that both made, theirs was first, so it says when. Never fails; O(mine + theirs).
 */
export function onTheSameWords(
  base: readonly SegmentRow[] | null,
  mine: readonly SegmentRow[],
  theirs: readonly SegmentRow[],
): OnTheSameWords {
  const became = new Map<string, string>();
  const [left, right] = [madeOn(mine, theirs, base ?? []), madeOn(theirs, mine, base ?? [])];
  const rows = mine.map((row) => {
    const stretch = stretchOf(row);
    const other = right.get(stretch);
    if (left.get(stretch) !== row || !other) return row;
    became.set(row.id, other.id);
    const codings = row.codings.map((coding) => {
      const { at, codeDigest } = codingOf(other, coding.code) ?? coding;
      return { ...coding, ...(at === undefined ? {} : { at }), ...(codeDigest === undefined ? {} : { codeDigest }) };
    });
    return { ...atPlaceOf(row, other), id: other.id, codings };
  });
  return { mine: rows, became };
}

/** By stretch, the one row that `rows` have there of those that are new to both others; null where there are several. */
function madeOn(
  rows: readonly SegmentRow[],
  ...others: readonly (readonly SegmentRow[])[]
): ReadonlyMap<string, SegmentRow | null> {
  const known = new Set(others.flat().map(({ id }) => id));
  const found = new Map<string, SegmentRow | null>();
  for (const row of rows) {
    if (known.has(row.id) || row.state !== undefined) continue;
    const stretch = stretchOf(row);
    found.set(stretch, found.has(stretch) ? null : row);
  }
  return found;
}

function stretchOf({ start, end }: SegmentRow): string {
  return `${start} ${end}`;
}
