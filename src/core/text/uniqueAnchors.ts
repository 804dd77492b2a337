/** A stretch of a column of word ids. */
export interface IdRange {
  readonly ids: Int32Array;
  readonly from: number;
  readonly to: number;
}

/** Places of common word sequences: the words at `left[k]` are those at `right[k]`; both columns ascend. */
export interface Anchors {
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** So many slots are looked at for one sequence; where a hostile text crowds the table, the rest is treated as if it were repeated. */
const mostProbes = 32;

const notSeen = -1;
const repeated = -2;

/**
 * The sequences of `length` words that occur exactly once on each side, less those that would cross: of what both sides share in
 * the same order, the most (Bram Cohen's “patience” rule). Cost: O(words × length + anchors × log anchors), whatever the words are.
 */
export function uniqueAnchors(left: IdRange, right: IdRange, length: number): Anchors {
  const { starts, places } = uniquePairs(left, right, length);
  const chosen = longestAscending(places);
  return { left: picked(starts, chosen), right: picked(places, chosen) };
}

/** The same sequences before any is left out, in the order of the left side: those that cross are what has moved. */
export function uniquePairs(left: IdRange, right: IdRange, length: number): { starts: Int32Array; places: Int32Array } {
  const windows = Math.max(0, left.to - left.from - length + 1);
  const places = new Int32Array(windows).fill(notSeen);
  const table = new SequenceTable(left, windows, length);
  for (let w = 0; w < windows; w++) {
    const first = table.add(w);
    if (first !== w) places[w] = repeated;
    if (first !== w && first >= 0) places[first] = repeated;
  }
  for (let j = right.from; j + length <= right.to; j++) {
    const w = table.find(right.ids, j);
    if (w >= 0 && places[w] !== repeated) places[w] = places[w] === notSeen ? j : repeated;
  }
  const starts = new Int32Array(windows);
  let count = 0;
  for (let w = 0; w < windows; w++) {
    const place = places[w] as number;
    if (place < 0) continue;
    starts[count] = left.from + w;
    places[count] = place;
    count++;
  }
  return { starts: starts.subarray(0, count), places: places.subarray(0, count) };
}

/** The values at the given indices. A loop: Int32Array.from with a function takes many times as long. */
function picked(values: Int32Array, indices: Int32Array): Int32Array {
  const chosen = new Int32Array(indices.length);
  for (let k = 0; k < indices.length; k++) chosen[k] = values[indices[k] as number] as number;
  return chosen;
}

/** Sequences of words by their hash, in open addressing. */
class SequenceTable {
  /** Number of the sequence in the slot, plus one; 0 where it is free. */
  private readonly slots: Int32Array;
  private readonly mask: number;

  constructor(
    private readonly range: IdRange,
    windows: number,
    private readonly length: number,
  ) {
    let size = 8;
    while (size < 2 * windows) size *= 2;
    this.slots = new Int32Array(size);
    this.mask = size - 1;
  }

  /** Adds sequence `w`; gives the number of the equal one that is in the table already, `w` itself where there was none, or -1 where the table is too crowded. */
  add(w: number): number {
    const { ids, from } = this.range;
    const slot = this.slotOf(ids, from + w);
    if (slot < 0) return -1;
    const kept = this.slots[slot] as number;
    if (kept > 0) return kept - 1;
    this.slots[slot] = w + 1;
    return w;
  }

  /** The number of the sequence that is equal to the one at `at` of other ids, or -1. */
  find(ids: Int32Array, at: number): number {
    const slot = this.slotOf(ids, at);
    return slot < 0 ? -1 : (this.slots[slot] as number) - 1;
  }

  /** The slot of an equal sequence, or the free one for it; -1 where neither is near. */
  private slotOf(ids: Int32Array, at: number): number {
    let slot = this.hash(ids, at) & this.mask;
    for (let probe = 0; probe < mostProbes; probe++) {
      const kept = this.slots[slot] as number;
      if (kept === 0 || this.isSame(kept - 1, ids, at)) return slot;
      slot = (slot + 1) & this.mask;
    }
    return -1;
  }

  private hash(ids: Int32Array, at: number): number {
    let hash = 0;
    for (let k = 0; k < this.length; k++) hash = Math.imul(hash ^ (ids[at + k] as number), 0x9e3779b1) ^ (hash >>> 15);
    return hash ^ (hash >>> 13);
  }

  private isSame(w: number, ids: Int32Array, at: number): boolean {
    const own = this.range.ids;
    const first = this.range.from + w;
    for (let k = 0; k < this.length; k++) if (own[first + k] !== ids[at + k]) return false;
    return true;
  }
}

/** Indices of a longest strictly ascending subsequence. O(n log n). */
function longestAscending(values: Int32Array): Int32Array {
  const before = new Int32Array(values.length);
  // The index of the smallest value that ends a run of each length.
  const tails = new Int32Array(values.length);
  let longest = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    let low = 0;
    let high = longest;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] as number] as number) < value) low = middle + 1;
      else high = middle;
    }
    before[i] = low > 0 ? (tails[low - 1] as number) : -1;
    tails[low] = i;
    if (low === longest) longest++;
  }
  const chosen = new Int32Array(longest);
  for (let k = longest - 1, i = longest > 0 ? (tails[longest - 1] as number) : -1; k >= 0; k--) {
    chosen[k] = i;
    i = before[i] as number;
  }
  return chosen;
}
