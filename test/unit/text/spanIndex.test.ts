import assert from 'node:assert/strict';
import { span } from '../../../src/core/text/span';
import { maxStackLevel, SpanIndex, stackLevels } from '../../../src/core/text/spanIndex';

describe('SpanIndex', () => {
  const index = new SpanIndex(Int32Array.of(0, 2, 2, 5, 9), Int32Array.of(10, 4, 2, 7, 12));

  it('finds the spans over a place, half-open', () => {
    assert.deepEqual(index.covering(0), [0]);
    assert.deepEqual(index.covering(3), [0, 1]);
    assert.deepEqual(index.covering(4), [0]);
    assert.deepEqual(index.covering(10), [4]);
    assert.deepEqual(index.covering(12), []);
  });

  it('finds the spans that share a unit with a stretch, never those that touch it or are empty', () => {
    assert.deepEqual(index.overlapping(1, 3), [0, 1]);
    assert.deepEqual(index.overlapping(7, 9), [0]);
    assert.deepEqual(index.overlapping(3, 3), []);
    assert.deepEqual(index.overlapping(100, 200), []);
  });

  it('appends to a list that is used again', () => {
    assert.deepEqual(index.covering(10, [7]), [7, 4]);
    assert.equal(index.size, 5);
  });

  it('knows nothing of nothing', () => {
    assert.deepEqual(new SpanIndex(new Int32Array(), new Int32Array()).covering(0), []);
  });

  it('refuses columns that are unsorted or differ in length', () => {
    assert.throws(() => new SpanIndex(Int32Array.of(2, 1), Int32Array.of(3, 3)), RangeError);
    assert.throws(() => new SpanIndex(Int32Array.of(2), new Int32Array()), RangeError);
  });

  it('skips blocks that end before a place, and reads on behind them', () => {
    const starts = Int32Array.from({ length: 1000 }, (_, i) => i * 10);
    const ends = starts.map((start, i) => (i === 3 ? 9_999 : start + 5));
    assert.deepEqual(new SpanIndex(starts, ends).covering(7001), [3, 700]);
  });
});

describe('stackLevels', () => {
  it('gives each span the lowest free level', () => {
    const spans = [span(0, 10), span(2, 4), span(3, 6), span(4, 8), span(10, 12), span(5, 5)];
    assert.deepEqual([...stackLevels(spans)], [0, 1, 2, 1, 0, 0]);
  });

  it('puts the longer of two that begin together below', () => {
    assert.deepEqual([...stackLevels([span(0, 3), span(0, 9)])], [1, 0]);
  });

  it('shares the highest level where there are too many', () => {
    const levels = stackLevels(Array.from({ length: 300 }, () => span(0, 5)));
    assert.equal(Math.max(...levels), maxStackLevel);
    assert.equal(levels.filter((level) => level === maxStackLevel).length, 300 - maxStackLevel);
  });
});
