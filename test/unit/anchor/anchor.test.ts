import assert from 'node:assert/strict';
import { anchor, anchorAll, anchoringSteps } from '../../../src/core/anchor/anchor';
import { describe as describeSpan } from '../../../src/core/anchor/describe';
import type { Selector } from '../../../src/core/anchor/selector';
import { toLf, type LfText } from '../../../src/core/text/lfText';
import { sliceOf, span, type Span } from '../../../src/core/text/span';
import { StepBudget } from '../../../src/core/text/stepBudget';
import { interview } from '../../support/codingSamples';
import { seededLetters } from '../../support/seededLetters';
import { seededNumbers } from '../../support/seededNumbers';

function selectorOf(text: string, quote: string, nth = 0): Selector {
  let at = text.indexOf(quote);
  for (let i = 0; i < nth; i++) at = text.indexOf(quote, at + 1);
  assert.ok(at >= 0, quote);
  return describeSpan(toLf(text), span(at, at + quote.length));
}

const changed = { sameText: false };
const bare = (quote: string, at = 0): Selector => ({
  quote,
  prefix: '',
  suffix: '',
  span: span(at, at + quote.length),
});

describe('anchor', () => {
  it('trusts the offsets in the same text where the quote stands there', () => {
    const selector = selectorOf(interview, 'Yes.', 1);
    const placement = anchor(interview, { ...selector, prefix: '', suffix: '' }, { sameText: true });
    assert.deepEqual([placement.outcome, placement.span], ['exact', selector.span]);
  });

  it('searches in the same text where the offsets are wrong', () => {
    const selector = selectorOf(interview, 'We just clicked');
    for (const wrong of [span(0, 15), span(5000, 5015), span(selector.span.start, selector.span.end + 3)]) {
      const placement = anchor(interview, { ...selector, span: wrong }, { sameText: true });
      assert.deepEqual([placement.outcome, placement.span], ['moved', selector.span]);
    }
  });

  it('finds words that moved, and says that they did', () => {
    const selector = selectorOf(interview, 'Yes.', 1);
    const text = toLf(`Interview with PAR1PW01\n\n${interview}`);
    const placement = anchor(text, selector, changed);
    assert.equal(placement.outcome, 'moved');
    assert.equal(placement.span.start, selector.span.start + 25);
  });

  it('prefers the surroundings to the old place when the same words slid under it', () => {
    const text = toLf('R: Yes. Of course it was like that for me.\nR: Yes. Well, nobody else ever asked me about it.');
    const selector = selectorOf(text, 'Yes.', 1);
    const cut = toLf(`I: ${'-'.repeat(selector.span.start - 6)}${text}`);
    assert.equal(sliceOf(cut, selector.span), 'Yes.');
    const placement = anchor(cut, selector, changed);
    assert.equal(placement.outcome, 'moved');
    assert.ok(cut.slice(placement.span.start).startsWith('Yes. Well'));
  });

  it('finds words by one side of their surroundings when the other was rewritten', () => {
    const selector = selectorOf(interview, 'you know what I mean', 1);
    const text = toLf(`Note.\n${interview.replace('my sister, ', 'my older sister Ann: ')}`);
    const placement = anchor(text, selector, changed);
    assert.equal(placement.outcome, 'moved');
    assert.ok(text.slice(placement.span.end).startsWith('. She came'));
  });

  it('never takes the other place of words said twice', () => {
    const selector = selectorOf(interview, 'you know what I mean', 1);
    const text = toLf(interview.replace('my sister, you know what I mean. She', 'my sister. She'));
    const placement = anchor(text, selector, changed);
    assert.equal(placement.outcome, 'orphaned');
    assert.match(placement.reason, /too little around them agrees/);
  });

  it('says that nothing tells where several places fit equally', () => {
    const text = toLf(
      'Mm. Mm. Mm. Mm. Mm. Mm. Mm. Mm. Mm. Mm. Mm. Mm. Mm. Mm. Mm. Mm. Mm. Mm. Mm. Mm. Mm. Mm. Mm. Mm.',
    );
    const selector = describeSpan(text, span(40, 43));
    const placement = anchor(toLf(`xx${text}`), selector, changed);
    assert.equal(placement.outcome, 'orphaned');
    assert.match(placement.reason, /stand at 24 places and nothing tells which/);
  });

  it('takes no place that cannot be the right one, and one of several that can', () => {
    const turn = 'I: I will read you the usual question. How have you felt since we last met?\nR: Fine, thank you.\n';
    const text = toLf(`${turn}I: And at home?\n${turn}`);
    const selector = selectorOf(text, 'How have you felt');
    const second = selectorOf(text, 'How have you felt', 1).span;
    const from = (least: number) => ({ ...changed, among: ({ start }: Span) => start >= least });
    assert.deepEqual(anchor(text, selector, from(0)).span, selector.span);
    const [placed] = anchorAll(text, [selector], from(turn.length));
    assert.deepEqual([placed?.outcome, placed?.span], ['moved', second]);
    const once = toLf(text.slice(turn.length));
    assert.equal(anchor(once, selector, { ...from(text.length), likeness: false }).outcome, 'orphaned');
  });

  it('keeps words without surroundings at their old place, with doubt where they stand elsewhere too', () => {
    const text = toLf('one fish two fish');
    const doubtful = anchor(text, bare('fish', 4), changed);
    assert.deepEqual([doubtful.outcome, doubtful.span], ['approximate', span(4, 8)]);
    assert.match(doubtful.reason, /2 places .* where it was/);
    const sure = anchor(text, bare('two fish', 9), changed);
    assert.deepEqual([sure.outcome, sure.span], ['exact', span(9, 17)]);
  });

  it('needs surroundings for short words', () => {
    const text = toLf('nobody said so, and then he said: Yes.');
    assert.equal(anchor(text, bare('Yes.', 3), changed).outcome, 'orphaned');
    assert.equal(anchor(text, bare('Yes.', 34), changed).outcome, 'approximate');
    const selector = describeSpan(text, span(34, 38));
    assert.equal(anchor(toLf(`Well, ${text}`), selector, changed).outcome, 'moved');
    const half = { ...selector, prefix: '----------------- and then he said: ', suffix: '' };
    assert.equal(anchor(toLf(`Well, ${text}`), half, changed).outcome, 'orphaned');
  });

  it('proposes long words that stand once though all around them has changed', () => {
    const words = 'I would not have talked to a nurse about the voices';
    const selector = selectorOf(interview, words);
    const placement = anchor(toLf(`#### ${words} ####`), selector, changed);
    assert.deepEqual([placement.outcome, placement.span], ['approximate', span(5, 5 + words.length)]);
    const old = anchor(toLf(`${'#'.repeat(selector.span.start)}${words}####`), selector, changed);
    assert.equal(old.outcome, 'exact');
  });

  it('sees through re-wrapped lines, no-break spaces and Unicode forms', () => {
    const text = toLf('R: It was at the café on the ward, où I met her first, in the spring.');
    const selector = selectorOf(text, 'at the café on the ward');
    const now = toLf('New.\nR: It was at the\ncafe\u0301 on\u00a0the ward, ou\u0300 I met her first, in the spring.');
    const placement = anchor(now, selector, changed);
    assert.equal(placement.outcome, 'moved');
    assert.match(placement.reason, /white space/);
    assert.ok(placement.span);
    assert.equal(sliceOf(now, placement.span), 'at the\ncafe\u0301 on\u00a0the ward');
  });

  it('counts surroundings that were re-wrapped as the same', () => {
    const selector = selectorOf(interview, 'Yes.', 1);
    const same = toLf(interview.replace('I: And did that', 'I:\nAnd did that'));
    const text = toLf(same.replace('\nI:\nAnd did that', ' I:\nAnd did that'));
    const placement = anchor(toLf(text.replace('I:\nAnd', 'I: And')), selector, changed);
    assert.deepEqual([placement.outcome, placement.span], ['exact', selector.span]);
    assert.match(placement.reason, /with the same words around/);
  });

  it('prefers a re-wrapped place whose surroundings agree to the same words elsewhere', () => {
    const selector = selectorOf(interview, 'you know what I mean');
    const text = toLf(
      `Note.\n${interview.replace('you know what I mean.\nI: Right', 'you know\nwhat I mean.\nI: Right')}`,
    );
    const placement = anchor(text, selector, changed);
    assert.equal(placement.outcome, 'moved');
    assert.ok(placement.span);
    assert.equal(sliceOf(text, placement.span), 'you know\nwhat I mean');
  });

  it('orphans what was deleted and what has no words', () => {
    const gone = anchor(interview, bare('never said'), changed);
    assert.deepEqual([gone.outcome, gone.span], ['orphaned', null]);
    assert.match(gone.reason, /no longer stand/);
    assert.match(anchor(interview, bare(''), changed).reason, /no words/);
    assert.match(anchor(toLf('a b'), bare(' ', 1), changed).reason, /no words/);
    assert.equal(anchor(interview, bare(''), { sameText: true }).outcome, 'exact');
  });

  it('finds a quote that is the whole text', () => {
    assert.equal(anchor(toLf('ab'), bare('ab'), changed).outcome, 'exact');
    assert.equal(anchor(toLf('ab!'), bare('ab'), changed).outcome, 'approximate');
  });

  it('never splits a surrogate pair', () => {
    const half: Selector = { quote: '\ude00', prefix: '', suffix: ' a smile b', span: span(1, 2) };
    for (const sameText of [true, false]) {
      assert.equal(anchor(toLf('😀 a smile b'), half, { sameText }).outcome, 'orphaned');
    }
    assert.equal(anchor(toLf('x😀 a smile b'), half, changed).outcome, 'orphaned');
    assert.equal(anchor(toLf('x\ude00 a smile b'), half, changed).outcome, 'exact');
  });

  it('does not compare thousands of places', () => {
    const text = toLf('ab'.repeat(3000));
    const selector: Selector = { quote: 'ab', prefix: 'xx', suffix: 'ab', span: span(10, 12) };
    assert.equal(anchor(text, selector, changed).outcome, 'approximate');
    const away = anchor(text, { ...selector, span: span(11, 13) }, changed);
    assert.equal(away.outcome, 'orphaned');
    assert.match(away.reason, /more than 1000 places/);
    assert.equal(anchor(toLf('a\n'.repeat(3000)), bare('a a', 1), changed).outcome, 'orphaned');
  });

  it('survives spans that are none', () => {
    for (const start of [-5, NaN, 1.5, Infinity]) {
      const odd = { ...selectorOf(interview, 'We just clicked'), span: { start, end: 3 } } as unknown as Selector;
      assert.equal(anchor(interview, odd, { sameText: true }).outcome, 'moved');
    }
  });
});

