import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isSecondOfPair } from '../../../src/core/text/offsets';
import { StepBudget } from '../../../src/core/text/stepBudget';
import { applyChanges, type TextChange } from '../../../src/core/text/textChange';
import { compareTexts, textDiff } from '../../../src/core/text/textDiff';
import { wordTokens } from '../../../src/core/text/wordTokens';
import { runs } from '../../support/runs';

const seed = 20261122;
const pieces = [
  'a',
  'b',
  'ab',
  ' ',
  '\n',
  'é',
  '\u0301',
  '😀',
  '😁',
  '\ud83d',
  '\ude00',
  'Yes.',
  'R: ',
  "don't ",
  '漢字',
  '’',
];
const hostile = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));

/** A text of many words and what came of it: pieces cut out, put in and moved, so that anchors and gaps all occur. */
const edited = fc
  .tuple(
    fc.array(fc.nat({ max: 60 }), { minLength: 200, maxLength: 500 }),
    fc.array(fc.tuple(fc.nat({ max: 499 }), fc.nat({ max: 150 }), fc.array(fc.nat({ max: 90 }), { maxLength: 150 })), {
      maxLength: 5,
    }),
  )
  .map(([ids, edits]): [string, string] => {
    const now = [...ids];
    for (const [at, cut, put] of edits) now.splice(at % now.length || 0, cut, ...put);
    const said = (list: readonly number[]): string => list.map((id) => `w${id}`).join(' ');
    return [said(ids), said(now)];
  });

function holds(before: string, after: string): TextChange[] {
  const changes = textDiff(before, after);
  assert.equal(applyChanges(before, changes), after);
  assert.equal(changes.length === 0, before === after);
  let last = 0;
  for (const { start, end, text } of changes) {
    assert.ok(last <= start && start <= end && (start < end || text !== ''), 'in order, with an effect');
    last = end;
  }
  return changes;
}

describe('law: textDiff', () => {
  it('makes the new text of the old one, in order and without overlap, whatever the texts are', () => {
    fc.assert(
      fc.property(hostile, hostile, (before, after) => {
        let moved = 0;
        for (const { start, end, text } of holds(before, after)) {
          assert.ok(!isSecondOfPair(before, start) && !isSecondOfPair(before, end));
          assert.ok(!isSecondOfPair(after, start + moved) && !isSecondOfPair(after, start + moved + text.length));
          moved += text.length - (end - start);
        }
      }),
      { seed, numRuns: runs(2000) },
    );
  });

  it('holds for long texts with large gaps', () => {
    fc.assert(
      fc.property(edited, ([before, after]) => {
        holds(before, after);
      }),
      { seed, numRuns: runs(60) },
    );
  });

  it('is the same with any budget that is not used up, and with none of them wrong', () => {
    fc.assert(
      fc.property(edited, fc.integer({ min: 0, max: 100_000 }), ([before, after], most) => {
        const whole = compareTexts(before, after, new StepBudget(Infinity));
        const { changes, steps } = compareTexts(before, after, new StepBudget(most));
        if (steps.refusals === 0) assert.deepEqual(changes, whole.changes);
        assert.ok(steps.left >= 0);
        assert.equal(applyChanges(before, changes), after);
      }),
      { seed, numRuns: runs(100) },
    );
  });

  it('changes nothing outside what was put in, cut out or replaced among words that stand once', () => {
    const distinct = fc.integer({ min: 30, max: 80 }).map((count) => Array.from({ length: count }, (_, i) => `w${i}x`));
    fc.assert(
      fc.property(
        distinct,
        fc.nat(),
        fc.nat({ max: 5 }),
        fc.constantFrom('', 'new', 'two new'),
        (words, p, cut, put) => {
          const at = p % words.length;
          const now = [...words.slice(0, at), ...(put === '' ? [] : put.split(' ')), ...words.slice(at + cut)];
          const before = words.join(' ');
          const from = words.slice(0, at).join(' ').length;
          const to = from + 2 + words.slice(at, at + cut).join(' ').length;
          for (const { start, end } of holds(before, now.join(' '))) assert.ok(from <= start && end <= to);
        },
      ),
      { seed, numRuns: runs(500) },
    );
  });
});

describe('law: wordTokens', () => {
  it('leaves out nothing but white space, and splits no surrogate pair', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const ids = new Map<string, number>();
        const { starts, ends } = wordTokens(text, 0, text.length, (word) => ids.size + word.length);
        let last = 0;
        let said = '';
        starts.forEach((start, k) => {
          const end = ends[k]!;
          assert.ok(last <= start && start < end);
          assert.ok(!isSecondOfPair(text, start) && !isSecondOfPair(text, end));
          said += text.slice(start, end);
          last = end;
        });
        assert.equal(said, text.replace(/\s/g, ''));
      }),
      { seed, numRuns: runs(1000) },
    );
  });
});
