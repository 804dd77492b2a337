import { alignWords } from './alignWords';
import { isFirstOfPair, isSecondOfPair, utf16 } from './offsets';
import { StepBudget } from './stepBudget';
import type { TextChange } from './textChange';
import { countingWords, wordBorderAfter, wordBorderBefore, wordTokens, type WordTokens } from './wordTokens';

/** So many steps may be put into one comparison: all that transcripts need, at some ten times their usual length; about a second. */
export const comparisonSteps = 40_000_000;

/** Two texts laid beside each other: their words (without those of the ends that are equal), and for each old word its partner or -1. */
export interface TextComparison {
  readonly before: WordTokens;
  readonly after: WordTokens;
  readonly partners: Int32Array;
  /** What made the new text of the old one: in order, not overlapping, none without effect. */
  readonly changes: readonly TextChange[];
  /** What is left of the work that may be put into it; where some was refused, more words stay than are paired. */
  readonly steps: StepBudget;
}

/**
 * What made `after` of `before`, word by word and within a changed word by the character: in order, not overlapping, and empty exactly
 * where the texts are equal. Not always the shortest way, but one that keeps words whole; no change splits a surrogate pair.
 * Linear for all practical purposes, and bounded by a budget of steps; what hostile texts leave unpaired is one replacement. Never fails.
 */
export function textDiff(before: string, after: string): TextChange[] {
  return [...compareTexts(before, after).changes];
}

/** As textDiff, with the words that it compared; takes what it does from `steps`. */
export function compareTexts(before: string, after: string, steps = new StepBudget(comparisonSteps)): TextComparison {
  const numberOf = countingWords();
  const lead = before === after ? before.length : commonLead(before, after);
  const tail = before === after ? 0 : commonTail(before, after, lead);
  const left = wordTokens(before, lead, before.length - tail, numberOf);
  const right = wordTokens(after, lead, after.length - tail, numberOf);
  const ranges = { leftFrom: 0, leftTo: left.ids.length, rightFrom: 0, rightTo: right.ids.length };
  const partners = alignWords(left, right, ranges, steps);
  const changes = changesBetween(left, right, partners, {
    leftWord: 0,
    leftStart: lead,
    leftEnd: before.length - tail,
    rightStart: lead,
    rightEnd: after.length - tail,
  });
  return { before: left, after: right, partners, changes, steps };
}

/** The stretches whose changes are wanted, and the old word that the partners begin with. */
export interface ChangeRanges {
  readonly leftWord: number;
  readonly leftStart: number;
  readonly leftEnd: number;
  readonly rightStart: number;
  readonly rightEnd: number;
}

/** The changes that make the right stretch of the left one, given their paired words. Starts and ends count in the left text. */
export function changesBetween(
  left: WordTokens,
  right: WordTokens,
  partners: Int32Array,
  ranges: ChangeRanges,
): TextChange[] {
  const changes: TextChange[] = [];
  let at = ranges.leftStart;
  let there = ranges.rightStart;
  for (let k = 0; k < partners.length; k++) {
    const j = partners[k] as number;
    if (j < 0) continue;
    const i = ranges.leftWord + k;
    const start = left.starts[i] as number;
    const begin = right.starts[j] as number;
    addChange(changes, left.text, at, start, right.text, there, begin, false);
    at = left.ends[i] as number;
    there = right.ends[j] as number;
    addChange(changes, left.text, start, at, right.text, begin, there, true);
  }
  addChange(changes, left.text, at, ranges.leftEnd, right.text, there, ranges.rightEnd, false);
  return changes;
}

/**
 * Adds what differs between two stretches, cut to where they begin and cease to differ. Of a `word` that only grew at an edge one
 * character is replaced too: the new letters are part of the word, so a span that begins or ends with it keeps them.
 */
function addChange(
  changes: TextChange[],
  before: string,
  start: number,
  end: number,
  after: string,
  begin: number,
  cease: number,
  word: boolean,
): void {
  let { lead, tail } = commonEnds(before, start, end, after, begin, cease);
  if (lead === end - start && lead === cease - begin) return;
  if (word && lead + tail === end - start) {
    if (tail === 0) lead -= isSecondOfPair(before, start + lead - 1) ? 2 : 1;
    else if (lead === 0) tail -= isFirstOfPair(before, start) ? 2 : 1;
  }
  changes.push({
    start: utf16(start + lead),
    end: utf16(end - tail),
    text: after.slice(begin + lead, cease - tail),
  });
}

/**
 * How many units [start, end) of one text and [begin, cease) of another share at their beginnings, and behind those at their ends;
 * whole characters only, so that what lies between them splits no surrogate pair that the stretches themselves do not split.
 */
export function commonEnds(
  before: string,
  start: number,
  end: number,
  after: string,
  begin: number,
  cease: number,
): { lead: number; tail: number } {
  const most = Math.min(end - start, cease - begin);
  let lead = 0;
  while (lead < most && before.charCodeAt(start + lead) === after.charCodeAt(begin + lead)) lead++;
  if (lead === end - start && lead === cease - begin) return { lead, tail: 0 };
  if (lead > 0 && (isSecondOfPair(before, start + lead) || isSecondOfPair(after, begin + lead))) lead--;
  let tail = 0;
  while (tail < most - lead && before.charCodeAt(end - 1 - tail) === after.charCodeAt(cease - 1 - tail)) tail++;
  if (tail > 0 && (isSecondOfPair(before, end - tail) || isSecondOfPair(after, cease - tail))) tail--;
  return { lead, tail };
}

/** How many units the texts share at their beginnings, ceasing at a border of words in both. */
function commonLead(before: string, after: string): number {
  const most = Math.min(before.length, after.length);
  let lead = 0;
  while (lead < most && before.charCodeAt(lead) === after.charCodeAt(lead)) lead++;
  return Math.min(wordBorderBefore(before, lead), wordBorderBefore(after, lead));
}

/** How many units the texts share at their ends, not reaching into the first `lead`, and ending at a border of words in both. */
function commonTail(before: string, after: string, lead: number): number {
  const most = Math.min(before.length, after.length) - lead;
  let tail = 0;
  while (tail < most && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) {
    tail++;
  }
  const offset = before.length - tail;
  const other = after.length - tail;
  return (
    tail - Math.min(tail, Math.max(wordBorderAfter(before, offset) - offset, wordBorderAfter(after, other) - other))
  );
}
