import { say } from '../base/say';
import type { LfText } from '../text/lfText';
import { sameSpan, sliceOf, span, type Span } from '../text/span';
import { mapSpans } from '../text/textChange';
import { compareTexts, type TextComparison } from '../text/textDiff';
import { anchorAll } from './anchor';
import { describe } from './describe';
import { KeptUnits } from './keptUnits';
import { blockHolding, movedBlocks, throughBlock, type MovedBlock } from './movedBlocks';
import type { Placement } from './selector';

/** A place that holds at least this share of the old units is sure: the earlier text tells that it is the same place, edited. */
const surelyKept = 0.5;

/** Less than this share may be kept by chance: a full stop and an “and” of a paragraph that went. */
const leastKept = 0.25;

/** Where at least this share of a span is found at a second place, it was torn apart, and a person has to see it. */
const tornShare = 0.1;

/** So many units on both sides, all kept, show that other words were put in a span's place rather than that it went with its surroundings. */
const keptAround = 8;

/** Of a span that lies across the border of a moved block, so little outside it (a full stop, a line break) may be left behind unseen. */
const leftBehind = 0.1;

/** Words found again by a search have to lie in what came by at least this share: elsewhere they are the words of another place. */
const newShare = 0.5;

/** A text as it was, to be laid beside what it is `now`: compared once, however many coders' segments follow. */
export class EarlierText {
  private compared: TextComparison | undefined;
  private kept: KeptUnits | undefined;

  constructor(
    readonly text: LfText,
    readonly now: LfText,
  ) {}

  /** Places spans of the earlier text in what it is now, as `reanchorThroughDiff`. */
  place(spans: readonly Span[]): Placement[] {
    if (spans.length === 0) return [];
    return reanchorThroughDiff(this.text, this.now, spans, this.comparison);
  }

  /** True where at least half of a span of the text now came since: what stood before is the words of another place. */
  brought(there: Span): boolean {
    this.kept ??= new KeptUnits(this.comparison.changes);
    return isNew(this.kept, there);
  }

  private get comparison(): TextComparison {
    return (this.compared ??= compareTexts(this.text, this.now));
  }
}

/**
 * Places spans of `before` in `after`, both texts known, in the order given: through what was changed; where that took most of a
 * span away, through what was moved; and else by its words among what came. Changed words leave a place sure as long as half of the
 * span is kept, since the earlier text tells where it is. A span whose words went is never put on the same words elsewhere, if those
 * stood there before. Spans have to lie within `before`. Linear in texts and spans for all practical purposes; never fails.
 */
export function reanchorThroughDiff(
  before: LfText,
  after: LfText,
  spans: readonly Span[],
  comparison = compareTexts(before, after),
): Placement[] {
  const starts = Int32Array.from(spans, ({ start }) => start);
  const ends = Int32Array.from(spans, ({ end }) => end);
  const lost = new Set(mapSpans(starts, ends, comparison.changes));
  const follower = new Follower(before, after, comparison);
  const placements = spans.map((old, row) =>
    follower.place(old, lost.has(row) ? null : span(starts[row] as number, ends[row] as number)),
  );
  follower.search(spans, placements);
  return placements;
}

interface CountedBlock extends MovedBlock {
  readonly kept: KeptUnits;
}

class Follower {
  private readonly kept: KeptUnits;
  private blocks: readonly CountedBlock[] | undefined;

  constructor(
    private readonly before: LfText,
    private readonly after: LfText,
    private readonly comparison: TextComparison,
  ) {
    this.kept = new KeptUnits(comparison.changes);
  }

