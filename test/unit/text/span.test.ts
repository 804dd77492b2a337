import assert from 'node:assert/strict';
import {
  compareSpans,
  contains,
  overlaps,
  sameSpan,
  sliceOf,
  span,
  trimmed,
  wholeCharacters,
} from '../../../src/core/text/span';

describe('span', () => {
  it('refuses what is no span', () => {
    for (const [start, end] of [
      [-1, 2],
      [3, 2],
      [0.5, 2],
      [0, Number.NaN],
    ] as const) {
      assert.throws(() => span(start, end), RangeError);
    }
  });

  it('is half-open', () => {
    assert.equal(sliceOf('abcdef', span(1, 3)), 'bc');
    assert.ok(!overlaps(span(0, 2), span(2, 4)));
    assert.ok(overlaps(span(0, 3), span(2, 4)));
    assert.ok(!overlaps(span(0, 4), span(2, 2)));
    assert.ok(!overlaps(span(2, 2), span(0, 4)));
  });

  it('compares and contains', () => {
    assert.ok(contains(span(0, 4), span(0, 4)) && !contains(span(1, 4), span(0, 4)));
    assert.ok(sameSpan(span(1, 2), span(1, 2)) && !sameSpan(span(1, 2), span(1, 3)));
    const sorted = [span(2, 3), span(1, 9), span(1, 2)].sort(compareSpans);
    assert.deepEqual(sorted, [span(1, 2), span(1, 9), span(2, 3)]);
  });

  it('widens to whole characters and cuts to the text', () => {
    const text = 'a😀b';
    assert.deepEqual(wholeCharacters(text, { start: 2, end: 2 }), span(1, 1));
    assert.deepEqual(wholeCharacters(text, { start: 2, end: 4 }), span(1, 4));
    assert.deepEqual(wholeCharacters(text, { start: -5, end: 2 }), span(0, 3));
    assert.deepEqual(wholeCharacters(text, { start: 3, end: 99 }), span(3, 4));
    assert.deepEqual(wholeCharacters(text, { start: 3, end: 1 }), span(3, 3));
  });

  it('trims white space, to nothing where there is nothing else', () => {
    assert.deepEqual(trimmed('  ab \n', span(0, 6)), span(2, 4));
    assert.deepEqual(trimmed('a   b', span(1, 4)), span(1, 1));
  });
});
