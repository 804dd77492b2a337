import assert from 'node:assert/strict';
import { occurrences } from '../../../src/core/anchor/occurrences';

describe('occurrences', () => {
  it('finds overlapping places in order, up to the number asked for', () => {
    assert.deepEqual(occurrences('aXaXa', 'aXa', 10), [0, 2]);
    assert.deepEqual(occurrences('aaaa', 'a', 3), [0, 1, 2]);
  });

  it('finds nothing for nothing, for too much, and where none is wanted', () => {
    assert.deepEqual(occurrences('abc', '', 5), []);
    assert.deepEqual(occurrences('abc', 'abcd', 5), []);
    assert.deepEqual(occurrences('abc', 'b', 0), []);
  });

  it('finds long patterns as short ones', () => {
    const long = 'ab'.repeat(200);
    assert.deepEqual(occurrences(`xx${long}ab`, long, 10), [2, 4]);
    assert.deepEqual(occurrences(`xx${long}ab`, long, 1), [2]);
    assert.deepEqual(occurrences(`aba${long}`, `${long}b`, 10), []);
    const broken = `${'a'.repeat(300)}b${'a'.repeat(300)}`;
    assert.deepEqual(occurrences(`${'a'.repeat(900)}b${'a'.repeat(400)}`, broken, 10), [600]);
  });

  it('comes to an end on repetitive text', () => {
    const text = 'a'.repeat(200_000);
    assert.deepEqual(occurrences(text, `b${'a'.repeat(100_000)}`, 10), []);
    assert.deepEqual(occurrences(text, `${'a'.repeat(50_000)}b${'a'.repeat(50_000)}`, 10), []);
  });
});
