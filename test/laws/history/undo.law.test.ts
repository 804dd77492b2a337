import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyCodes, recode, removeCoding, type Operation } from '../../../src/core/coding/codingOperations';
import type { Segments } from '../../../src/core/coding/segment';
import { removeSegment, resizeSegment, setMemo } from '../../../src/core/coding/segmentOperations';
import { applyChange } from '../../../src/core/coding/segmentsChange';
import type { LogEntry } from '../../../src/core/history/logFile';
import { logEntryLine, logEntryOf, logHeaderLine } from '../../../src/core/history/logLines';
import { mergeLogs } from '../../../src/core/history/mergeLogs';
import { readLog } from '../../../src/core/history/readLog';
import { undoEntry } from '../../../src/core/history/undoEntry';
import { undoStack } from '../../../src/core/history/undoStack';
import { wholeCharacters } from '../../../src/core/text/span';
import { interview, rowOn, segmentsOf, tools, transcript } from '../../support/codingSamples';
import { runs } from '../../support/runs';

const step = fc.record({
  verb: fc.constantFrom('apply', 'removeCoding', 'recode', 'resize', 'remove', 'memo', 'undo', 'undo', 'redo'),
  a: fc.nat({ max: interview.length }),
  b: fc.nat({ max: interview.length }),
  which: fc.nat({ max: 5 }),
  code: fc.constantFrom('a', 'b'),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** One person at work: segments, and the log as a file. Nothing else is remembered, as after a restart. */
class Session {
  segments: Segments = segmentsOf([rowOn('x', 'clicked', { memo: 'm' }), rowOn('y', 'ward')]);
  log = logHeaderLine('coder1', 'w');
  private readonly kit = tools();
  private count = 0;

  get entries(): LogEntry[] {
    const { entries, problems } = readLog('log', this.log);
    assert.deepEqual(problems, []);
    return mergeLogs([{ writer: 'w', entries }]);
  }

  take(todo: Step): void {
    if (todo.verb === 'undo' || todo.verb === 'redo') {
      this.takeBack(undoStack(this.entries)[todo.verb].at(-1));
      return;
    }
    const operation = this.operate(todo);
    if (!operation.ok) return;
    this.segments = applyChange(this.segments, operation.value, interview);
    this.log += logEntryLine(logEntryOf(operation.value, { ...this.stamp(), target: { transcript } }));
  }

  takeBack(entry: LogEntry | undefined): void {
    if (!entry) return;
    const outcome = undoEntry(entry, { kind: 'segments', segments: this.segments, text: interview }, this.stamp());
    assert.ok(outcome.ok, outcome.ok ? '' : outcome.error);
    this.segments = applyChange(this.segments, outcome.value.change, interview);
    this.log += logEntryLine(outcome.value.entry);
  }

  private stamp(): { id: string; at: string; seq: number } {
    this.count++;
    return { id: `e${this.count}`, at: '2026-11-22T10:00:00.000Z', seq: this.count };
  }

  private operate(todo: Step): Operation {
    const wanted = wholeCharacters(interview, { start: Math.min(todo.a, todo.b), end: Math.max(todo.a, todo.b) });
    const id = this.segments.list[todo.which % Math.max(1, this.segments.list.length)]?.row.id ?? 'none';
    switch (todo.verb) {
      case 'apply':
        return applyCodes(this.segments, interview, wanted, [todo.code], this.kit);
      case 'removeCoding':
        return removeCoding(this.segments, id, todo.code, this.kit);
      case 'recode':
        return recode(this.segments, id, todo.code, 'c', this.kit);
      case 'resize':
        return resizeSegment(this.segments, interview, id, wanted);
      case 'remove':
        return removeSegment(this.segments, id);
      default:
        return setMemo(this.segments, id, todo.code);
    }
  }
}

describe('law: undo and redo', () => {
  it('undo all gives what was at first, redo all what was at last', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const session = new Session();
        const start = session.segments;
        for (const todo of steps) session.take(todo);
        const { undo } = undoStack(session.entries);
        const now = session.segments;
        const done = undo.length;
        for (let i = 0; i < done; i++) session.takeBack(undoStack(session.entries).undo.at(-1));
        assert.deepEqual(session.segments, start);
        for (let i = 0; i < done; i++) session.takeBack(undoStack(session.entries).redo.at(-1));
        assert.deepEqual(session.segments, now);
        assert.equal(undoStack(session.entries).undo.length, done);
      }),
      { seed: 20261122, numRuns: runs(100) },
    );
  });

  it('a refused undo changes nothing and says why', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 12 }), fc.nat(), (steps, which) => {
        const session = new Session();
        for (const todo of steps) session.take(todo);
        const { undo } = undoStack(session.entries);
        const entry = undo[which % Math.max(1, undo.length)];
        if (!entry) return;
        const before = JSON.stringify(session.segments);
        const now = { kind: 'segments', segments: session.segments, text: interview } as const;
        const outcome = undoEntry(entry, now, { id: 'u', at: '', seq: 1 });
        assert.equal(JSON.stringify(session.segments), before);
        if (!outcome.ok) assert.match(outcome.error, /cannot be undone\. .*\.$/s);
      }),
      { seed: 20261122, numRuns: runs(100) },
    );
  });
});

describe('law: logs of several writers', () => {
  const anyEntry = fc.record({
    id: fc.integer({ min: 1, max: 20 }),
    at: fc.constantFrom('1', '2', '3'),
    undoes: fc.option(fc.integer({ min: 1, max: 20 })),
  });
  const anyLogs = fc.array(fc.array(anyEntry, { maxLength: 8 }), { maxLength: 3 }).map((logs) =>
    logs.map((entries, w) => ({
      writer: `w${w}`,
      entries: entries.map(({ id, at, undoes }, i): LogEntry => ({
        id: `e${id}`,
        at,
        seq: i + 1,
        op: 'recode',
        target: {},
        before: {},
        after: {},
        ...(undoes === null ? {} : { undoes: `e${undoes}` }),
      })),
    })),
  );

  it('make one history whatever the order in which they are read, with every entry once', () => {
    fc.assert(
      fc.property(anyLogs, (logs) => {
        const merged = mergeLogs(logs).map((entry) => entry.id);
        assert.deepEqual(
          mergeLogs([...logs].reverse()).map((entry) => entry.id),
          merged,
        );
        const all = new Set(logs.flatMap((log) => log.entries.map((entry) => entry.id)));
        assert.deepEqual([...merged].sort(), [...all].sort());
      }),
      { seed: 20261122, numRuns: runs(300) },
    );
  });
});
