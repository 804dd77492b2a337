import assert from 'node:assert/strict';
import { OffsetTable, utf16 } from '../../../src/core/text/offsets';

describe('OffsetTable', () => {
  const text = 'aé😀z';
  const table = new OffsetTable(text);

  it('knows the length in each unit', () => {
    assert.deepEqual([table.length('utf16'), table.length('codePoint'), table.length('byte')], [5, 4, 8]);
  });

  it('converts from UTF-16', () => {
    assert.deepEqual(
      [0, 1, 2, 4, 5].map((offset) => table.fromUtf16(utf16(offset), 'codePoint')),
      [0, 1, 2, 3, 4],
    );
    assert.deepEqual(
      [0, 1, 2, 4, 5].map((offset) => table.fromUtf16(utf16(offset), 'byte')),
      [0, 1, 3, 7, 8],
    );
  });

  it('counts an offset inside a surrogate pair as the start of the pair', () => {
    assert.equal(table.fromUtf16(utf16(3), 'codePoint'), 2);
  });

  it('refuses places that do not exist instead of guessing', () => {
    assert.equal(table.toUtf16(2, 'byte'), undefined);
    assert.equal(table.toUtf16(3, 'utf16'), undefined);
    assert.equal(table.toUtf16(5, 'codePoint'), undefined);
    assert.equal(table.toUtf16(-1, 'codePoint'), undefined);
    assert.equal(table.toUtf16(1.5, 'codePoint'), undefined);
    assert.throws(() => table.fromUtf16(utf16(6), 'codePoint'), RangeError);
  });
});

describe('OffsetTable, in long texts', () => {
  it('finds places behind many checkpoints, and none inside a character', () => {
    const table = new OffsetTable('é😀'.repeat(2000));
    assert.equal(table.toUtf16(3000, 'codePoint'), 4500);
    assert.equal(table.toUtf16(9000, 'byte'), 4500);
    assert.equal(table.toUtf16(9001, 'byte'), undefined);
    assert.equal(table.fromUtf16(utf16(6000), 'byte'), 12_000);
    assert.equal(table.fromUtf16(utf16(6000), 'utf16'), 6000);
  });

  it('counts a character once that lies across a checkpoint', () => {
    const table = new OffsetTable(`${'a'.repeat(1023)}😀${'b'.repeat(10)}`);
    assert.equal(table.toUtf16(1026, 'codePoint'), 1027);
    assert.equal(table.toUtf16(1029, 'byte'), 1027);
  });

  it('converts plain ASCII at no cost', () => {
    const table = new OffsetTable('abc');
    assert.deepEqual([table.toUtf16(2, 'byte'), table.fromUtf16(utf16(2), 'codePoint')], [2, 2]);
  });
});
