/**
 * Finding 2,000 quotes of a transcript of 120 kB again after edits, against the best of other programs on the same work: a diff of
 * both texts (fast-diff), and approximate search for each quote weighed by what surrounds it, as Hypothesis publishes its method.
 * The transcripts, quotes and edits are Verbatim's own workload generators (lib.mjs), written with the project's design documents.
 * Bundled and run by run.mjs; never asserts a time.
 */
import { anchorAll } from '../../src/core/anchor/anchor';
import { reanchorThroughDiff } from '../../src/core/anchor/reanchorThroughDiff';
import type { Placement, Selector } from '../../src/core/anchor/selector';
import { toLf, type LfText } from '../../src/core/text/lfText';
import { utf16 } from '../../src/core/text/offsets';
import { span, type Span } from '../../src/core/text/span';
import { mapSpans, type TextChange } from '../../src/core/text/textChange';
import { edit, editMove, judge, quotes, transcript, truth } from './lib.mjs';

/** What is asked of the peers. */
export interface Peers {
  /** Each piece: -1 deleted, 0 kept, 1 inserted, and its text. */
  readonly fastDiff: (before: string, after: string) => [-1 | 0 | 1, string][];
  readonly search: (
    text: string,
    pattern: string,
    maxErrors: number,
  ) => { start: number; end: number; errors: number }[];
}

export interface AnchorRow {
  readonly work: string;
  readonly limit: string;
  readonly times: readonly number[];
  readonly plain: readonly number[];
  /** How many of the quotes were placed how, by Verbatim and by the peer. */
  readonly placed: string;
}

interface Edited {
  readonly text: string;
  readonly keep: Int32Array;
  readonly moved?: Uint8Array;
}

type Places = readonly (Pick<Span, 'start' | 'end'> | null)[];

const before = toLf(transcript(120_000, 1));
const given = quotes(before, 2000, 2);
const selectors: Selector[] = given.map(({ start, end, exact, prefix, suffix }) => ({
  quote: exact,
  prefix,
  suffix,
  span: span(start, end),
}));

/** Processor time in ms, not the clock's: what else runs on the machine then counts against neither side of a ratio. */
function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const rehearsals = 8;

/** Rehearsed: one run is too short for the engine to have settled on its code, as it has early in the minutes of a peer's one. */
function timed<Result>(times: number, work: () => Result): { times: number[]; result: Result } {
  let result = work();
  const taken: number[] = [];
  for (let i = -rehearsals; i < times; i++) {
    const began = spent();
    result = work();
    if (i >= 0) taken.push(spent() - began);
  }
  return { times: taken, result };
}

/** Once and without a rehearsal: the peers take too long for more. */
function once<Result>(work: () => Result): { times: number[]; result: Result } {
  const began = spent();
  const result = work();
  return { times: [spent() - began], result };
}

/** Quotes in per cent by how they were placed; only those of which a quarter survives and, with `inMoved`, all in a moved block. */
function placed(places: Places, { keep, moved }: Edited, inMoved: boolean): string {
  const counts = new Map<string, number>();
  let all = 0;
  given.forEach(({ start, end }, i) => {
    const right = truth(keep, start, end);
    if (right.alive < 0.25) return;
    for (let k = start; inMoved && k < end; k++) if (keep[k]! >= 0 && moved?.[k] !== 1) return;
    const how = judge(right, places[i] ?? null);
    counts.set(how, (counts.get(how) ?? 0) + 1);
    all++;
  });
  return ['exact', 'near', 'overlap', 'wrong', 'lost']
    .flatMap((how) => (counts.has(how) ? [`${how} ${((100 * counts.get(how)!) / all).toFixed(2)}`] : []))
    .join(', ');
}

const spansOf = (placements: readonly Placement[]): Places => placements.map((placement) => placement.span);

function changesOf(pieces: readonly [-1 | 0 | 1, string][]): TextChange[] {
  const changes: TextChange[] = [];
  let at = 0;
  let open = false;
  for (const [kind, text] of pieces) {
    const last = open ? changes.pop() : undefined;
    const from = last?.start ?? utf16(at);
    if (kind === -1) at += text.length;
    if (kind !== 0) changes.push({ start: from, end: utf16(at), text: (last?.text ?? '') + (kind === 1 ? text : '') });
    else if (last) changes.push(last);
    if (kind === 0) at += text.length;
    open = kind !== 0;
  }
  return changes;
}

