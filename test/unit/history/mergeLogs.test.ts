import assert from 'node:assert/strict';
import type { LogEntry } from '../../../src/core/history/logFile';
import { mergeLogs } from '../../../src/core/history/mergeLogs';

const entry = (id: string, at: string, seq: number, undoes?: string): LogEntry => ({
  id,
  at,
  seq,
  op: 'apply-code',
  target: {},
  before: {},
  after: {},
  ...(undoes === undefined ? {} : { undoes }),
});
const ids = (...logs: LogEntry[][]): string =>
  mergeLogs(logs.map((entries, i) => ({ writer: `w${i}`, entries })))
    .map((one) => one.id)
    .join('');

describe('mergeLogs', () => {
  it('orders by time, then writer, then sequence', () => {
    assert.equal(
      ids([entry('c', '3', 1), entry('e', '5', 3), entry('d', '5', 2)], [entry('b', '2', 1), entry('f', '5', 2)]),
      'bcdef',
    );
  });

  it('keeps what one writer did in its order though the clock was set back', () => {
    assert.equal(ids([entry('a', '5', 1), entry('b', '1', 2)], [entry('c', '6', 1)]), 'abc');
  });

  it('puts an undo after what it undoes though clocks differ', () => {
    assert.equal(
      ids([entry('u', '1', 1, 'x'), entry('b', '2', 2)], [entry('r', '3', 1, 'u'), entry('x', '4', 2)]),
      'bxur',
    );
    assert.equal(ids([entry('u', '1', 1, 'lost')]), 'u');
  });

  it('counts an entry once, and loses none that go round in a circle', () => {
    assert.equal(ids([entry('a', '1', 1)], [entry('a', '1', 1)]), 'a');
    assert.equal(
      ids([entry('a', '1', 1, 'b'), entry('b', '2', 2, 'a'), entry('s', '3', 3, 's'), entry('z', '4', 4)]),
      'zabs',
    );
    assert.equal(ids([entry('u', '1', 1, 'x'), entry('v', '2', 2, 'x'), entry('x', '3', 3)]), 'xuv');
  });
});
