import { alignWords } from '../text/alignWords';
import { span, type Span } from '../text/span';
import { mapSpan, type TextChange } from '../text/textChange';
import { changesBetween, type TextComparison } from '../text/textDiff';
import { uniquePairs } from '../text/uniqueAnchors';

/** A stretch of the old text that stands elsewhere in the new one, and what was changed in it besides. */
export interface MovedBlock {
  readonly old: Span;
  readonly now: Span;
  /** Starts and ends count in the old text. */
  readonly changes: readonly TextChange[];
}

/** So many words in a row, said once in what went and once in what came, hint at a move: of four, few are said twice by chance. */
const seedLength = 4;

/** A block has at least so many words: a shorter one may be a turn of speech that went here and came there. */
const leastWords = 8;

/** So many edited words in a row do not end a block, and so many words may have come or gone between two hints. */
const longestBreak = 24;

/**
 * What was moved rather than deleted here and written there: stretches of words that went at one place and came at another. Ascending
 * by their old place and not overlapping there. Words that stand where they stood, in either text, are never part of a hint, so what
 * was deleted is not mistaken for its twin that stayed. O(words); none where the comparison has too few steps left to look for them.
 */
export function movedBlocks(comparison: TextComparison): MovedBlock[] {
  const { before, after, partners, steps } = comparison;
  if (!steps.take(seedLength * (before.ids.length + after.ids.length))) return [];
  const left = before.ids.slice();
  const right = after.ids.slice();
  for (let i = 0; i < partners.length; i++) {
    const j = partners[i] as number;
    if (j < 0 || left[i] !== after.ids[j]) continue;
    // What stayed gets a number of its own on each side.
    left[i] = -1 - 2 * i;
    right[j] = -2 - 2 * j;
  }
  const seeds = uniquePairs(
    { ids: left, from: 0, to: left.length },
    { ids: right, from: 0, to: right.length },
    seedLength,
  );
  const found = apart(groups(seeds.starts, seeds.places));
  return found.map((group, k) => {
    const room = { left, right, from: found[k - 1]?.leftTo ?? 0, to: found[k + 1]?.leftFrom ?? left.length };
    const lead = freeBefore(room, group);
    const tail = freeAfter(room, group);
    return blockOf(comparison, {
      leftFrom: group.leftFrom - lead,
      leftTo: group.leftTo + tail,
      rightFrom: group.rightFrom - lead,
      rightTo: group.rightTo + tail,
    });
  });
}

/** The block that holds most of a span, or undefined where none touches it. `blocks` as movedBlocks gives them. */
export function blockHolding<Block extends MovedBlock>(blocks: readonly Block[], wanted: Span): Block | undefined {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle] as Block).old.end <= wanted.start) low = middle + 1;
    else high = middle;
  }
  let best: Block | undefined;
  let most = 0;
  for (let k = low; k < blocks.length; k++) {
    const block = blocks[k] as Block;
    const shared = Math.min(block.old.end, wanted.end) - Math.max(block.old.start, wanted.start);
    if (shared <= 0) break;
    if (shared > most) {
      most = shared;
      best = block;
    }
  }
  return best;
}

/** Where the part of a span that lies in the block stands now; null where nothing is left of it. */
export function throughBlock({ old, now, changes }: MovedBlock, wanted: Span): Span | null {
  const part = span(Math.max(old.start, wanted.start), Math.min(old.end, wanted.end));
  const mapped = mapSpan(part, changes);
  return mapped && span(mapped.start + now.start - old.start, mapped.end + now.start - old.start);
}

interface Ranges {
  readonly leftFrom: number;
  readonly leftTo: number;
  readonly rightFrom: number;
  readonly rightTo: number;
}

/** Hints that go on with each other, by their old place. Each hint starts a group unless it is in one; a stray one between them breaks none. */
function groups(starts: Int32Array, places: Int32Array): Ranges[] {
  const inGroup = new Uint8Array(starts.length);
  const found: Ranges[] = [];
  for (let k = 0; k < starts.length; k++) {
    if (inGroup[k] === 1) continue;
    const leftFrom = starts[k] as number;
    const rightFrom = places[k] as number;
    let lastLeft = leftFrom;
    let lastRight = rightFrom;
    for (let n = k + 1; n < starts.length && (starts[n] as number) - lastLeft <= longestBreak; n++) {
      const ahead = (starts[n] as number) - lastLeft;
      const beside = (places[n] as number) - lastRight;
      if (inGroup[n] === 1 || beside <= 0 || beside > ahead + longestBreak) continue;
      inGroup[n] = 1;
      lastLeft += ahead;
      lastRight += beside;
    }
    const leftTo = lastLeft + seedLength;
    if (leftTo - leftFrom >= leastWords) found.push({ leftFrom, leftTo, rightFrom, rightTo: lastRight + seedLength });
  }
  return found;
}

/**
 * Groups that do not overlap in the old text. Where the words at which two moved stretches part stand at both places (a speaker's
 * name), they stay with the first; of two that overlap by more, the longer is kept.
 */
function apart(all: readonly Ranges[]): Ranges[] {
  const kept: Ranges[] = [];
  for (const group of all) {
    const last = kept.at(-1);
    const shared = last === undefined ? 0 : Math.max(0, last.leftTo - group.leftFrom);
    if (shared <= seedLength) {
      kept.push({ ...group, leftFrom: group.leftFrom + shared, rightFrom: group.rightFrom + shared });
    } else if (last && group.leftTo - group.leftFrom > last.leftTo - last.leftFrom) {
      kept[kept.length - 1] = group;
    }
  }
  return kept;
}

/** The old words between the groups before and behind, and all new ones. */
interface Room {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly from: number;
  readonly to: number;
}

/** How many words before a group neither stayed where they were nor belong to another group: edited ones at the block's edge. */
function freeBefore({ left, right, from }: Room, { leftFrom: i, rightFrom: j }: Ranges): number {
  let n = 0;
  while (n < longestBreak && i - n > from && j - n > 0 && isFree(left, i - n - 1) && isFree(right, j - n - 1)) n++;
  return n;
}

function freeAfter({ left, right, to }: Room, { leftTo: i, rightTo: j }: Ranges): number {
  let n = 0;
  while (n < longestBreak && i + n < to && isFree(left, i + n) && isFree(right, j + n)) n++;
  return n;
}

function isFree(ids: Int32Array, k: number): boolean {
  return k < ids.length && (ids[k] as number) >= 0;
}

function blockOf({ before, after, steps }: TextComparison, ranges: Ranges): MovedBlock {
  const old = span(before.starts[ranges.leftFrom] as number, before.ends[ranges.leftTo - 1] as number);
  const now = span(after.starts[ranges.rightFrom] as number, after.ends[ranges.rightTo - 1] as number);
  const changes = changesBetween(before, after, alignWords(before, after, ranges, steps), {
    leftWord: ranges.leftFrom,
    leftStart: old.start,
    leftEnd: old.end,
    rightStart: now.start,
    rightEnd: now.end,
  });
  return { old, now, changes };
}
