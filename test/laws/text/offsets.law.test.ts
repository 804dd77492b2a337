import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isSecondOfPair, OffsetTable, offsetUnits, utf16 } from '../../../src/core/text/offsets';
import { runs } from '../../support/runs';

const pieces = fc.array(fc.constantFrom('a', 'é', '語', '😀', '👩‍👩‍👧', '\n', '\ud800', 'e\u0301', 'שׁ'), {
  maxLength: 3000,
});

describe('law: offsets', () => {
  it('go to every unit and back to the same place', () => {
    fc.assert(
      fc.property(pieces, fc.nat(), (parts, at) => {
        const text = parts.join('');
        const table = new OffsetTable(text);
        let offset = at % (text.length + 1);
        if (isSecondOfPair(text, offset)) offset--;
        for (const unit of offsetUnits) {
          assert.equal(table.toUtf16(table.fromUtf16(utf16(offset), unit), unit), offset);
        }
        assert.equal(table.fromUtf16(utf16(offset), 'codePoint'), [...text.slice(0, offset)].length);
        assert.equal(table.fromUtf16(utf16(offset), 'byte'), Buffer.byteLength(text.slice(0, offset)));
      }),
      { seed: 20261122, numRuns: runs(300) },
    );
  });
});
