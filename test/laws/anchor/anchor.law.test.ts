import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anchor, anchorAll } from '../../../src/core/anchor/anchor';
import { describe as describeSpan } from '../../../src/core/anchor/describe';
import { folded } from '../../../src/core/anchor/foldedText';
import { occurrences } from '../../../src/core/anchor/occurrences';
import type { Selector } from '../../../src/core/anchor/selector';
import { toLf, type LfText } from '../../../src/core/text/lfText';
import { isSecondOfPair } from '../../../src/core/text/offsets';
import { sliceOf, span, wholeCharacters } from '../../../src/core/text/span';
import { runs } from '../../support/runs';

const seed = 20261122;
const pieces = [
  'a',
  'b',
  ' ',
  '\n',
  'é',
  'e\u0301',
  '\u00a0',
  '😀',
  '\ud83d',
  '\ude00',
  'Yes.',
  'R: ',
  'you know',
  'שׁ',
  '한',
];
const hostile = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => toLf(parts.join('')));
/** Text in which every word is another: numbers count up. */
const distinct = fc
  .tuple(fc.integer({ min: 20, max: 60 }), fc.nat({ max: 9 }))
  .map(([count, salt]) => toLf(Array.from({ length: count }, (_, i) => `w${salt}${i}x`).join(' ')));

const within = (text: LfText, a: number, b: number) => {
  const [start, end] = [a % (text.length + 1), b % (text.length + 1)];
  return wholeCharacters(text, { start: Math.min(start, end), end: Math.max(start, end) });
};

describe('law: anchor', () => {
  it('finds what was described in the same text at exactly its place', () => {
    fc.assert(
      fc.property(hostile, fc.nat(), fc.nat(), (text, a, b) => {
        const wanted = within(text, a, b);
        const selector = describeSpan(text, wanted);
        const same = anchor(text, selector, { sameText: true });
        assert.deepEqual([same.outcome, same.span], ['exact', wanted]);
        const context = selector.prefix + selector.suffix;
        if (selector.quote.trim() === '' || context === '') return;
        const checked = anchor(text, selector, { sameText: false });
        assert.deepEqual([checked.outcome, checked.span], ['exact', wanted]);
      }),
      { seed, numRuns: runs(1000) },
    );
  });

  it('follows its words where text was inserted outside them and their surroundings', () => {
    fc.assert(
      fc.property(distinct, fc.nat(), fc.nat(), hostile, hostile, fc.nat(), fc.nat(), (text, a, b, x, y, p, q) => {
        const wanted = within(text, a, b);
        const selector = describeSpan(text, wanted);
        if (selector.quote.trim() === '') return;
        const first = wanted.start - selector.prefix.length;
        const last = wanted.end + selector.suffix.length;
        const before = p % (first + 1);
        const after = last + (q % (text.length - last + 1));
        const now = toLf(text.slice(0, before) + x + text.slice(before, after) + y + text.slice(after));
        const placement = anchor(now, selector, { sameText: false });
        const shifted = span(wanted.start + x.length, wanted.end + x.length);
        assert.deepEqual(placement.span, shifted);
        const outcome = x.length === 0 ? 'exact' : 'moved';
        const surrounded = selector.prefix.length + selector.suffix.length >= 8;
        assert.ok(placement.outcome === outcome || (!surrounded && placement.outcome === 'approximate'));
      }),
      { seed, numRuns: runs(1000) },
    );
  });

  it('is never sure of what was deleted, and orphans it where only the same words are of use', () => {
    fc.assert(
      fc.property(hostile, fc.nat(), fc.nat(), (text, a, b) => {
        const wanted = within(text, a, b);
        const selector = describeSpan(text, wanted);
        const now = toLf(text.slice(0, wanted.start) + text.slice(wanted.end));
        if (selector.quote.trim() !== '' && folded(now).includes(folded(selector.quote))) return;
        if (selector.quote === '') return;
        if (now.includes(selector.quote)) return;
        const guess = anchor(now, selector, { sameText: false });
        assert.ok(guess.outcome === 'orphaned' || guess.outcome === 'approximate', guess.reason);
        assert.equal(anchor(now, selector, { sameText: false, likeness: false }).outcome, 'orphaned');
      }),
      { seed, numRuns: runs(1000) },
    );
  });

  it('does not take another place with other surroundings for words that were deleted', () => {
    fc.assert(
      fc.property(distinct, fc.nat(), fc.nat(), fc.constantFrom('Yes.', 'you know', 'mm'), (text, p, q, words) => {
        const [here, there] = [p % text.length, q % text.length];
        if (Math.abs(here - there) < 80) return;
        const [first, second] = [Math.min(here, there), Math.max(here, there)];
        const both = toLf(
          `${text.slice(0, first)} ${words} ${text.slice(first, second)} ${words} ${text.slice(second)}`,
        );
        const selector = describeSpan(both, span(first + 1, first + 1 + words.length));
        const now = toLf(both.slice(0, first + 1) + both.slice(first + 1 + words.length));
        assert.equal(anchor(now, selector, { sameText: false }).outcome, 'orphaned');
      }),
      { seed, numRuns: runs(500) },
    );
  });

  it('never throws, never gives other words without doubt, never splits a surrogate pair', () => {
    const anySelector: fc.Arbitrary<Selector> = fc
      .record({
        quote: hostile,
        prefix: hostile,
        suffix: hostile,
        start: fc.oneof(fc.integer({ min: -3, max: 200 }), fc.double()),
        length: fc.oneof(fc.integer({ min: -3, max: 200 }), fc.double()),
      })
      .map(({ start, length, ...rest }) => ({ ...rest, span: { start, end: start + length } }) as unknown as Selector);
    fc.assert(
      fc.property(hostile, fc.array(anySelector, { maxLength: 4 }), fc.boolean(), (text, selectors, sameText) => {
        const placements = anchorAll(text, selectors, { sameText });
        assert.equal(placements.length, selectors.length);
        placements.forEach((placement, i) => {
          assert.ok(placement.reason !== '');
          if (placement.span === null) {
            assert.equal(placement.outcome, 'orphaned');
            return;
          }
          const same = folded(sliceOf(text, placement.span)) === folded(selectors[i]!.quote);
          assert.ok(same || (placement.outcome === 'approximate' && placement.score !== undefined));
          assert.ok(!isSecondOfPair(text, placement.span.start) && !isSecondOfPair(text, placement.span.end));
        });
      }),
      { seed, numRuns: runs(2000) },
    );
  });

  it('searches long patterns as short ones are searched', () => {
    const letters = fc.array(fc.constantFrom('a', 'b'), { minLength: 260, maxLength: 400 }).map((all) => all.join(''));
    fc.assert(
      fc.property(letters, fc.nat({ max: 5 }), fc.boolean(), (text, cut, periodic) => {
        const long = periodic ? 'ab'.repeat(300) : text + text;
        const wanted = long.slice(cut, cut + 257);
        const naive: number[] = [];
        for (let at = long.indexOf(wanted); at >= 0; at = long.indexOf(wanted, at + 1)) naive.push(at);
        assert.deepEqual(occurrences(long, wanted, 1000), naive);
      }),
      { seed, numRuns: runs(300) },
    );
  });
});
