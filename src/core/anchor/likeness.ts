import { say } from '../base/say';
import { alignWords, areAlike, type WordRanges } from '../text/alignWords';
import { isSecondOfPair } from '../text/offsets';
import { span, type Span } from '../text/span';
import { mapSpan } from '../text/textChange';
import { changesBetween } from '../text/textDiff';
import { likelyDiagonals, seedLimits, type Diagonals, type SeedLimit } from './likelyDiagonals';
import type { StepBudget } from '../text/stepBudget';
import type { WordTokens } from '../text/wordTokens';
import type { Placement } from './selector';
import type { SoughtWords } from './soughtWords';
import type { WordIndex } from './wordIndex';

/** What a place has to say for itself, in shares of one: the words themselves; what stands around them, which tells twins apart; and nearness to where they were, which only breaks ties. */
const wordsWeight = 0.6;
const contextWeight = 0.35;
const nearWeight = 0.05;

/** Distance in units at which nearness counts half. */
const nearDistance = 1000;

/** Less than this share of the words is another text. */
const leastWords = 0.45;

/** Less than this share of words and surroundings together is no evidence: of a short quote its surroundings have to be there, of a long one its words. */
const leastInAll = 0.5;

/** How much better than the next best a place has to be. */
const clearMargin = 0.1;

/** A changed word that is still like the old one counts for so much of it. */
const alikeShare = 0.75;

/** A best candidate of at least this score is judged as it is; a worse one may be due to too few seeds. */
const enoughToJudge = 0.5;

/** So many places are compared in full. */
const mostCandidates = 4;

/** From this share on, what stands around a place is so much of what was there that no other place can have more that counts. */
const surelyAround = 0.6;

interface Candidate {
  readonly span: Span;
  readonly words: number;
  readonly around: number;
  readonly inAll: number;
  readonly score: number;
}

/**
 * Where words stand that are nearly those of a selector, by the words they share with it in the same order: candidates from rare words
 * and pairs, each laid beside the quote with its surroundings word by word, so that the borders come from the words on both sides
 * of them. Always a guess (`approximate`) for a person to confirm, with its score and margin; `orphaned` where too little is left, the
 * words were struck out or two places fit nearly as well. `expected` is where the quote would begin if nothing had moved. Cost:
 * O(quote), whatever the text's length, taken from `steps`: where these refuse some of it, what comes of it is of no use.
 */
export function placeByLikeness(index: WordIndex, wanted: SoughtWords, expected: number, steps: StepBudget): Placement {
  let placement: Placement = orphaned(say('The words no longer stand in the text.'));
  for (const limit of seedLimits) {
    const candidates = likelyDiagonals(index, wanted.words, limit, mostCandidates, steps).flatMap(
      (at) => compared(index, wanted, at, expected, steps) ?? [],
    );
    candidates.sort((a, b) => b.score - a.score || a.span.start - b.span.start);
    placement = judged(candidates, (around) => isStruckOut(index, wanted, limit, around, steps));
    if (placement.span !== null || (placement.score ?? 0) >= enoughToJudge) break;
  }
  return placement;
}

/** Takes the first of the candidates, the best, if it is good enough and clearly the best. */
function judged(candidates: readonly Candidate[], isStruckOutBeside: (around: number) => boolean): Placement {
  const [best] = candidates;
  if (!best) return orphaned(say('The words no longer stand in the text, nor words like them.'));
  const second = candidates.find(({ span: there }) => there.end <= best.span.start || there.start >= best.span.end);
  const weighed = { score: best.score, margin: best.score - (second?.score ?? 0) };
  if (best.words < leastWords || best.inAll < leastInAll) {
    const reason = say('The words no longer stand in the text; too little of them and around them is left.');
    return { ...orphaned(reason), ...weighed };
  }
  if (best.around < surelyAround && isStruckOutBeside(best.around)) {
    const reason = say('The words no longer stand in the text; what stood around them is there without them.');
    return { ...orphaned(reason), ...weighed };
  }
  if (weighed.margin < clearMargin) {
    return { ...orphaned(say('Words like these stand at several places and nothing tells which.')), ...weighed };
  }
  return { outcome: 'approximate', span: best.span, reason: say('Nearly the same words stand here.'), ...weighed };
}

