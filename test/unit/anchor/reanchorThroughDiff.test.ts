import assert from 'node:assert/strict';
import { reanchorThroughDiff } from '../../../src/core/anchor/reanchorThroughDiff';
import type { Placement } from '../../../src/core/anchor/selector';
import { toLf, type LfText } from '../../../src/core/text/lfText';
import { sliceOf, span } from '../../../src/core/text/span';
import { StepBudget } from '../../../src/core/text/stepBudget';
import { compareTexts } from '../../../src/core/text/textDiff';
import { seededLetters } from '../../support/seededLetters';

const turns = [
  'I: So how did you find it, meeting somebody who had been through it?',
  'R: We just clicked, she knew what it was like on the ward, and she never asked me to explain.',
  'I: And did that change over time?',
  'R: It did. I would not have talked to a nurse about the voices, but with her I could, after a while.',
  'I: Right. And at home, who was there for you?',
  'R: My sister Ann, mostly. She came every Sunday and we cooked, whatever I was like that day.',
  'I: Let us go back to the group for a moment, if that is fine with you.',
  'R: The group was hard at first. Everybody knew each other and I sat near the door for weeks.',
];
const interview = toLf(turns.join('\n'));

/** Where the words of the interview, which stand in it once, are placed in the new text. */
function placed(now: LfText, words: string): Placement {
  const start = interview.indexOf(words);
  assert.ok(start >= 0 && interview.indexOf(words, start + 1) < 0, words);
  return reanchorThroughDiff(interview, now, [span(start, start + words.length)])[0]!;
}

function becomes(now: string, words: string, outcome: Placement['outcome']): Placement & { words: string | null } {
  const text = toLf(now);
  const placement = placed(text, words);
  assert.equal(placement.outcome, outcome, placement.reason);
  return { ...placement, words: placement.span && sliceOf(text, placement.span) };
}

const moved = (from: number, to: number): string => {
  const list = [...turns];
  list.splice(to, 0, ...list.splice(from, 1));
  return list.join('\n');
};

