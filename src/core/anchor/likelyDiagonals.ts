import type { StepBudget } from '../text/stepBudget';
import type { WordTokens } from '../text/wordTokens';
import type { WordIndex } from './wordIndex';

/** Words, and pairs of neighbours, that stand at more places than this are no seeds: at first few, which mostly suffices; then more. */
export const seedLimits = [
  { word: 4, pair: 8 },
  { word: 24, pair: 48 },
];

/** A pair of neighbours found is worth more than a rare word: fewer places have it by chance. */
const pairVote = 3;
const wordVote = 1;

/** More than the votes of any one seed. */
const votesRoom = 4;

/** Seeds come from at most so many words, spread evenly over a longer quote. */
const mostSeeds = 256;

/** What has less votes than this share of the best is not worth comparing. */
const leastVotes = 0.5;

/** How common a seed may be. */
export type SeedLimit = (typeof seedLimits)[number];

/** A stretch of differences between the number of a word in the text and in what is sought. */
export interface Diagonals {
  readonly from: number;
  readonly to: number;
}

/** Where seeds agree how far words stand from those of the text, the best supported first, `limit` places at most; none where `steps` do not suffice. */
export function likelyDiagonals(
  index: WordIndex,
  { ids }: WordTokens,
  most: SeedLimit,
  limit: number,
  steps: StepBudget,
): Diagonals[] {
  const seeds = new Seeds();
  const step = Math.max(1, Math.floor(ids.length / mostSeeds));
  for (let k = 0; k < ids.length; k += step) {
    const id = ids[k] as number;
    const count = index.countOf(id);
    if (count > 0 && count <= most.word) for (const at of index.placesOf(id)) seeds.add(at - k, wordVote);
    if (k + 1 >= ids.length) continue;
    for (const at of index.placesOfPair(id, ids[k + 1] as number, most.pair)) seeds.add(at - k, pairVote);
  }
  if (!steps.take(seeds.size * (limit + 2))) return [];
  return seeds.best(6 + (ids.length >> 3), limit);
}

/** Votes for diagonals, each packed into one number, so that sorting them costs little. */
class Seeds {
  private packed = new Float64Array(128);
  private count = 0;

  get size(): number {
    return this.count;
  }

  add(diagonal: number, votes: number): void {
    if (this.count === this.packed.length) {
      const larger = new Float64Array(2 * this.count);
      larger.set(this.packed);
      this.packed = larger;
    }
    this.packed[this.count++] = diagonal * votesRoom + votes;
  }

  /** The stretches of at most `width` diagonals with the most votes, not overlapping, best first, `limit` of them. */
  best(width: number, limit: number): Diagonals[] {
    const packed = this.packed.subarray(0, this.count).sort();
    const diagonals = new Int32Array(this.count);
    const votes = new Int32Array(this.count);
    for (let k = 0; k < this.count; k++) {
      const diagonal = Math.floor((packed[k] as number) / votesRoom);
      diagonals[k] = diagonal;
      votes[k] = (packed[k] as number) - diagonal * votesRoom;
    }
    const chosen: Diagonals[] = [];
    let enough = 1;
    while (chosen.length < limit) {
      let most = 0;
      let bestFrom = 0;
      let bestTo = 0;
      let sum = 0;
      for (let from = 0, to = 0; to < diagonals.length; to++) {
        sum += votes[to] as number;
        while ((diagonals[to] as number) - (diagonals[from] as number) > width) sum -= votes[from++] as number;
        if (sum > most) {
          most = sum;
          bestFrom = from;
          bestTo = to;
        }
      }
      if (most < enough) break;
      if (chosen.length === 0) enough = Math.max(1, most * leastVotes);
      chosen.push({ from: diagonals[bestFrom] as number, to: diagonals[bestTo] as number });
      votes.fill(0, bestFrom, bestTo + 1);
    }
    return chosen;
  }
}