/** True where what stood around the quote is closer together elsewhere, by a clear share more of it than `least`. */
function isStruckOut(
  index: WordIndex,
  wanted: SoughtWords,
  limit: SeedLimit,
  least: number,
  steps: StepBudget,
): boolean {
  const { around, quote } = wanted;
  const [at] = likelyDiagonals(index, around, limit, 1, steps);
  if (!at) return false;
  const text = index.words;
  const partners = alignWords(around, text, windowOf(at, around.ids.length, text), steps, true);
  let letters = 0;
  let kept = 0;
  let before = -1;
  let after = -1;
  for (let k = 0; k < partners.length; k++) {
    const length = (around.ends[k] as number) - (around.starts[k] as number);
    const partner = partners[k] as number;
    letters += length;
    if (partner < 0 || around.ids[k] !== text.ids[partner]) continue;
    kept += length;
    if ((around.ends[k] as number) <= quote.start) before = text.ends[partner] as number;
    else if (after < 0) after = text.starts[partner] as number;
  }
  const between = before < 0 || after < 0 ? 0 : after - before;
  return kept / Math.max(1, letters) >= least + clearMargin && 2 * between < quote.end - quote.start;
}

/** The words of the text among which so many words may stand. */
function windowOf(at: Diagonals, count: number, text: WordTokens): WordRanges {
  const slack = 4 + (count >> 3);
  return {
    leftFrom: 0,
    leftTo: count,
    rightFrom: Math.max(0, at.from - slack),
    rightTo: Math.min(text.ids.length, at.to + count + slack),
  };
}

/** Lays the quote with its surroundings beside the text at one place; null where nothing of the quote is there. */
function compared(
  index: WordIndex,
  wanted: SoughtWords,
  at: Diagonals,
  expected: number,
  steps: StepBudget,
): Candidate | null {
  const { words, quote } = wanted;
  const text = index.words;
  const partners = alignWords(words, text, windowOf(at, words.ids.length, text), steps, true);
  const first = partners.find((partner) => partner >= 0);
  const last = partners.findLast((partner) => partner >= 0);
  if (first === undefined || last === undefined) return null;
  const base = text.starts[first] as number;
  const changes = changesBetween(words, text, partners, {
    leftWord: 0,
    leftStart: 0,
    leftEnd: words.text.length,
    rightStart: base,
    rightEnd: text.ends[last] as number,
  });
  const mapped = mapSpan(quote, changes);
  if (mapped === null) return null;
  const there = span(base + mapped.start, base + mapped.end);
  // A selector that begins or ends inside a character was not made here; no place is right for it.
  if (isSecondOfPair(text.text, there.start) || isSecondOfPair(text.text, there.end)) return null;
  const shares = sharesOf(wanted, text, partners);
  // What was put in between counts against a place as what is missing does.
  const length = quote.end - quote.start;
  const grown = Math.max(0, there.end - there.start - length);
  const inWords = (shares.words * 2 * length) / (2 * length + grown);
  const near = 1 / (1 + Math.abs(there.start - expected) / nearDistance);
  return {
    span: there,
    words: inWords,
    around: shares.around,
    inAll: shares.inAll,
    score: wordsWeight * inWords + contextWeight * shares.around + nearWeight * near,
  };
}

/** Which share of the quote's letters, of those around it, and of both is there. A word like the old one counts only within the quote: around it, it is no evidence. */
function sharesOf(
  { words, quote }: SoughtWords,
  text: WordTokens,
  partners: Int32Array,
): { readonly words: number; readonly around: number; readonly inAll: number } {
  let inside = 0;
  let outside = 0;
  let keptInside = 0;
  let keptOutside = 0;
  for (let k = 0; k < partners.length; k++) {
    const start = words.starts[k] as number;
    const end = words.ends[k] as number;
    const partner = partners[k] as number;
    const same = partner >= 0 && words.ids[k] === text.ids[partner];
    if (end > quote.start && start < quote.end) {
      inside += end - start;
      if (same) keptInside += end - start;
      else if (partner >= 0 && areAlike(words, k, text, partner)) keptInside += alikeShare * (end - start);
    } else {
      outside += end - start;
      if (same) keptOutside += end - start;
    }
  }
  const inWords = keptInside / Math.max(1, inside);
  return {
    words: inWords,
    around: outside === 0 ? inWords : keptOutside / outside,
    inAll: (keptInside + keptOutside) / Math.max(1, inside + outside),
  };
}

function orphaned(reason: string): { readonly outcome: 'orphaned'; readonly span: null; readonly reason: string } {
  return { outcome: 'orphaned', span: null, reason };
}
