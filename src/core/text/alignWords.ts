import type { StepBudget } from './stepBudget';
import { uniqueAnchors } from './uniqueAnchors';
import { isWordUnit, type WordTokens } from './wordTokens';

/** Which words are laid beside each other: [leftFrom, leftTo) beside [rightFrom, rightTo). */
export interface WordRanges {
  readonly leftFrom: number;
  readonly leftTo: number;
  readonly rightFrom: number;
  readonly rightTo: number;
}

/** Lengths of the sequences that anchor one gap after the other, each asked only where those before it left a large gap. Three words are rarely said twice; twelve find their place in a text that repeats itself; one word is the last resort. */
const anchorLengths = [3, 3, 12, 1, 1];

/** The first so many of them are as sure as a comparison word by word, and cost less in all but the smallest gaps. */
const sureAnchors = 2;
const fewPairs = 256;

/** Gaps of at most so many pairs of words are compared word by word; larger ones that nothing anchors stay unpaired. Bounds the cost to 128 steps a word. */
const mostPairs = 1 << 14;

/** What it costs to leave out a word, and a sign: signs recur everywhere, so they may not outweigh words. */
const wordCost = 4;
const signCost = 2;

/** Share of their cost that two words save by being put in each other's place: just enough to be preferred to one going and the other coming. */
const likeShare = 0.25;
const unlikeShare = 0.8;

const pair = 0;
const skipLeft = 1;
const skipRight = 2;

/**
 * Pairs the words of two texts in order: equal words, and in small gaps also words that took each other's place. Gives, for each word
 * of the left range, the index of its partner, or -1. With `freeEnds` the right range is a search window: what stands in it before the
 * first and behind the last pair costs nothing. Bounded: O(words), with at most 16,384 pairs of words compared in one gap, and by the
 * steps that are left: gaps that would take more stay unpaired.
 */
export function alignWords(
  left: WordTokens,
  right: WordTokens,
  ranges: WordRanges,
  steps: StepBudget,
  freeEnds = false,
): Int32Array {
  const aligner = new Aligner(left, right, ranges.leftFrom, ranges.leftTo, steps);
  aligner.gap(ranges, 0, freeEnds, freeEnds);
  return aligner.partners;
}

class Aligner {
  readonly partners: Int32Array;
  private steps = new Uint8Array(0);
  private costs = new Float64Array(0);

  constructor(
    private readonly left: WordTokens,
    private readonly right: WordTokens,
    private readonly first: number,
    last: number,
    private readonly budget: StepBudget,
  ) {
    this.partners = new Int32Array(last - first).fill(-1);
  }

  /** Pairs what lies between two pairs (or the ends). At a free end nothing is known to lie opposite. */
  gap({ leftFrom, leftTo, rightFrom, rightTo }: WordRanges, level: number, freeStart: boolean, freeEnd: boolean): void {
    const a = this.left.ids;
    const b = this.right.ids;
    if (!freeStart) {
      while (leftFrom < leftTo && rightFrom < rightTo && a[leftFrom] === b[rightFrom])
        this.set(leftFrom++, rightFrom++);
    }
    if (!freeEnd) {
      while (leftFrom < leftTo && rightFrom < rightTo && a[leftTo - 1] === b[rightTo - 1])
        this.set(--leftTo, --rightTo);
    }
    if (leftFrom === leftTo || rightFrom === rightTo) return;
    const ranges = { leftFrom, leftTo, rightFrom, rightTo };
    const pairs = (leftTo - leftFrom) * (rightTo - rightFrom);
    for (let next = level; next < anchorLengths.length; next++) {
      if (pairs <= (next < sureAnchors ? fewPairs : mostPairs)) break;
      // Where this very gap has no anchors of a length, it has none a second time.
      if (next > level && anchorLengths[next] === anchorLengths[next - 1]) continue;
      if (this.anchored(ranges, next, freeStart, freeEnd)) return;
    }
    if (pairs <= mostPairs) this.compare(ranges, freeStart, freeEnd);
  }

