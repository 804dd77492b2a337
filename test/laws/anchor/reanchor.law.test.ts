import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe as describeSpan } from '../../../src/core/anchor/describe';
import { folded } from '../../../src/core/anchor/foldedText';
import { Ground } from '../../../src/core/anchor/ground';
import { KeptUnits } from '../../../src/core/anchor/keptUnits';
import { reanchorThroughDiff } from '../../../src/core/anchor/reanchorThroughDiff';
import type { Selector } from '../../../src/core/anchor/selector';
import { toLf, type LfText } from '../../../src/core/text/lfText';
import { isSecondOfPair } from '../../../src/core/text/offsets';
import { sliceOf, span, wholeCharacters, type Span } from '../../../src/core/text/span';
import { StepBudget } from '../../../src/core/text/stepBudget';
import { applyChanges } from '../../../src/core/text/textChange';
import { textDiff } from '../../../src/core/text/textDiff';
import { runs } from '../../support/runs';

const seed = 20261122;
const pieces = [
  'a',
  'ab ',
  'word ',
  ' ',
  '\n',
  "'",
  "n't ",
  't ',
  'e\u0301'.repeat(40),
  'é',
  'e\u0301 ',
  '\u0301',
  '\u00a0',
  '≠',
  '\u037e',
  '😀',
  '\ud83d',
  '\ude00',
  'Yes. ',
  'R: ',
  'é'.repeat(40),
  'x'.repeat(50),
  '漢字',
  '한',
];
const hostile = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => toLf(parts.join('')));

const within = (text: LfText, a: number, b: number): Span => {
  const [start, end] = [a % (text.length + 1), b % (text.length + 1)];
  return wholeCharacters(text, { start: Math.min(start, end), end: Math.max(start, end) });
};

describe('law: searching through the list of words', () => {
  it('finds a letter behind an apostrophe of a long run, whose other form is one word', () => {
    const quote = `a ${'e\u0301'.repeat(40)}'t a`;
    const selector = { quote, prefix: '', suffix: '', span: span(0, 0) };
    const text = toLf(quote.normalize('NFC'));
    const search = new Ground(text, true, new StepBudget(Infinity)).seek(selector);
    assert.deepEqual(search.foldedQuotes(folded(quote), 10), [0]);
  });

  it('finds what searching the whole text finds', () => {
    const foreign = fc
      .tuple(hostile, hostile, hostile)
      .map(([quote, prefix, suffix]): Selector => ({ quote, prefix, suffix, span: span(0, 0) }));
    fc.assert(
      fc.property(hostile, fc.nat(), fc.nat(), foreign, fc.nat({ max: 2 }), (text, a, b, other, kind) => {
        const own = describeSpan(text, within(text, a, b));
        const selector = [own, { ...own, prefix: '', suffix: '' }, other][kind]!;
        // The text looked in may have its accents in the other form.
        const ground = toLf(kind === 1 ? text.normalize('NFC') : text);
        const [listed, plain] = [true, false].map((many) =>
          new Ground(ground, many, new StepBudget(Infinity)).seek(selector),
        );
        assert.deepEqual(listed!.quotes(1000), plain!.quotes(1000));
        assert.deepEqual(listed!.withContext(1000), plain!.withContext(1000));
        const wanted = folded(selector.quote);
        assert.deepEqual(listed!.foldedQuotes(wanted, 1000), plain!.foldedQuotes(wanted, 1000));
      }),
      { seed, numRuns: runs(3000) },
    );
  });
});

describe('law: reanchorThroughDiff', () => {
  it('never throws, never splits a surrogate pair, and says of each span why', () => {
    fc.assert(
      fc.property(
        hostile,
        hostile,
        fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 5 }),
        (before, after, places) => {
          const spans = places.map(([a, b]) => within(before, a, b));
          const placements = reanchorThroughDiff(before, after, spans);
          assert.equal(placements.length, spans.length);
          placements.forEach(({ outcome, span: there, reason }, i) => {
            assert.ok(reason !== '');
            assert.equal(there === null, outcome === 'orphaned');
            if (there === null) return;
            assert.ok(there.end <= after.length);
            assert.ok(!isSecondOfPair(after, there.start) && !isSecondOfPair(after, there.end));
            if (outcome === 'exact')
              assert.deepEqual([there, sliceOf(after, there)], [spans[i], sliceOf(before, there)]);
          });
        },
      ),
      { seed, numRuns: runs(1000) },
    );
  });

  it('follows what no edit touched, surely and to the unit, and is sure of nothing that was cut out', () => {
    const words = fc
      .integer({ min: 120, max: 300 })
      .map((count) => Array.from({ length: count }, (_, i) => `w${((i * 7919) % 1000).toString(36)}${i.toString(36)}`));
    const edit = fc.record({ at: fc.nat(), cut: fc.nat({ max: 30 }), put: fc.constantFrom('', 'new', 'two more') });
    fc.assert(
      fc.property(
        words,
        fc.array(edit, { maxLength: 4 }),
        fc.nat(),
        fc.integer({ min: 1, max: 20 }),
        (list, edits, p, n) => {
          const kept = list.map(() => true);
          const now: string[][] = list.map((word) => [word]);
          for (const { at, cut, put } of edits) {
            const from = at % list.length;
            for (let k = from; k < Math.min(list.length, from + cut); k++) {
              kept[k] = false;
              now[k] = [];
            }
            if (put !== '') now[from]?.unshift(...put.split(' '));
          }
          const first = p % list.length;
          const last = Math.min(list.length, first + n);
          const before = toLf(list.join(' '));
          const after = toLf(now.flat().join(' '));
          const said = list.slice(first, last).join(' ');
          const start = list.slice(0, first).join(' ').length + (first === 0 ? 0 : 1);
          const [placed] = reanchorThroughDiff(before, after, [span(start, start + said.length)]);
          const whole = after.indexOf(said);
          if (kept.slice(first, last).every(Boolean) && whole >= 0) {
            assert.ok(placed?.outcome === 'exact' || placed?.outcome === 'moved', placed?.reason);
            assert.deepEqual(placed.span, span(whole, whole + said.length));
          }
          const gone = kept.slice(first, last).every((one) => !one);
          if (gone) assert.ok(placed?.outcome === 'orphaned' || placed?.outcome === 'approximate', placed?.reason);
        },
      ),
      { seed, numRuns: runs(300) },
    );
  });

  it('counts what changes kept and brought as following every unit does', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.nat(), fc.nat(), (before, after, a, b) => {
        const changes = textDiff(before, after);
        assert.equal(applyChanges(before, changes), after);
        const kept = new KeptUnits(changes);
        const old = within(before, a, b);
        const there = within(after, a, b);
        let keeps = 0;
        for (let i = old.start; i < old.end; i++) if (!changes.some(({ start, end }) => start <= i && i < end)) keeps++;
        assert.equal(kept.keptOf(old), keeps);
        let brought = 0;
        let moved = 0;
        for (const { start, end, text } of changes) {
          const [from, to] = [start + moved, start + moved + text.length];
          brought += Math.max(0, Math.min(to, there.end) - Math.max(from, there.start));
          moved += text.length - (end - start);
        }
        assert.equal(kept.broughtIn(there), brought);
      }),
      { seed, numRuns: runs(500) },
    );
  });
});
