import { say } from '../base/say';
import type { LfText } from '../text/lfText';
import { isSecondOfPair } from '../text/offsets';
import { StepBudget } from '../text/stepBudget';
import { sameSpan, sliceOf, span, type Span } from '../text/span';
import { folded } from './foldedText';
import { Ground, type Search } from './ground';
import { placeByLikeness } from './likeness';
import { contextLength, type Placement, type Selector } from './selector';
import { mostContext } from './soughtWords';

/** What is known of the text in which a segment is looked for. */
export interface AnchorOptions {
  /** True where the text has the digest of the text that the selectors were taken from: offsets are then trusted if the quote stands there. */
  readonly sameText: boolean;
  /** False where a guess is of no use: words that changed are then not looked for by likeness, but orphaned. True unless said. */
  readonly likeness?: boolean;
  /** False for places that cannot be the segment's, though the same words stand there; all may be unless given. */
  readonly among?: ((place: Span) => boolean) | undefined;
  /** What work may be put into all searches together; as much as `anchoringSteps` says unless given. */
  readonly steps?: StepBudget;
}

/** So many steps may be put into placing the selectors of one text: far more than transcripts of any length need; about a second. */
export const anchoringSteps = 30_000_000;

/** Quotes of up to this many folded units (“Yes.” is 4, “Mm” 2) say nothing by themselves: only their surroundings place them. */
const shortQuote = 4;

/** From this length on, words that stand at one place only may be placed (as a guess) though all around them has changed. */
const longQuote = contextLength;

/** Fewer units of context than this never count as all of it: one agreeing letter is no evidence. */
const leastContext = 8;

/** Share of the context that has to agree for “no doubt”: half is one side whole, the other rewritten. */
const enoughContext = 0.5;

/** One side that agrees whole is also enough, though the other was longer, if it has this many units: more than a speaker's label. */
const wholeSide = contextLength / 2;

/** The same for short quotes: speaker labels on both sides agree at many places and easily make up half of the context. */
const enoughForShort = 0.75;

/** How much better than the runner-up (in shares of the context) a place has to be: about five letters on each side. */
const clearMargin = 0.15;

/** Nearness to the expected place, and unchanged white space, break ties in what a person is shown, but stay below the margin: neither decides. */
const nearWeight = 0.05;
const sameWordsWeight = 0.05;

/** Distance in units at which nearness counts half. */
const nearDistance = 1000;

/** Beyond this many places for the same words no comparison is made: it would cost much and tell nothing. */
const mostPlaces = 1000;

/** What weighing one of them costs. */
const stepsPerPlace = 8;

/** From so many selectors on it pays to list the words of the text before the first search. */
const manySelectors = 16;

/** Why no place of the same words is taken: what changed words may still be found by. */
const gone = (): string => say('The words no longer stand in the text.');
const tooLittle = (): string => say('The words stand only where too little around them agrees.');

/** Why no place is taken though there may be one: what was not searched in full could hold a twin. */
const tooLong = (): string =>
  say('The text repeats itself so much that looking for all of the words in it would take too long.');

/**
 * Finds a described stretch in `text`, and says how sure that is and why. Of the same words (white space and Unicode form may differ)
 * that stand at several places, what surrounds them decides, and if that does not tell, nothing is guessed silently: the outcome is
 * `approximate` at the old place or `orphaned`. Words that have changed are looked for by likeness, and are `approximate` at best. The
 * span found never splits a surrogate pair. Never fails. Cost: O(text) for a search, O(quote) where the old place still holds; in all,
 * no more steps than the options grant: what these do not suffice for is orphaned, or `approximate` at its old place.
 */
export function anchor(text: LfText, selector: Selector, options: AnchorOptions): Placement {
  return place(new Ground(text, false, stepsOf(options)), selector, options, 0);
}

/**
 * Places many selectors of one text, in the order given. As `anchor`, and beyond it: where the same words stand at several places
 * that equally fit, the one to which the segment before has moved is proposed (`approximate`). Cost: O(text) once, and then O(quote)
 * for each selector whose words are not all very common; O(text) for one where they are.
 */
export function anchorAll(text: LfText, selectors: readonly Selector[], options: AnchorOptions): Placement[] {
  const ground = new Ground(text, selectors.length >= manySelectors, stepsOf(options));
  const order = selectors.map((selector, index) => ({ selector, index }));
  order.sort((a, b) => a.selector.span.start - b.selector.span.start || a.index - b.index);
  const placements = new Array<Placement>(selectors.length);
  let shift = 0;
  for (const { selector, index } of order) {
    const placement = place(ground, selector, options, shift);
    placements[index] = placement;
    if (placement.outcome === 'exact' || placement.outcome === 'moved') {
      shift = placement.span.start - selector.span.start;
    }
  }
  return placements;
}

function stepsOf({ steps }: AnchorOptions): StepBudget {
  return steps ?? new StepBudget(anchoringSteps);
}

