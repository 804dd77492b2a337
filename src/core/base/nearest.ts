import { compareCodeUnits } from './order';

/** Longest name that is compared, and most names compared with. */
const longest = 100;
const most = 20_000;

/**
 * The known name that a mistyped one most likely means: the fewest letters put in, left out, exchanged, or swapped with the next one
 * (Damerau 1964, no letter touched twice), case apart, at most `limit` (a third of its length unless said). Undefined where none is
 * near or two are equally near.
 */
export function nearestOf(
  name: string,
  known: readonly string[],
  limit = Math.floor(Math.min(name.length, longest) / 3),
): string | undefined {
  const wanted = name.slice(0, longest).toLowerCase();
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

/**
 * The known key that an unknown one is most likely a slip for; undefined where it looks like a key of the person's own, which files
 * may have: it begins with `x-`, or is more than two letters off (more than one where the key is short).
 */
export function meantKey(key: string, known: readonly string[]): string | undefined {
  if (/^x-/i.test(key) || key.length < 3) return undefined;
  return nearestOf(key, known, key.length < 6 ? 1 : 2);
}

/** The edit distance, or a number above `limit` where it is larger. */
function distanceOf(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const change = (row[j] ?? 0) + (a.charCodeAt(i) === b.charCodeAt(j) ? 0 : 1);
      const swapped = i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j];
      const swap = swapped ? (before[j - 1] ?? 0) + 1 : change;
      next.push(Math.min(change, swap, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
