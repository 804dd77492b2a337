import { compareCodeUnits } from '../base/order';

/** Longest name that is compared, and most names compared with. */
const longest = 100;
const most = 20_000;

/**
 * The known name that a mistyped one most likely means: the fewest letters put in, left out or exchanged (Levenshtein 1966), case
 * apart, at most a third of its length. Undefined where none is near or two are equally near.
 */
export function nearestOf(name: string, known: readonly string[]): string | undefined {
  const wanted = name.slice(0, longest).toLowerCase();
  const limit = Math.floor(wanted.length / 3);
  let least = limit + 1;
  let best: string[] = [];
  for (const candidate of new Set(known.slice(0, most))) {
    const distance = distanceOf(wanted, candidate.slice(0, longest).toLowerCase(), limit);
    if (distance > limit || distance > least) continue;
    if (distance < least) best = [];
    least = distance;
    best.push(candidate);
  }
  return best.length === 1 ? best[0] : undefined;
}

/** The known names, once each, the ones most like a mistyped one first; those that are equally like it by code unit. */
export function nearestFirst(name: string, known: readonly string[]): string[] {
  const wanted = name.slice(0, longest).toLowerCase();
  const distances = new Map(
    known.slice(0, most).map((one) => [one, distanceOf(wanted, one.slice(0, longest).toLowerCase(), Infinity)]),
  );
  return [...distances].sort(([a, m], [b, n]) => m - n || compareCodeUnits(a, b)).map(([one]) => one);
}

/** The edit distance, or a number above `limit` where it is larger. */
function distanceOf(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const change = (row[j] ?? 0) + (a.charCodeAt(i) === b.charCodeAt(j) ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