/** The peer's diff, and the quotes mapped through it by the rule of our own. */
function throughFastDiff(peers: Peers, after: string): Places {
  const starts = Int32Array.from(selectors, (one) => one.span.start);
  const ends = Int32Array.from(selectors, (one) => one.span.end);
  const lost = new Set(mapSpans(starts, ends, changesOf(peers.fastDiff(before, after))));
  return selectors.map((_, i) =>
    lost.has(i) ? null : { start: starts[i] as Span['start'], end: ends[i] as Span['end'] },
  );
}

/** Weights and bounds of Hypothesis' method, as published. */
const weights = { quote: 50, prefix: 20, suffix: 20, position: 2 };
const mostErrors = 256;

/** Hypothesis' method: exact matches, or else those with the fewest errors, weighed by surroundings and position. */
function byHypothesisMethod(
  { search }: Peers,
  text: string,
  { quote, prefix, suffix, span: old }: Selector,
): Span | null {
  const exact: { start: number; end: number; errors: number }[] = [];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    exact.push({ start: at, end: at + quote.length, errors: 0 });
  }
  const matches = exact.length > 0 ? exact : search(text, quote, Math.min(mostErrors, quote.length / 2));
  const alike = (part: string, wanted: string): number => {
    if (part === '' || wanted === '') return 0;
    if (part.includes(wanted)) return 1;
    const [best] = search(part, wanted, wanted.length);
    return best === undefined ? 0 : 1 - best.errors / wanted.length;
  };
  const sum = weights.quote + weights.prefix + weights.suffix + weights.position;
  let best: Span | null = null;
  let most = -1;
  for (const { start, end, errors } of matches) {
    const score =
      (weights.quote * (1 - errors / quote.length) +
        weights.prefix * (prefix === '' ? 1 : alike(text.slice(Math.max(0, start - prefix.length), start), prefix)) +
        weights.suffix * (suffix === '' ? 1 : alike(text.slice(end, end + suffix.length), suffix)) +
        weights.position * (1 - Math.abs(start - old.start) / text.length)) /
      sum;
    if (score <= most) continue;
    most = score;
    best = span(start, end);
  }
  return best;
}

function ownThroughDiff(after: LfText): ReturnType<typeof timed<Placement[]>> {
  const spans = selectors.map((one) => one.span);
  return timed(7, () => reanchorThroughDiff(before, after, spans));
}

/** With the old text known, at each share of edited words. */
export function throughDiff(peers: Peers): AnchorRow[] {
  const limits = { 1: '1 / 1.1', 5: '1 / 10', 20: '1 / 150' };
  return ([1, 5, 20] as const).map((share) => {
    const edited: Edited = edit(before, share, 3);
    const after = toLf(edited.text);
    const own = ownThroughDiff(after);
    const peer = once(() => throughFastDiff(peers, after));
    return {
      work: `re-anchor 2,000 quotes, ${share} % of words edited, old text known (fast-diff)`,
      limit: limits[share],
      times: own.times,
      plain: peer.times,
      placed: both(spansOf(own.result), peer.result, edited),
    };
  });
}

/** From quote and surroundings alone, at each share of edited words. */
export function byWords(peers: Peers): AnchorRow[] {
  return [1, 5, 20].map((share) => {
    const edited: Edited = edit(before, share, 3);
    return wordsRow(
      peers,
      `re-anchor 2,000 quotes, ${share} % of words edited, by their words (Hypothesis' method)`,
      edited,
    );
  });
}

/** Quotes in five blocks that were moved: with the old text known, and without. */
export function inMovedBlocks(peers: Peers): AnchorRow[] {
  const edited: Edited & { moved: Uint8Array } = editMove(before, 5, 5, 2000, 3);
  const after = toLf(edited.text);
  const own = ownThroughDiff(after);
  const words = wordsRow(peers, "… the same, by their words (Hypothesis' method)", edited, true);
  const peer = once(() => throughFastDiff(peers, after));
  return [
    {
      work: 're-anchor 2,000 quotes, five blocks moved, 5 % of words edited; quotes in the blocks (fast-diff)',
      limit: '',
      times: own.times,
      plain: peer.times,
      placed: both(spansOf(own.result), peer.result, edited, true),
    },
    words,
  ];
}

function wordsRow(peers: Peers, work: string, edited: Edited, inMoved = false): AnchorRow {
  const after: LfText = toLf(edited.text);
  const own = timed(7, () => anchorAll(after, selectors, { sameText: false }));
  const peer = once(() => selectors.map((selector) => byHypothesisMethod(peers, after, selector)));
  return {
    work,
    limit: '1 / 30',
    times: own.times,
    plain: peer.times,
    placed: both(spansOf(own.result), peer.result, edited, inMoved),
  };
}

function both(own: Places, peer: Places, edited: Edited, inMoved = false): string {
  return `${placed(own, edited, inMoved)} | peer: ${placed(peer, edited, inMoved)}`;
}
