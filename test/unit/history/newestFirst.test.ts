import assert from 'node:assert/strict';
import type { LogEntry } from '../../../src/core/history/logFile';
import { logEntryLine, logHeaderLine } from '../../../src/core/history/logLines';
import { NewestFirst } from '../../../src/core/history/newestFirst';

const encoder = new TextEncoder();

function entry(id: string, at: string, seq: number): LogEntry {
  return { id, at, seq, op: 'apply-code', label: id, target: {}, before: {}, after: {} };
}

function log(
  coder: string,
  writer: string,
  entries: readonly LogEntry[],
  end = '',
): ConstructorParameters<typeof NewestFirst>[0][0] {
  return {
    coder,
    writer,
    bytes: encoder.encode(logHeaderLine(coder, writer) + entries.map(logEntryLine).join('') + end),
  };
}

function ids(logs: ConstructorParameters<typeof NewestFirst>[0]): string[] {
  const all = new NewestFirst(logs);
  const given: string[] = [];
  for (let next = all.next(); next !== null; next = all.next()) given.push(`${next.coder} ${next.entry.id}`);
  return given;
}

describe('NewestFirst', () => {
  it('gives the entries of several coders and windows, the newest first', () => {
    const one = log('ada', 'one', [entry('a', '2026-01-01T09', 1), entry('d', '2026-01-01T12', 2)]);
    const two = log('ada', 'two', [entry('b', '2026-01-01T10', 1)]);
    const ben = log('ben', 'three', [entry('c', '2026-01-01T11', 1), entry('e', '2026-01-01T13', 2)]);
    assert.deepEqual(ids([one, two, ben]), ['ben e', 'ada d', 'ben c', 'ada b', 'ada a']);
    assert.deepEqual(ids([ben, two, one]), ['ben e', 'ada d', 'ben c', 'ada b', 'ada a']);
  });

  it('keeps the order of one log though its clock was set back, and gives a repeated entry once', () => {
    const one = log('ada', 'one', [
      entry('a', '2026-01-03', 1),
      entry('b', '2026-01-01', 2),
      entry('c', '2026-01-02', 3),
    ]);
    const copy = log('ada', 'copy', [entry('a', '2026-01-03', 1)]);
    assert.deepEqual(ids([one]), ['ada c', 'ada b', 'ada a']);
    assert.deepEqual(ids([one, copy]).sort(), ['ada a', 'ada b', 'ada c']);
  });

  it('passes over what is no entry: torn ends, blank lines, bytes that are no text, empty files', () => {
    const torn = log('ada', 'one', [entry('a', '2026-01-01', 1)], '\r\n\n{"id":"half');
    const odd = { coder: 'ben', writer: 'x', bytes: new Uint8Array([10, 0xff, 0xfe, 10, 10]) };
    const empty = { coder: 'ben', writer: 'y', bytes: new Uint8Array() };
    assert.deepEqual(ids([torn, odd, empty]), ['ada a']);
  });
});