/**
 * The place of a segment in the very text that its selector was taken from, or null where the quote does not stand there after all:
 * what `anchor` says with `sameText`, without looking any further. O(quote).
 */
export function unchanged(text: LfText, selector: Selector): Placement | null {
  return standsAt(text, selector) ? unchangedAt(selector.span) : null;
}

/** The same place, for who knows that the words stand there. */
export function unchangedAt(there: Span): Placement {
  return found('exact', there, say('The text is unchanged.'));
}

/** A place where the words stand. */
interface Candidate {
  readonly span: Span;
  /** False where white space or Unicode form differ. */
  readonly sameWords: boolean;
  /** Share of the context that agrees, 0 to 1. */
  readonly context: number;
  /** True where one side of the context, long enough to count, agrees whole. */
  readonly oneSide: boolean;
  readonly score: number;
}

function place(ground: Ground, selector: Selector, options: AnchorOptions, shift: number): Placement {
  const { quote, span: old } = selector;
  const still = options.sameText ? unchanged(ground.text, selector) : null;
  if (still !== null) return still;
  if (quote.trim() === '') return orphaned(say('The segment has no words to look for.'));
  const trusted = !options.sameText && options.among?.(old) !== false;
  if (trusted && standsAt(ground.text, selector) && contextStands(ground, selector)) {
    return found('exact', old, say('The same words stand at the same place, with the same words around them.'));
  }
  const { refusals } = ground.steps;
  const placement = ground.steps.take(quote.length >> 1)
    ? searched(ground, selector, options, shift)
    : orphaned(tooLong());
  if (ground.steps.refusals === refusals) return placement;
  return standsAt(ground.text, selector) ? found('approximate', old, tooLong()) : orphaned(tooLong());
}

/** What the words of a selector, and else words like them, tell of its place. */
function searched(ground: Ground, selector: Selector, options: AnchorOptions, shift: number): Placement {
  const { quote, span: old } = selector;
  const search = ground.seek(selector);
  const { among } = options;
  const same = uniqueWithContext(ground, selector, search, among) ?? compare(ground, selector, search, shift, among);
  const undecided = same.outcome === 'orphaned' && (same.reason === gone() || same.reason === tooLittle());
  if (!undecided || options.likeness === false || isShort(quote)) return same;
  const like = placeByLikeness(ground.index, search.words, old.start + shift, ground.steps);
  return like.span === null && same.reason !== gone() ? same : like;
}

/** True where the quote stands at its old offsets and these are whole characters of the text. */
function standsAt(text: string, { quote, span: old }: Selector): boolean {
  const valid = Number.isInteger(old.start) && Number.isInteger(old.end) && 0 <= old.start && old.start <= old.end;
  return valid && old.end <= text.length && sliceOf(text, old) === quote && isWhole(text, old);
}

function isWhole(text: string, { start, end }: Span): boolean {
  return !isSecondOfPair(text, start) && !isSecondOfPair(text, end);
}

/** True where all of the context agrees at the old place. Without any context, the quote has to be the whole text. */
function contextStands(ground: Ground, { prefix, suffix, span: old }: Selector): boolean {
  if (prefix === '' && suffix === '') return old.start === 0 && old.end === ground.text.length;
  if (ground.text.startsWith(suffix, old.end) && ground.text.endsWith(prefix, old.start)) return true;
  return agreement(ground, contextOf({ prefix, suffix }), old).context === 1;
}

/** The cheap and common case of a search: the quote with its whole context stands at exactly one place. */
function uniqueWithContext(
  ground: Ground,
  { quote, prefix, suffix }: Selector,
  search: Search,
  among: AnchorOptions['among'],
): Placement | null {
  if (prefix.length + suffix.length < leastContext) return null;
  const places = search.withContext(2);
  const [start] = places;
  if (start === undefined || places.length > 1) return null;
  const there = span(start, start + quote.length);
  if (!isWhole(ground.text, there) || among?.(there) === false) return null;
  return found('moved', there, say('The same words stand elsewhere, with the same words around them.'));
}

function isShort(quote: string): boolean {
  return quote.length <= longQuote && folded(quote).length <= shortQuote;
}

