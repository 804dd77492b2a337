import assert from 'node:assert/strict';
import { anchor, anchorAll } from '../../../src/core/anchor/anchor';
import { describe as describeSpan } from '../../../src/core/anchor/describe';
import type { Placement, Selector } from '../../../src/core/anchor/selector';
import { toLf } from '../../../src/core/text/lfText';
import { sliceOf, span } from '../../../src/core/text/span';
import { interview } from '../../support/codingSamples';

function selectorOf(words: string, text = interview): Selector {
  const at = text.indexOf(words);
  assert.ok(at >= 0, words);
  return describeSpan(text, span(at, at + words.length));
}

function found(now: string, words: string, text = interview): Placement & { words: string | null } {
  const placement = anchor(toLf(now), selectorOf(words, text), { sameText: false });
  return { ...placement, words: placement.span && sliceOf(now, placement.span) };
}

describe('anchor, of words that have changed', () => {
  const nurse = 'I would not have talked to a nurse about the voices';

  it('proposes the place of nearly the same words, and says how sure that is', () => {
    const like = found(`Note.\n${interview.replace('talked to a nurse', 'spoken to any nurse')}`, nurse);
    assert.equal(like.outcome, 'approximate');
    assert.equal(like.words, 'I would not have spoken to any nurse about the voices');
    assert.match(like.reason, /Nearly the same words/);
    assert.ok(like.score! > 0.8 && like.margin! > 0.5);
  });

  it('is never more than a guess, though one letter differs and all around it agrees', () => {
    const like = found(interview.replace('nurse', 'nurze'), nurse);
    assert.deepEqual([like.outcome, like.words], ['approximate', nurse.replace('nurse', 'nurze')]);
    assert.ok(like.score! > 0.95);
  });

  it('takes the borders from what stands on both sides of them', () => {
    assert.equal(
      found(interview.replace('I would not', 'We might never'), nurse).words,
      nurse.replace('I would not', 'We might never'),
    );
    assert.equal(
      found(interview.replace('R: Yes. I would', 'R: Yes. Well, honestly, I would').replace('nurse', 'doctor'), nurse)
        .words,
      nurse.replace('nurse', 'doctor'),
    );
    assert.equal(
      found(interview.replace('the voices, you', 'the voice, as you'), nurse).words,
      nurse.replace('voices', 'voice'),
    );
  });

  it('is not asked where only sure places are of use', () => {
    const now = toLf(interview.replace('nurse', 'doctor'));
    assert.equal(anchor(now, selectorOf(nurse), { sameText: false, likeness: false }).outcome, 'orphaned');
  });

  it('orphans words of which too little is left', () => {
    const gone = found(interview.replace(nurse, 'No'), nurse);
    assert.deepEqual([gone.outcome, gone.words], ['orphaned', null]);
    const other = found('Quite another text, about gardens and the weather.', nurse);
    assert.equal(other.outcome, 'orphaned');
    assert.match(other.reason, /no longer stand/);
  });

  it('orphans what was struck out between its surroundings rather than take its twin', () => {
    const said = 'and then we went down to the river with the dog, all of us together';
    const text = toLf(`R: In spring ${said}, before the rain.\nI: And later?\nR: In autumn ${said}, as I said.`);
    const selector = describeSpan(text, span(text.lastIndexOf(said), text.lastIndexOf(said) + said.length));
    const now = toLf(text.replace(` ${said}, as`, ' as').replace('the river', 'a river'));
    const placement = anchor(now, selector, { sameText: false });
    assert.equal(placement.outcome, 'orphaned', placement.reason);
    assert.match(placement.reason, /without them/);
  });

  it('abstains where two places fit nearly as well', () => {
    const line = 'R: And then we went down to the river with the dog.\n';
    const text = toLf(`I: Tell me about the summer.\n${line}I: Go on.\n${line.repeat(2)}I: Thank you.`);
    const at = text.lastIndexOf('we went down to the river');
    const selector = describeSpan(text, span(at, at + 25));
    const now = toLf(line.replace('river', 'lake').repeat(3));
    const placement = anchor(now, selector, { sameText: false });
    assert.equal(placement.outcome, 'orphaned', placement.reason);
    assert.match(placement.reason, /several places|too little/);
  });

  it('never takes short words for other short words', () => {
    assert.equal(found(interview.replace('R: Yes. We', 'R: Yep. We'), 'Yes. We').outcome, 'approximate');
    assert.equal(found(interview.replaceAll('Yes', 'Yep'), 'Yes.').outcome, 'orphaned');
  });

  it('finds words by the common ones where no rare word is left', () => {
    const fill = Array.from({ length: 12 }, (_, i) => `so it was and then it was, you know, ${i} it was so`).join('. ');
    const text = toLf(`${fill}. and so you know then it was it and you so. ${fill}.`);
    const like = found(
      text.replace('you know then it was it', 'you knew then it was it'),
      'and so you know then it was it and you so',
      text,
    );
    assert.equal(like.words, 'and so you knew then it was it and you so');
  });

  it('finds accents in another form among words that have changed', () => {
    const text = toLf('R: It was at the café on the ward, où I met her first, in the spring of that year.');
    const now = text.replace('café', 'cafe\u0301').replace('on the ward', 'near the ward');
    const like = found(now, 'at the café on the ward', text);
    assert.equal(like.words, 'at the cafe\u0301 near the ward');
  });

  it('places many as it places one', () => {
    const now = toLf(
      interview.replace('talked to a nurse', 'spoken to any nurse').replace('every Sunday', 'on Sundays'),
    );
    const words = [
      nurse,
      'She came every Sunday',
      'We just clicked',
      'you know what I mean',
      'what it was like on the ward',
    ];
    const selectors = Array.from({ length: 20 }, (_, i) => selectorOf(words[i % words.length]!));
    const alone = selectors.map((selector) => anchor(now, selector, { sameText: false }));
    assert.deepEqual(
      anchorAll(now, selectors, { sameText: false }).map(({ outcome, span: there }) => [outcome, there]),
      alone.map(({ outcome, span: there }) => [outcome, there]),
    );
  });
});
