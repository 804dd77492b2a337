import assert from 'node:assert/strict';
import { utf16 } from '../../../src/core/text/offsets';
import { span } from '../../../src/core/text/span';
import { applyChanges, mapSpan, mapSpans, type TextChange } from '../../../src/core/text/textChange';

const change = (start: number, end: number, text: string): TextChange => ({
  start: utf16(start),
  end: utf16(end),
  text,
});

/** The marked text after changes to “one [two] three”, marks taken as the span's borders; null where it is lost. */
function mapped(...changes: TextChange[]): string | null {
  const text = 'one two three';
  const place = mapSpan(span(4, 7), changes);
  const after = applyChanges(text, changes);
  return place && `${after.slice(0, place.start)}[${after.slice(place.start, place.end)}]${after.slice(place.end)}`;
}

describe('mapSpan', () => {
  it('keeps a change inside', () => {
    assert.equal(mapped(change(5, 6, 'WWW')), 'one [tWWWo] three');
    assert.equal(mapped(change(5, 5, '-')), 'one [t-wo] three');
    assert.equal(mapped(change(4, 6, 'A')), 'one [Ao] three');
    assert.equal(mapped(change(5, 7, 'A')), 'one [tA] three');
    assert.equal(mapped(change(5, 7, '')), 'one [t] three');
  });

  it('keeps a replacement of exactly its whole text', () => {
    assert.equal(mapped(change(4, 7, 'Anna')), 'one [Anna] three');
    assert.equal(mapped(change(4, 5, 'A'), change(5, 7, 'B')), 'one [AB] three');
  });

  it('leaves what is typed at its edges outside', () => {
    assert.equal(mapped(change(4, 4, 'X')), 'one X[two] three');
    assert.equal(mapped(change(7, 7, 'X')), 'one [two]X three');
    assert.equal(mapped(change(7, 7, 'X'), change(4, 4, 'Y'), change(4, 7, 'Z')), 'one Y[Z]X three');
  });

  it('clips a replacement across an edge', () => {
    assert.equal(mapped(change(2, 5, 'EE')), 'onEE[wo] three');
    assert.equal(mapped(change(6, 9, 'EE')), 'one [tw]EEhree');
    assert.equal(mapped(change(2, 5, ''), change(6, 9, '')), 'on[w]hree');
  });

  it('loses a span whose text is all deleted, or that a replacement covers and passes', () => {
    assert.equal(mapped(change(4, 7, '')), null);
    assert.equal(mapped(change(4, 5, ''), change(5, 7, '')), null);
    assert.equal(mapped(change(3, 7, 'X')), null);
    assert.equal(mapped(change(4, 8, 'X')), null);
    assert.equal(mapped(change(3, 8, 'XXXXXXXXX')), null);
    assert.equal(mapped(change(3, 5, 'A'), change(5, 8, 'B')), null);
  });

  it('moves with changes elsewhere, in whatever order they come', () => {
    assert.equal(mapped(change(8, 9, ''), change(0, 3, 'seven')), 'seven [two] hree');
    assert.equal(mapped(), 'one [two] three');
  });

  it('moves an empty span behind what is typed at it, and loses it inside a replacement alone', () => {
    assert.deepEqual(mapSpan(span(4, 4), [change(4, 4, 'ab')]), span(6, 6));
    assert.deepEqual(mapSpan(span(4, 4), [change(4, 6, 'ab')]), span(4, 4));
    assert.deepEqual(mapSpan(span(4, 4), [change(2, 4, '')]), span(2, 2));
    assert.equal(mapSpan(span(4, 4), [change(3, 5, 'ab')]), null);
  });

  it('refuses changes that overlap or are no spans', () => {
    assert.throws(() => mapSpan(span(0, 1), [change(0, 3, ''), change(2, 4, '')]), RangeError);
    assert.throws(() => mapSpan(span(0, 1), [change(3, 2, '')]), RangeError);
  });
});

describe('applyChanges', () => {
  it('applies changes in any order, insertions at one place as they come', () => {
    assert.equal(applyChanges('abc', [change(2, 3, 'C'), change(0, 0, '1'), change(0, 0, '2')]), '12abC');
    assert.equal(applyChanges('abc', []), 'abc');
  });

  it('refuses a change past the text', () => {
    assert.throws(() => applyChanges('abc', [change(2, 4, '')]), RangeError);
  });
});

describe('mapSpans', () => {
  it('maps rows in place and names the lost ones, which stay as they were', () => {
    const starts = Int32Array.of(0, 4, 4, 8, 12);
    const ends = Int32Array.of(3, 7, 10, 11, 13);
    assert.deepEqual(mapSpans(starts, ends, [change(4, 7, ''), change(9, 9, 'xx')]), [1]);
    assert.deepEqual([...starts], [0, 4, 4, 5, 11]);
    assert.deepEqual([...ends], [3, 7, 9, 10, 12]);
  });

  it('refuses columns of different length', () => {
    assert.throws(() => mapSpans(new Int32Array(1), new Int32Array(2), []), RangeError);
  });
});
