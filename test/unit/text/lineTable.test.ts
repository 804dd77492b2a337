import assert from 'node:assert/strict';
import { toLf } from '../../../src/core/text/lfText';
import { LineTable } from '../../../src/core/text/lineTable';

describe('toLf', () => {
  it('takes off one mark and makes every CR a line break, and leaves U+2028 alone', () => {
    assert.equal(toLf('\ufeffa\r\nb\rc\u2028d\u0085e'), 'a\nb\nc\u2028d\u0085e');
    assert.equal(toLf('a\n'), 'a\n');
  });
});

describe('LineTable', () => {
  const table = new LineTable('ab\n\ncd');

  it('goes from offsets to lines and back', () => {
    assert.equal(table.lineCount, 3);
    assert.deepEqual(
      [0, 2, 3, 4, 6].map((offset) => table.positionAt(offset)),
      [
        { line: 0, character: 0 },
        { line: 0, character: 2 },
        { line: 1, character: 0 },
        { line: 2, character: 0 },
        { line: 2, character: 2 },
      ],
    );
    assert.equal(table.offsetAt({ line: 2, character: 1 }), 5);
  });

  it('counts a place outside as the nearest inside', () => {
    assert.deepEqual(table.positionAt(99), { line: 2, character: 2 });
    assert.deepEqual(table.positionAt(-3), { line: 0, character: 0 });
    assert.equal(table.offsetAt({ line: -1, character: 4 }), 0);
    assert.equal(table.offsetAt({ line: 9, character: 0 }), 6);
    assert.equal(table.offsetAt({ line: 0, character: 9 }), 2);
    assert.equal(table.offsetAt({ line: 2, character: 9 }), 6);
    assert.equal(table.offsetAt({ line: 1, character: -2 }), 3);
  });
});
