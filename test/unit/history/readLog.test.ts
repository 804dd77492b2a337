import assert from 'node:assert/strict';
import { logEntryLine, logHeaderLine } from '../../../src/core/history/logLines';
import type { LogEntry } from '../../../src/core/history/logFile';
import { readLog, type LogReading } from '../../../src/core/history/readLog';

const head = logHeaderLine('coder1', 'w1');
const entry = (seq: number, more: Partial<LogEntry> = {}): LogEntry => ({
  id: `e${seq}`,
  at: `2026-01-0${seq}`,
  seq,
  op: 'apply-code',
  target: { transcript: 'transcripts/a.txt' },
  before: {},
  after: {},
  ...more,
});
const lines = (...entries: LogEntry[]): string => entries.map(logEntryLine).join('');
const read = (content: string): LogReading => readLog('log', content);
const rules = (reading: LogReading): string[] => reading.problems.map((problem) => problem.rule);

describe('readLog', () => {
  it('reads what was written', () => {
    const entries = [entry(1, { label: 'Coded', undoes: 'e0' }), entry(2, { op: 'of-tomorrow', extra: [1] })];
    const reading = read(head + lines(...entries));
    assert.equal(reading.state, 'sound');
    assert.deepEqual(reading.header, { verbatim: 'log', version: 1, coder: 'coder1', writer: 'w1' });
    assert.deepEqual(reading.entries, entries);
    assert.deepEqual([reading.problems, reading.unreadLines], [[], []]);
  });

  it('writes keys in one order, unknown ones last', () => {
    const mixed = { extra: 1, after: {}, before: {}, target: {}, op: 'o', seq: 1, at: 't', id: 'i', undoes: 'u' };
    assert.equal(
      logEntryLine(mixed),
      '{"id":"i","at":"t","seq":1,"op":"o","target":{},"before":{},"after":{},"undoes":"u","extra":1}\n',
    );
  });

  it('reports a last line that breaks off, without losing the rest', () => {
    const reading = read(head + lines(entry(1)) + logEntryLine(entry(2)).slice(0, 20));
    assert.deepEqual([reading.state, rules(reading), reading.entries.length], ['unsound', ['torn-line'], 1]);
    assert.deepEqual([reading.problems[0]?.severity, reading.unreadLines[0]?.line], ['warning', 3]);
  });

  it('names lines that are no entries, and keeps them', () => {
    const reading = read(`${head}{"a":\n{"id":"e"}\n${lines(entry(1))}`);
    assert.deepEqual([reading.state, rules(reading)], ['unsound', ['not-json', 'wrong-entry']]);
    assert.deepEqual(
      reading.unreadLines.map((unread) => unread.line),
      [2, 3],
    );
    assert.deepEqual(reading.entries, [entry(1)]);
    assert.equal(reading.problems[0]?.file, 'log');
  });

  it('wants a header, but reads on without', () => {
    const reading = read(lines(entry(1), entry(2)));
    assert.deepEqual([reading.state, reading.header, rules(reading)], ['unsound', null, ['missing-header']]);
    assert.equal(reading.entries.length, 2);
    const other = read(`{"verbatim":"notes"}\n${lines(entry(1))}`);
    assert.deepEqual([rules(other), other.entries.length, other.unreadLines.length], [['missing-header'], 1, 1]);
    assert.deepEqual(rules(read('')), ['missing-header']);
  });

  it('says that entries were lost where a number is missing', () => {
    const reading = read(head + lines(entry(1), entry(3)));
    assert.deepEqual([reading.state, rules(reading), reading.entries.length], ['sound', ['log-gap'], 2]);
  });

  it('counts an entry once', () => {
    assert.deepEqual(read(head + lines(entry(1), entry(1))).entries, [entry(1)]);
    const reading = read(head + lines(entry(1), entry(1, { op: 'recode' })));
    assert.deepEqual(
      [reading.state, rules(reading), reading.unreadLines.length],
      ['unsound', ['repeated-entry-id'], 1],
    );
  });

  it('shows a newer version read-only', () => {
    const reading = read(head.replace('"version":1', '"version":9') + lines(entry(1)));
    assert.deepEqual([reading.state, rules(reading), reading.entries.length], ['readOnly', ['newer-version'], 1]);
  });
});
