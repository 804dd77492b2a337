import assert from 'node:assert/strict';
import fc from 'fast-check';
import Papa from 'papaparse';
import { csvRecord, withMark, withoutMark } from '../../../src/core/exchange/csv/csvCells';
import { csvRecords } from '../../../src/core/exchange/csv/csvRecords';

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

  it('are read exactly, and any text as another reader reads it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        (records) => {
          const signs = { delimiter: ',', lineEnd: '\r\n' };
          assert.deepEqual(csvRecords(records.map(csvRecord).join(''), signs, 10), { records, badQuotes: [] });
        },
      ),
      { seed: 20261122 },
    );
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '"', '""', '"",', ',', '\t', '\n', '\r', ' '), maxLength: 14 }),
        fc.constantFrom(',', '\t'),
        fc.constantFrom('\n', '\r\n', '\r'),
        (written, delimiter, lineEnd) => {
          // Something stands at the end: the other reader has a rule of its own for blanks there.
          const text = `${written}x`;
          const { records, badQuotes } = csvRecords(text, { delimiter, lineEnd }, 20);
          const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: lineEnd });
          assert.deepEqual(badQuotes, [...new Set(errors.map(({ row }) => (row ?? 0) + 1))]);
          if (errors.length === 0) assert.deepEqual(records, data);
        },
      ),
      { seed: 20261122, numRuns: 3000 },
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
