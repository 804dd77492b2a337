import assert from 'node:assert/strict';
import { codableSpan } from '../../../src/core/coding/codableSpan';
import { excerpt } from '../../../src/core/coding/excerpt';
import { span } from '../../../src/core/text/span';

describe('codableSpan', () => {
  it('leaves out white space at the ends', () => {
    assert.deepEqual(codableSpan('  a word \n', span(0, 10)), span(2, 8));
  });

  it('gives nothing where there is only white space', () => {
    assert.equal(codableSpan('a \n b', span(1, 4)), null);
    assert.equal(codableSpan('abc', span(1, 1)), null);
    assert.equal(codableSpan('abc', span(7, 9)), null);
  });

  it('takes letters with their accents, joined emoji and flags whole', () => {
    const family = '👩‍👩‍👧';
    const text = `x${family}y`;
    assert.deepEqual(codableSpan(text, span(3, 4)), span(1, 1 + family.length));
    assert.deepEqual(codableSpan('cafe\u0301 bar', span(0, 4)), span(0, 5));
    assert.deepEqual(codableSpan('e\u0301a', span(1, 3)), span(0, 3));
    assert.deepEqual(codableSpan('a 🇬🇧🇫🇷', span(2, 6)), span(2, 6));
    assert.deepEqual(codableSpan('é'.repeat(200), span(100, 150)), span(100, 150));
    assert.deepEqual(codableSpan(`a${'😀'.repeat(200)}`, span(101, 151)), span(101, 151));
  });

  it('never splits a surrogate pair', () => {
    assert.deepEqual(codableSpan('a😀b', span(2, 4)), span(1, 4));
  });
});

describe('excerpt', () => {
  it('puts words in quotes, on one line', () => {
    assert.equal(excerpt(' we\n just  clicked '), '“we just clicked”');
  });

  it('shortens long words without splitting a character', () => {
    assert.equal(excerpt('a'.repeat(41)), `“${'a'.repeat(39)}…”`);
    assert.equal(excerpt(`${'a'.repeat(38)}😀${'b'.repeat(10)}`), `“${'a'.repeat(38)}…”`);
    assert.equal(excerpt('a'.repeat(40)), `“${'a'.repeat(40)}”`);
  });
});
