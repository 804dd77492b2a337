import assert from 'node:assert/strict';
import fc from 'fast-check';
import Papa from 'papaparse';
import { csvRecord, withMark, withoutMark } from '../../../src/core/exchange/csv/csvCells';

const cell = fc.string({
  unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', '=', '+', '-', '@', "'", '\t', ' ', '🙂'),
  maxLength: 8,
});

describe('law: cells of a CSV file', () => {
  it('are read back exactly by another reader', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const width = Math.max(...rows.map(({ length }) => length));
        const square = rows.map((row) => [...row, ...new Array<string>(width - row.length).fill('')]);
        const { data } = Papa.parse<string[]>(square.map(csvRecord).join(''), { delimiter: ',', newline: '\r\n' });
        assert.deepEqual(data.slice(0, -1), square);
      }),
      { seed: 20261122 },
    );
  });

  it('never begin like a formula when marked, and lose the mark again', () => {
    fc.assert(
      fc.property(cell, (text) => {
        assert.doesNotMatch(withMark(text), /^[=+\-@\t\r]/);
        assert.equal(withoutMark(withMark(text)), text);
      }),
      { seed: 20261122 },
    );
  });
});
