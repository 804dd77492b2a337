import assert from 'node:assert/strict';
import { FoldedText, folded } from '../../../src/core/anchor/foldedText';
import { span } from '../../../src/core/text/span';

describe('FoldedText', () => {
  it('makes one space of every run of white space', () => {
    assert.equal(folded('a \n\t b\u00a0c\u2003\u2028d\u3000e\ufefff\u202fg\u205fh\u1680i'), 'a b c d e f g h i');
  });

  it('makes composed and decomposed letters equal, whatever the order of marks', () => {
    assert.equal(folded('café'), folded('cafe\u0301'));
    assert.equal(folded('ש\u05c1\u05bc'), folded('ש\u05bc\u05c1'));
    assert.equal(folded('\u{1D157}\u{1D165}'), folded('\u{1D15E}'));
  });

  it('leaves what is not to be folded', () => {
    assert.equal(folded('Well, “no”.\u200b😀'), 'Well, “no”.\u200b😀');
  });

  it('knows where folded units came from', () => {
    const text = new FoldedText('a \n é e\u0301 z');
    assert.equal(text.text, 'a e\u0301 e\u0301 z');
    assert.deepEqual(text.spanOf(0, 2), span(0, 4));
    assert.deepEqual(text.spanOf(2, 4), span(4, 5));
    assert.deepEqual(text.spanOf(5, 7), span(6, 8));
    assert.equal(text.spanOf(2, 3), undefined, 'ends between a letter and its accent');
    assert.equal(text.spanOf(3, 4), undefined, 'begins between a letter and its accent');
    assert.equal(text.spanOf(0, 99), undefined);
    assert.deepEqual([text.indexAt(0), text.indexAt(2), text.indexAt(5), text.indexAt(99)], [0, 2, 4, 9]);
  });
});
