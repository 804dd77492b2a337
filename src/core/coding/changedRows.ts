import { canonicalJson } from '../base/canonicalJson';
import type { SegmentRow } from './segmentsFile';

/** What became of a row; null where there was or is none. */
export interface ChangedRow {
  readonly before: SegmentRow | null;
  readonly after: SegmentRow | null;
}

/** The rows that two states of one coder's segments do not have alike, told apart by their ids (unique in each); those of `before` first. */
export function changedRows(before: readonly SegmentRow[], after: readonly SegmentRow[]): ChangedRow[] {
  const [old, now] = [byId(before), byId(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((id) => ({ before: old.get(id) ?? null, after: now.get(id) ?? null }))
    .filter((row) => canonicalJson(row.before) !== canonicalJson(row.after));
}

function byId(rows: readonly SegmentRow[]): ReadonlyMap<string, SegmentRow> {
  return new Map(rows.map((row) => [row.id, row]));
}
