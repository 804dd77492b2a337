import assert from 'node:assert/strict';
import { seededLetters } from '../../support/seededLetters';
import { seededNumbers } from '../../support/seededNumbers';
import { span } from '../../../src/core/text/span';
import { StepBudget } from '../../../src/core/text/stepBudget';
import { applyChanges, mapSpan } from '../../../src/core/text/textChange';
import { commonEnds, compareTexts, comparisonSteps, textDiff } from '../../../src/core/text/textDiff';

/** What becomes of the words of the old text, which stand in it once. */
function becomes(before: string, after: string, words: string): string | null {
  const start = before.indexOf(words);
  assert.ok(start >= 0 && before.indexOf(words, start + 1) < 0, words);
  const there = mapSpan(span(start, start + words.length), textDiff(before, after));
  return there && after.slice(there.start, there.end);
}

/** The changes, each as the old words and the new. */
function said(before: string, after: string): [string, string][] {
  return textDiff(before, after).map(({ start, end, text }) => [before.slice(start, end), text]);
}

describe('textDiff', () => {
  it('finds a letter that was changed, and no more', () => {
    assert.deepEqual(said('We just clicked, she said.', 'We just clocked, she said.'), [['i', 'o']]);
    assert.deepEqual(said('same', 'same'), []);
    assert.deepEqual(said('', 'new'), [['', 'new']]);
    assert.deepEqual(said('old', ''), [['old', '']]);
  });

  it('takes words out and puts words in between other words', () => {
    assert.deepEqual(said('we went home then', 'we went then'), [['home ', '']]);
    assert.deepEqual(said('we wonder then', 'we won wonder then'), [['', 'won ']]);
    assert.deepEqual(said('R: Yes. Well.', 'R: Yes. \n\nI: Well.'), [['', '\n\nI: ']]);
  });

  it('keeps the letters that a word gained at its edges in the segment that begins or ends with it', () => {
    const before = 'so we click at once';
    assert.equal(becomes(before, 'so we clicked at once', 'we click'), 'we clicked');
    assert.equal(becomes(before, 'so we unclick at once', 'click at'), 'unclick at');
    assert.equal(becomes('so 😀 went', 'so 😀😀 went', 'so 😀'), 'so 😀');
    assert.equal(becomes('so we went', 'so we then went', 'so we'), 'so we');
  });

  it('keeps words apart that took the place of others side by side', () => {
    assert.equal(becomes('one Ann Smith two', 'one P07 Jones two', 'Smith two'), 'Jones two');
    assert.equal(becomes('one Ann Smith two', 'one P07 Jones two', 'one Ann'), 'one P07');
  });

  it('follows words through re-wrapped lines', () => {
    const before = 'I would not have talked to a nurse about the voices';
    assert.equal(becomes(before, before.replaceAll(' ', '\n'), 'talked to a nurse'), 'talked\nto\na\nnurse');
  });

  it('finds one changed character in a long run without spaces, and in a script without them', () => {
    const run = Array.from({ length: 500 }, (_, i) => String.fromCharCode(97 + ((i * 7919) % 26))).join('');
    const other = `${run.slice(0, 200)}#${run.slice(200, 300)}${run.slice(301)}`;
    assert.deepEqual(said(run, other), [
      ['', '#'],
      [run.charAt(300), ''],
    ]);
    assert.deepEqual(said('私は病院で働いています。', '私は学校で働いています。'), [
      ['病', '学'],
      ['院', '校'],
    ]);
  });

  it('never splits a character in two', () => {
    assert.deepEqual(said('so 😀 it is', 'so 😁 it is'), [['😀', '😁']]);
    assert.deepEqual(said('😀😀😀', '😀😀'), [['😀', '']]);
  });

  it('shares no more than nothing at ends that split a character already', () => {
    assert.deepEqual(commonEnds('a😀b', 0, 2, 'x', 0, 1), { lead: 0, tail: 0 });
    assert.deepEqual(commonEnds('a😀b', 2, 4, 'x', 0, 1), { lead: 0, tail: 0 });
  });

  it('gives one replacement for texts that share nothing, at whatever length', () => {
    const text = (name: string): string => Array.from({ length: 20_000 }, (_, i) => `${name}${i}`).join(' ');
    assert.equal(textDiff(text('a'), text('b')).length, 1);
  });

  it('stays in bounds where all words are equal, or two words take turns at random', () => {
    const all = `a ${'yes '.repeat(50_000)}b`;
    const more = `c ${'yes '.repeat(50_100)}d`;
    assert.equal(applyChanges(all, textDiff(all, more)), more);
    let state = 1;
    const turns = (): string =>
      Array.from({ length: 30_000 }, () => ((state = (state * 48271) % 2147483647) % 2 === 0 ? 'yes' : 'no')).join(' ');
    const [before, after] = [turns(), turns()];
    assert.equal(applyChanges(before, textDiff(before, after)), after);
  });

  it('takes few of its steps for a long transcript of which every fifth word was changed', () => {
    const number = seededNumbers(20261122);
    const words = Array.from({ length: 20_000 }, () => `w${number(3000)}`);
    const now = words.map((word) => (number(5) === 0 ? `v${number(3000)}` : word));
    const { steps } = compareTexts(words.join(' '), now.join(' '));
    assert.equal(steps.refusals, 0);
    assert.ok(steps.left > 0.95 * comparisonSteps, `${comparisonSteps - steps.left} steps`);
  });

  it('leaves out what would take more steps than are left, and still makes the new text of the old', () => {
    // Every fourteen letters that stand once are followed by many that nothing anchors.
    const parts = Array.from({ length: 40 }, (_, i) => seededLetters(i, 14));
    const [before, after] = [1, 2].map((side) =>
      parts.map((part, i) => part + seededLetters(side * 10_000 + i, 112, 'AC')).join(''),
    ) as [string, string];
    const whole = compareTexts(before, after, new StepBudget(Infinity));
    const part = compareTexts(before, after, new StepBudget(300_000));
    assert.equal(whole.steps.refusals, 0);
    assert.ok(part.steps.refusals > 0 && part.steps.left >= 0);
    assert.ok(part.changes.length < whole.changes.length);
    assert.equal(applyChanges(before, part.changes), after);
    const none = compareTexts(before, after, new StepBudget(0));
    assert.equal(none.changes.length, 1);
  });
});
