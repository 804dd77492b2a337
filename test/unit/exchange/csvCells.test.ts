import assert from 'node:assert/strict';
import { csvRecord, withMark } from '../../../src/core/exchange/csv/csvCells';

describe('csvRecord', () => {
  it('quotes a comma, a quote, LF and CR, nothing else, and ends with CRLF', () => {
    assert.equal(
      csvRecord(['a b', 'c,d', 'e"f', 'g\nh', 'i\rj', '', ' k;']),
      'a b,"c,d","e""f","g\nh","i\rj",, k;\r\n',
    );
  });
});

describe('withMark', () => {
  it('marks what a spreadsheet would run, and what begins with the mark', () => {
    assert.deepEqual(['=1', '+1', '-1', '@x', '\tx', '\rx', "'x", 'x', '1', ''].map(withMark), [
      ...["'=1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "''x"],
      ...['x', '1', ''],
    ]);
  });
});