describe('reanchorThroughDiff', () => {
  it('leaves what nothing was changed in or before, and moves what only stands further on', () => {
    const now = interview.replace('at home', 'in your home');
    assert.equal(becomes(now, 'We just clicked', 'exact').words, 'We just clicked');
    const after = becomes(now, 'She came every Sunday', 'moved');
    assert.deepEqual([after.words, after.score], ['She came every Sunday', 1]);
    assert.match(after.reason, /before it/);
  });

  it('is sure of edited words, since the earlier text tells where they were', () => {
    const now = interview.replace('talked to a nurse about', 'spoken with any nurse of');
    const edited = becomes(now, 'I would not have talked to a nurse about the voices', 'moved');
    assert.equal(edited.words, 'I would not have spoken with any nurse of the voices');
    assert.match(edited.reason, /edited/);
    assert.ok(edited.score! < 1);
  });

  it('keeps the place of a name that was replaced, with doubt', () => {
    const replaced = becomes(interview.replace('Ann', 'Pseudo'), 'Ann', 'approximate');
    assert.deepEqual([replaced.words, replaced.score], ['Pseudo', 0]);
    assert.match(replaced.reason, /all of its words/);
  });

  it('has doubt where less than half is left', () => {
    const now = interview.replace('but with her I could, after a while', 'but I could');
    const cut = becomes(now, 'but with her I could, after a while', 'approximate');
    assert.match(cut.reason, /Less than half/);
    assert.equal(cut.words, 'but I could');
  });

  it('orphans what was deleted', () => {
    const gone = becomes(interview.replace(`${turns[5]!}\n`, ''), 'She came every Sunday', 'orphaned');
    assert.match(gone.reason, /deleted/);
  });

  it('follows a turn that was moved, its edits too', () => {
    const whole = becomes(moved(5, 1), 'She came every Sunday and we cooked', 'moved');
    assert.equal(whole.words, 'She came every Sunday and we cooked');
    assert.match(whole.reason, /moved with what stands around it/);
    const edited = moved(5, 1).replace('every Sunday', 'on Sundays');
    assert.equal(
      becomes(edited, 'She came every Sunday and we cooked', 'moved').words,
      'She came on Sundays and we cooked',
    );
  });

  it('shows a person what was torn apart', () => {
    const last = turns[7]!;
    const [stays, goes] = [last.slice(0, 44), last.slice(44)];
    const now = [`R: ${goes}`, ...turns.slice(0, 7), stays].join('\n');
    const torn = becomes(now, 'Everybody knew each other and I sat near the door for weeks', 'approximate');
    assert.match(torn.reason, /Part of it was moved/);
  });

  describe('across the border of a moved block', () => {
    const first = turns[1]!;
    const second = turns[2]!;
    // Most of the span is the end of the first turn, the rest the beginning of the second.
    const across = `${first.slice(first.indexOf('she never'))}\n${second.slice(0, 24)}`;

    it('has doubt where the turn behind the block was deleted', () => {
      const list = turns.filter((turn) => turn !== first && turn !== second);
      const half = becomes([...list, first].join('\n'), across, 'approximate');
      assert.equal(half.words, first.slice(first.indexOf('she never'), -1));
      assert.match(half.reason, /Part of it/);
    });

    it('has doubt where two turns that it lies across went to different places', () => {
      const list = turns.filter((turn) => turn !== first && turn !== second);
      becomes([second, ...list, first].join('\n'), across, 'approximate');
    });

    it('has doubt where the turn behind the block stayed', () => {
      becomes(moved(1, 6), across, 'approximate');
    });

    it('is sure where both turns moved together, and where only a full stop was left behind', () => {
      const list = turns.filter((turn) => turn !== first && turn !== second);
      assert.equal(becomes([...list, first, second].join('\n'), across, 'moved').words, across);
      assert.equal(becomes(`${moved(1, 6)}\n`, `${first}\n`, 'moved').words, first.slice(0, -1));
    });
  });

  it('says of a text that takes too many steps to compare that it was not compared', () => {
    const [letters, others] = [seededLetters(1, 4000), seededLetters(2, 4000)];
    const before = toLf(`${letters} ${interview}`);
    const after = toLf(`${others} ${interview} More.`);
    const start = before.indexOf('We just clicked');
    const spans = [span(100, 140), span(start, start + 40)];
    const comparison = compareTexts(before, after, new StepBudget(1000));
    const [lost, found] = reanchorThroughDiff(before, after, spans, comparison);
    assert.equal(lost?.outcome, 'orphaned');
    assert.match(lost.reason, /compared in full/);
    // What the comparison left out is found by its words.
    assert.equal(found?.outcome, 'moved');
    assert.equal(sliceOf(after, found.span), sliceOf(before, spans[1]!));
  });

  it('never puts what was deleted on the same words elsewhere', () => {
    const twice = toLf([...turns, 'I: And then?', turns[5]!, 'I: Thank you, that was all.'].join('\n'));
    const now = toLf([...turns, 'I: And then?', 'I: Thank you, that was all.'].join('\n'));
    const at = twice.lastIndexOf('She came every Sunday');
    const [gone] = reanchorThroughDiff(twice, now, [span(at, at + 21)]);
    assert.equal(gone?.outcome, 'orphaned');
    assert.match(gone.reason, /they stood before/);
  });

  it('finds a sentence that was moved by itself, alone among other words', () => {
    const words = 'Everybody knew each other and I sat';
    const now = interview.replace(`${words} near`, 'Near').replace('a moment, if', `a moment. ${words} if`);
    assert.equal(becomes(now, words, 'approximate').words, words);
  });

  it('places empty texts, empty spans and no spans', () => {
    const empty = toLf('');
    assert.deepEqual(reanchorThroughDiff(empty, interview, []), []);
    assert.equal(reanchorThroughDiff(interview, interview, [span(5, 5)])[0]?.outcome, 'exact');
    assert.equal(reanchorThroughDiff(interview, empty, [span(0, 5)])[0]?.outcome, 'orphaned');
    assert.equal(reanchorThroughDiff(interview, empty, [span(5, 5)])[0]?.outcome, 'orphaned');
  });
});