  /** Splits a gap at sequences that stand once on each side; false where there are none. */
  private anchored(ranges: WordRanges, level: number, freeStart: boolean, freeEnd: boolean): boolean {
    const length = anchorLengths[level] as number;
    const words = ranges.leftTo - ranges.leftFrom + ranges.rightTo - ranges.rightFrom;
    if (!this.budget.take(words * length)) return false;
    const anchors = uniqueAnchors(
      { ids: this.left.ids, from: ranges.leftFrom, to: ranges.leftTo },
      { ids: this.right.ids, from: ranges.rightFrom, to: ranges.rightTo },
      length,
    );
    if (anchors.left.length === 0) return false;
    let { leftFrom, rightFrom } = ranges;
    let atStart = freeStart;
    for (let k = 0; k < anchors.left.length; k++) {
      const i = anchors.left[k] as number;
      const j = anchors.right[k] as number;
      const along = i < leftFrom && i - leftFrom === j - rightFrom;
      // An anchor that overlaps the one before it goes on with it, or contradicts it and is dropped.
      if (!along && (i < leftFrom || j < rightFrom)) continue;
      if (!along) {
        this.gap({ leftFrom, leftTo: i, rightFrom, rightTo: j }, level + 1, atStart, false);
        leftFrom = i;
        rightFrom = j;
      }
      for (; leftFrom < i + length; leftFrom++, rightFrom++) this.set(leftFrom, rightFrom);
      atStart = false;
    }
    this.gap({ ...ranges, leftFrom, rightFrom }, level + 1, false, freeEnd);
    return true;
  }

  /** The cheapest way from one side to the other by leaving out, putting in and pairing words. */
  private compare({ leftFrom, leftTo, rightFrom, rightTo }: WordRanges, freeStart: boolean, freeEnd: boolean): void {
    const rows = leftTo - leftFrom;
    const width = rightTo - rightFrom + 1;
    // A cell may have to lay two words beside each other letter by letter.
    const letters = (this.left.ends[leftTo - 1] as number) - (this.left.starts[leftFrom] as number);
    if (!this.budget.take((rows + (letters >> 2)) * width)) return;
    if (this.steps.length < (rows + 1) * width) this.steps = new Uint8Array(2 * (rows + 1) * width);
    if (this.costs.length < width) this.costs = new Float64Array(2 * width);
    const { steps, costs } = this;
    costs[0] = 0;
    for (let j = 1; j < width; j++) {
      costs[j] = freeStart ? 0 : (costs[j - 1] as number) + costOf(this.right, rightFrom + j - 1);
      steps[j] = skipRight;
    }
    for (let i = 1; i <= rows; i++) {
      const word = leftFrom + i - 1;
      const out = costOf(this.left, word);
      let corner: number = costs[0];
      costs[0] = corner + out;
      steps[i * width] = skipLeft;
      const free = freeEnd && i === rows;
      for (let j = 1; j < width; j++) {
        const above = costs[j] as number;
        let best = corner + this.pairCost(word, rightFrom + j - 1, out);
        let step = pair;
        if (above + out < best) {
          best = above + out;
          step = skipLeft;
        }
        const beside = (costs[j - 1] as number) + (free ? 0 : costOf(this.right, rightFrom + j - 1));
        if (beside < best) {
          best = beside;
          step = skipRight;
        }
        costs[j] = best;
        steps[i * width + j] = step;
        corner = above;
      }
    }
    let i = rows;
    let j = width - 1;
    while (i > 0 && j > 0) {
      const step = steps[i * width + j];
      if (step === pair) this.set(leftFrom + --i, rightFrom + --j);
      else if (step === skipLeft) i--;
      else j--;
    }
  }

  private pairCost(i: number, j: number, out: number): number {
    if (this.left.ids[i] === this.right.ids[j]) return 0;
    const both = out + costOf(this.right, j);
    // A sign never takes the place of a word, and an other sign is as good as none.
    if (both < 2 * wordCost) return both;
    return both * (areAlike(this.left, i, this.right, j) ? likeShare : unlikeShare);
  }

  private set(i: number, j: number): void {
    this.partners[i - this.first] = j;
  }
}

function costOf({ text, starts, ends }: WordTokens, k: number): number {
  const start = starts[k] as number;
  return (ends[k] as number) - start === 1 && !isWordUnit(text, start) ? signCost : wordCost;
}

/** True where most of the longer word is the beginning and the end of the other: a slip of the pen, an ending. */
export function areAlike(left: WordTokens, i: number, right: WordTokens, j: number): boolean {
  const from = left.starts[i] as number;
  const to = left.ends[i] as number;
  const start = right.starts[j] as number;
  const end = right.ends[j] as number;
  const most = Math.min(to - from, end - start);
  const needed = 0.6 * Math.max(to - from, end - start);
  if (most < needed) return false;
  let lead = 0;
  while (lead < most && left.text.charCodeAt(from + lead) === right.text.charCodeAt(start + lead)) lead++;
  let tail = 0;
  while (tail < most - lead && left.text.charCodeAt(to - 1 - tail) === right.text.charCodeAt(end - 1 - tail)) tail++;
  return lead + tail >= needed;
}
