import assert from 'node:assert/strict';
import { beginning, firstWords, shortened } from '../../../src/core/text/shortened';

describe('shortened', () => {
  it('leaves a short text, on one line', () => {
    assert.equal(shortened(' a\n b ', 10), 'a b');
    assert.equal(shortened('exactly 10', 10), 'exactly 10');
  });

  it('cuts a longer one with an ellipsis, within the limit', () => {
    assert.equal(shortened('one two three', 8), 'one two…');
    assert.ok(shortened('x'.repeat(100_000), 60).length <= 60);
  });

  it('never splits a surrogate pair', () => {
    for (let most = 3; most < 9; most++) {
      const text = shortened('a😀😀😀😀😀😀', most);
      assert.doesNotMatch(text, /\p{Cs}/u, JSON.stringify(text));
      assert.ok(text.length <= most);
    }
  });

  it('says that it left something out where only white space was looked at', () => {
    assert.equal(shortened(`a${' '.repeat(1000)}b`, 10), 'a…');
  });
});

describe('firstWords', () => {
  it('leaves a short quote as it is, on one line', () => {
    assert.equal(firstWords('  we just\n clicked '), 'we just clicked');
    assert.equal(firstWords(''), '');
  });

  it('cuts at a word', () => {
    assert.equal(firstWords('one two three four', 11), 'one two…');
    assert.equal(firstWords('one two three four', 18), 'one two three four');
  });

  it('cuts within a word that is long, but never a character', () => {
    assert.equal(firstWords('a'.repeat(20), 10), `${'a'.repeat(10)}…`);
    assert.equal(firstWords('😀'.repeat(20), 5), '😀😀…');
  });

  it('reads the beginning of an endless quote alone', () => {
    const words = firstWords('word '.repeat(1_000_000), 20);
    assert.equal(words, 'word word word word…');
    assert.equal(firstWords(' '.repeat(1_000_000), 20), '…');
  });
});

describe('beginning', () => {
  it('ends after a whole sentence where one fits', () => {
    assert.equal(beginning('One two three. Four (five.) Six seven eight.', 30), 'One two three. Four (five.)');
    assert.equal(beginning('Is it “so?” Nobody knows for certain.', 20), 'Is it “so?”');
    assert.equal(beginning('It is short.', 20), 'It is short.');
  });

  it('cuts within a sentence rather than leave next to nothing', () => {
    assert.equal(beginning('Hm. One two three four five six.', 30), 'Hm. One two three four five…');
    assert.equal(beginning('one two three four', 10), 'one two…');
    assert.equal(beginning('onetwothreefour', 10), 'onetwothr…');
  });
});