/** Weighs every place where the words stand. */
function compare(
  ground: Ground,
  selector: Selector,
  search: Search,
  shift: number,
  among: AnchorOptions['among'],
): Placement {
  const { span: old } = selector;
  const all = placesOf(ground, selector.quote, search);
  if (all === null) {
    const many = say('The same words stand at more than {0} places and nothing tells which.', mostPlaces);
    return standsAt(ground.text, selector) ? found('approximate', old, many) : orphaned(many);
  }
  const places = among ? all.filter((candidate) => among(candidate.span)) : all;
  if (!ground.steps.take(places.length * stepsPerPlace)) return orphaned(tooLong());
  const candidates = scored(ground, selector, places, old.start + shift);
  const [best, second] = candidates;
  if (!best) return orphaned(gone());
  const atOld = best.sameWords && sameSpan(best.span, old);
  const short = isShort(selector.quote);

  if (!second || best.score - second.score >= clearMargin) {
    // A space or full stop beside a short word agrees almost anywhere.
    if (atOld && (!short || best.context >= clearMargin))
      return found('exact', best.span, say('The same words stand at the same place.'));
    if (atOld)
      return found('approximate', best.span, say('Few words, at the same place, but all around them has changed.'));
    const enough = short ? best.context >= enoughForShort : best.context >= enoughContext || best.oneSide;
    if (enough) return found('moved', best.span, movedReason(best));
    if (!second && folded(selector.quote).length >= longQuote) {
      return found(
        'approximate',
        best.span,
        say('The same words stand elsewhere, but what stands around them differs.'),
      );
    }
    return orphaned(tooLittle());
  }

  const reason = say('The same words stand at {0} places and nothing tells which.', candidates.length);
  const close = candidates.filter((candidate) => best.score - candidate.score < clearMargin);
  const here = close.find((candidate) => candidate.sameWords && sameSpan(candidate.span, old));
  if (here) return found('approximate', here.span, say('{0} This one is where it was.', reason));
  const there = close.find((candidate) => candidate.span.start === old.start + shift);
  if (shift !== 0 && there && there.context >= enoughContext) {
    return found('approximate', there.span, say('{0} The segment before has moved to the same distance.', reason));
  }
  return orphaned(reason);
}

function movedReason(best: Candidate): string {
  if (!best.sameWords) return say('The same words were found again; only white space or the form of accents differs.');
  return best.context === 1
    ? say('The same words stand elsewhere, with the same words around them.')
    : say('The same words stand elsewhere, and most of what stood around them.');
}

/** Every place of the words, in text order; null where there are too many to compare. */
function placesOf(
  ground: Ground,
  quote: string,
  search: Search,
): { readonly span: Span; readonly sameWords: boolean }[] | null {
  const exact = search.quotes(mostPlaces + 1);
  if (exact.length > mostPlaces) return null;
  const wanted = folded(quote);
  const alike = search.foldedQuotes(wanted, mostPlaces + 1);
  if (alike.length > mostPlaces) return null;

  const places = exact
    .map((start) => ({ span: span(start, start + quote.length), sameWords: true }))
    .filter((candidate) => isWhole(ground.text, candidate.span));
  let next = 0;
  const others: typeof places = [];
  for (const index of alike) {
    const there = ground.folded.spanOf(index, index + wanted.length);
    if (!there) continue;
    while ((places[next]?.span.end ?? Infinity) <= there.start) next++;
    if ((places[next]?.span.start ?? Infinity) < there.end) continue;
    others.push({ span: there, sameWords: false });
  }
  return [...places, ...others];
}

/** The places with their scores, best first. */
function scored(
  ground: Ground,
  selector: Selector,
  places: readonly { readonly span: Span; readonly sameWords: boolean }[],
  expected: number,
): Candidate[] {
  const wanted = contextOf(selector);
  return places
    .map((candidate) => {
      const { context, oneSide } = agreement(ground, wanted, candidate.span);
      const near = 1 / (1 + Math.abs(candidate.span.start - expected) / nearDistance);
      const score = context + nearWeight * near + (candidate.sameWords ? sameWordsWeight : 0);
      return { ...candidate, context, oneSide, score };
    })
    .sort((a, b) => b.score - a.score || a.span.start - b.span.start);
}

interface Context {
  readonly prefix: string;
  readonly suffix: string;
}

function contextOf({ prefix, suffix }: Context): Context {
  return { prefix: folded(prefix.slice(-mostContext)), suffix: folded(suffix.slice(0, mostContext)) };
}

/** How much of the folded context agrees around a place, counted outward from it until the first difference on each side. */
function agreement(
  ground: Ground,
  { prefix, suffix }: Context,
  { start, end }: Span,
): Pick<Candidate, 'context' | 'oneSide'> {
  const around = ground.folded.text;
  const first = ground.folded.indexAt(start);
  const last = ground.folded.indexAt(end);
  let before = 0;
  while (before < prefix.length && around[first - 1 - before] === prefix[prefix.length - 1 - before]) before++;
  let after = 0;
  while (after < suffix.length && around[last + after] === suffix[after]) after++;
  return {
    context: (before + after) / Math.max(prefix.length + suffix.length, leastContext),
    oneSide: (before === prefix.length && before >= wholeSide) || (after === suffix.length && after >= wholeSide),
  };
}

function found(outcome: 'exact' | 'moved' | 'approximate', there: Span, reason: string): Placement {
  return { outcome, span: there, reason };
}

function orphaned(reason: string): Placement {
  return { outcome: 'orphaned', span: null, reason };
}