  /** Places a span by what was changed and moved; `mapped` is where the changes put it. */
  place(old: Span, mapped: Span | null): Placement {
    const length = old.end - old.start;
    const stays = mapped === null ? 0 : length === 0 ? 1 : this.kept.keptOf(old) / length;
    if (mapped !== null && stays > 1 - tornShare) return followed(old, mapped, stays);
    const moved = this.throughMove(old);
    const torn = moved !== null && Math.min(stays, moved.share) >= tornShare;
    if (mapped !== null && stays >= (moved?.share ?? 0)) {
      if (torn)
        return { outcome: 'approximate', span: mapped, reason: say('Part of it was moved elsewhere.'), score: stays };
      if (stays >= surelyKept) return followed(old, mapped, stays);
    } else if (moved !== null && moved.share >= leastKept) {
      const sure = !torn && moved.outside <= leftBehind && moved.share >= surelyKept;
      const reason = sure
        ? say('It was moved with what stands around it.')
        : say('Part of it was moved to this place.');
      return { outcome: sure ? 'moved' : 'approximate', span: moved.span, reason, score: moved.share };
    }
    if (mapped !== null && (stays >= leastKept || this.keptAround(old))) {
      const reason =
        stays === 0
          ? say('Other words were put in the place of all of its words.')
          : say('Less than half of its words are left at this place.');
      return { outcome: 'approximate', span: mapped, reason, score: stays };
    }
    const reason = this.comparison.steps.refusals > 0 ? notCompared() : say('Its words were deleted.');
    return { outcome: 'orphaned', span: null, reason };
  }

  /** Looks for what is doubtful or orphaned by its words among what came, and takes what is found there into `placements`. */
  search(spans: readonly Span[], placements: Placement[]): void {
    const doubtful = [...placements.keys()].filter((row) => {
      const outcome = placements[row]?.outcome;
      return outcome === 'orphaned' || outcome === 'approximate';
    });
    if (doubtful.length === 0) return;
    const selectors = doubtful.map((row) => describe(this.before, spans[row] as Span));
    anchorAll(this.after, selectors, { sameText: false }).forEach((found, n) => {
      const row = doubtful[n] as number;
      const placed = placements[row] as Placement;
      if (found.span === null) return;
      const came = isNew(this.kept, found.span);
      if (came && (placed.span === null || found.outcome !== 'approximate')) placements[row] = asMoved(found);
      else if (!came && placed.span === null) placements[row] = twin();
    });
  }

  /** Where a span stands in the block that was moved with most of it, the share of it that does, and the share that the block lacks. */
  private throughMove(old: Span): { readonly span: Span; readonly share: number; readonly outside: number } | null {
    this.blocks ??= movedBlocks(this.comparison).map((block) => ({ ...block, kept: new KeptUnits(block.changes) }));
    const block = blockHolding(this.blocks, old);
    const there = block && throughBlock(block, old);
    if (!block || !there) return null;
    const part = span(Math.max(block.old.start, old.start), Math.min(block.old.end, old.end));
    const length = old.end - old.start;
    const outside =
      sliceOf(this.before, span(old.start, part.start)).trim().length +
      sliceOf(this.before, span(part.end, old.end)).trim().length;
    return { span: there, share: block.kept.keptOf(part) / length, outside: outside / length };
  }

  private keptAround({ start, end }: Span): boolean {
    const lead = span(Math.max(0, start - keptAround), start);
    const tail = span(end, Math.min(this.before.length, end + keptAround));
    const around = lead.end - lead.start + tail.end - tail.start;
    return around > 0 && this.kept.keptOf(lead) + this.kept.keptOf(tail) === around;
  }
}

function isNew(kept: KeptUnits, there: Span): boolean {
  return kept.broughtIn(there) >= newShare * (there.end - there.start);
}

const notCompared = (): string =>
  say('The texts repeat themselves too much, or differ too much, to be compared in full; its words were not found.');

const twin = (): Placement => ({
  outcome: 'orphaned',
  span: null,
  reason: say('Its words were deleted; where they still stand, they stood before.'),
});

function followed(old: Span, there: Span, score: number): Placement {
  if (score < 1 || there.end - there.start !== old.end - old.start) {
    return {
      outcome: 'moved',
      span: there,
      reason: say('Its words were edited; the earlier text tells where it is.'),
      score,
    };
  }
  return sameSpan(old, there)
    ? { outcome: 'exact', span: there, reason: say('Nothing was changed in it or before it.'), score }
    : { outcome: 'moved', span: there, reason: say('Only the text before it was changed.'), score };
}

/** What was found by its words cannot be where it was: that place is gone. */
function asMoved(found: Placement): Placement {
  return found.outcome === 'exact' ? { ...found, outcome: 'moved' } : found;
}
