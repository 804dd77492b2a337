import assert from 'node:assert/strict';
import { firstWords } from '../../../../src/extension/segments/firstWords';

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