describe('anchorAll', () => {
  it('places in the order given, as each alone', () => {
    const text = toLf(`Header\n${interview}`);
    const selectors = ['She came every Sunday', 'We just clicked', 'And at home?'].map((q) => selectorOf(interview, q));
    const together = anchorAll(text, selectors, changed);
    assert.deepEqual(
      together,
      selectors.map((selector) => anchor(text, selector, changed)),
    );
    assert.deepEqual(
      together.map((placement) => placement.outcome),
      ['moved', 'moved', 'moved'],
    );
  });

  it('finds a very long word in another Unicode form among many, as it finds it alone', () => {
    const text = toLf(`R: And she wrote ${'é'.repeat(40)} on the wall, and that was all.`);
    const selector = selectorOf(text, `wrote ${'é'.repeat(40)} on the wall`);
    const now = toLf(text.normalize('NFD'));
    const many = anchorAll(now, new Array<Selector>(20).fill(selector), changed);
    assert.deepEqual(new Set(many.map(({ outcome }) => outcome)), new Set(['moved']));
    assert.equal(anchor(now, selector, changed).outcome, 'moved');
  });

  it('proposes the place to which its neighbours moved where nothing else tells', () => {
    const chorus = 'We laughed about it and then we went on with it, all of us together.\n';
    const text = toLf(`A first thing was said here by somebody.\n${chorus}${chorus}${chorus}${chorus}`);
    const first = selectorOf(text, 'first thing');
    const second = selectorOf(text, 'went on', 2);
    const now = toLf(`Title line\n${text}`);
    assert.equal(anchor(now, second, changed).outcome, 'orphaned');
    const placed = anchorAll(now, [first, second], changed)[1]!;
    assert.equal(placed.outcome, 'approximate');
    assert.equal(placed.span.start, second.span.start + 11);
    assert.match(placed.reason, /segment before/);
  });

  it('places 2,000 quotes in 120 kB', () => {
    const lines: string[] = [];
    for (let i = 0; i < 1500; i++) lines.push(`R: This is answer ${i} and ${i * 7919} is what I would say, yeah. Yes.`);
    const text = toLf(lines.join('\n'));
    const selectors: Selector[] = [];
    for (let i = 0; i < 2000; i++) {
      const at = Math.floor((i * (text.length - 60)) / 2000);
      selectors.push(describeSpan(text, span(at, at + (i % 50) + 1)));
    }
    const now = toLf(`A new first line.\n${text.slice(0, 60_000)} and a new middle ${text.slice(60_000)}`);
    const placements = anchorAll(now, selectors, changed);
    assert.ok(placements.filter((placement) => placement.outcome === 'moved').length > 1900);
  });

  describe('in texts that repeat themselves', () => {
    const letters = toLf(seededLetters(1, 20_000));
    const mutated = toLf(`${letters.slice(0, 5000)}GATTACA${letters.slice(5001, 15_000)}C${letters.slice(15_000)}`);
    const some = (text: LfText, count: number, length: number): Selector[] =>
      Array.from({ length: count }, (_, i) => {
        const start = Math.floor((i * (text.length - length)) / count);
        return describeSpan(text, span(start, start + length));
      });

    it('takes no more steps than it is granted, and says why it looked no further', () => {
      for (const length of [1, 40, 600]) {
        const steps = new StepBudget(200_000);
        const placements = anchorAll(mutated, some(letters, 200, length), { sameText: false, steps });
        assert.ok(steps.left >= 0 && steps.refusals > 0);
        const late = placements.filter(({ reason }) => reason.includes('too long'));
        assert.ok(late.length > 0);
        for (const { outcome } of late) assert.ok(outcome === 'orphaned' || outcome === 'approximate');
      }
    });

    it('keeps words at their old place, with doubt, where there are no steps to look further', () => {
      const words = toLf('one two three four');
      const selector = { ...describeSpan(words, span(4, 13)), prefix: 'other ' };
      const [kept] = anchorAll(words, [selector], { sameText: false, steps: new StepBudget(0) });
      assert.deepEqual([kept?.outcome, kept?.span], ['approximate', span(4, 13)]);
    });

    it('places as without bounds what its steps suffice for', () => {
      const selectors = some(letters, 40, 40);
      const steps = new StepBudget(30_000_000);
      const placements = anchorAll(mutated, selectors, { sameText: false, steps });
      assert.equal(steps.refusals, 0);
      const unbound = { sameText: false, steps: new StepBudget(Infinity) };
      assert.deepEqual(placements, anchorAll(mutated, selectors, unbound));
      // A border through which a letter was put in moves the quotes behind it.
      assert.ok(placements.filter(({ outcome }) => outcome === 'moved').length > 20);
    });

    it('never refuses quotes of one word said 200,000 times, of a letter, or of 100,000 units', () => {
      const yes = toLf('yes '.repeat(200_000));
      const now = toLf(`no ${yes}`);
      for (const [count, length] of [
        [2000, 1],
        [2000, 39],
        [8, 100_000],
      ] as const) {
        const steps = new StepBudget(anchoringSteps);
        const placements = anchorAll(now, some(yes, count, length), { sameText: false, steps });
        assert.equal(placements.length, count);
        assert.ok(steps.left >= 0);
        // Nothing tells one from the other, so none is said to have moved but from a margin of the text.
        assert.ok(placements.filter(({ outcome }) => outcome === 'moved').length <= 2);
      }
    });

    it('finds words of a script without spaces through the places of their characters', () => {
      const number = seededNumbers(3);
      const said = toLf(Array.from({ length: 60_000 }, () => String.fromCharCode(0x4e00 + number(2000))).join(''));
      const steps = new StepBudget(anchoringSteps);
      const placements = anchorAll(toLf(`字${said}`), some(said, 2000, 20), { sameText: false, steps });
      assert.ok(placements.every(({ outcome }) => outcome === 'moved'));
      assert.ok(anchoringSteps - steps.left < 1_000_000, `${anchoringSteps - steps.left} steps`);
    });
  });
});
