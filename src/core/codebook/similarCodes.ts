import type { Pause } from '../base/pause';
import { throwIfCancelled, type CancellationToken } from '../base/cancellation';
import type { Code } from './codebook';
import { folded } from './codeSearch';

/** Two codes with names that may mean the same. */
export interface SimilarCodes {
  readonly a: Code;
  readonly b: Code;
  /** 1 where their names, or other names, have the same words; else the share of what they have in common, below 1. */
  readonly likeness: number;
}

/** Names that have less in common than this are not told of. */
export const leastLikeness = 0.6;

/** After this many codes that were compared with all others, other work gets its turn. */
const between = 100;

/**
 * Pairs of codes with similar names, the most alike first, then in the order given. Likeness is that of the words' groups of three letters
 * (twice those in common through those of both, Dice 1945), case, accents, punctuation and the order of words apart; of all names that
 * the codes have, the two most alike count. Retired codes are left out. CancelledError where the token is cancelled.
 */
export async function similarCodes(
  codes: readonly Code[],
  token: CancellationToken,
  pause?: Pause,
): Promise<readonly SimilarCodes[]> {
  const named = codes
    .filter(({ retired }) => !retired)
    .flatMap((code, order) =>
      [code.name, ...(code.entry.aka ?? [])].map((name) => ({ code, order, ...partsOf(name) })),
    );
  const holders = new Map<string, number[]>();
  const pairs = new Map<string, SimilarCodes & { readonly order: number }>();
  for (const [i, one] of named.entries()) {
    if (i % between === 0) {
      throwIfCancelled(token);
      await pause?.();
    }
    const common = new Uint16Array(i);
    for (const part of one.parts) {
      const list = holders.get(part) ?? [];
      for (const j of list) common[j] = (common[j] ?? 0) + 1;
      list.push(i);
      holders.set(part, list);
    }
    for (const [j, count] of common.entries()) {
      const other = named[j];
      if (count === 0 || !other || other.code === one.code) continue;
      const share = (2 * count) / (one.parts.size + other.parts.size);
      const likeness = one.words === other.words ? 1 : Math.min(share, mostUnlessSame);
      if (likeness < leastLikeness) continue;
      const key = `${other.order} ${one.order}`;
      if (likeness > (pairs.get(key)?.likeness ?? 0))
        pairs.set(key, { a: other.code, b: one.code, likeness, order: other.order });
    }
  }
  return [...pairs.values()]
    .sort((x, y) => y.likeness - x.likeness || x.order - y.order)
    .map(({ a, b, likeness }) => ({ a, b, likeness }));
}

/** Words that differ are never quite the same, also where their groups of letters are. */
const mostUnlessSame = 0.99;

/** The words of a name, in an order of their own, and their groups of three letters. */
function partsOf(name: string): { readonly words: string; readonly parts: ReadonlySet<string> } {
  const words = folded(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .sort();
  const parts = new Set<string>();
  for (const word of words) {
    const framed = ` ${word} `;
    for (let at = 0; at + 3 <= framed.length; at++) parts.add(framed.slice(at, at + 3));
  }
  return { words: words.join(' '), parts };
}
