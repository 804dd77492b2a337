import assert from 'node:assert/strict';
import type { LogEntry } from '../../../src/core/history/logFile';
import { isUndoable, undoStack } from '../../../src/core/history/undoStack';

const entry = (id: string, undoes?: string, op = 'apply-code'): LogEntry => ({
  id,
  at: '',
  seq: 1,
  op,
  target: {},
  before: {},
  after: {},
  ...(undoes === undefined ? {} : { undoes }),
});
const stack = (...entries: LogEntry[]): string => {
  const { undo, redo } = undoStack(entries);
  return `${undo.map((one) => one.id).join('')}|${redo.map((one) => one.id).join('')}`;
};

describe('undoStack', () => {
  it('has what was done, the last next', () => {
    assert.equal(stack(), '|');
    assert.equal(stack(entry('a'), entry('b')), 'ab|');
  });

  it('moves what was undone to redo, and back', () => {
    const all = [
      entry('a'),
      entry('b'),
      entry('u', 'b'),
      entry('v', 'a'),
      entry('r', 'v'),
      entry('s', 'u'),
      entry('w', 's'),
    ];
    assert.deepEqual(
      all.map((_, i) => stack(...all.slice(0, i + 1))),
      ['a|', 'ab|', 'a|u', '|uv', 'r|u', 'rs|', 'r|w'],
    );
  });

  it('forgets what could be redone when something new is done', () => {
    assert.equal(stack(entry('a'), entry('u', 'a'), entry('b')), 'b|');
    assert.equal(stack(entry('a'), entry('u', 'a'), entry('b', undefined, 'of-tomorrow')), '|');
  });

  it('passes over what keeps up with the text by itself and what takes back something unknown', () => {
    assert.equal(stack(entry('a'), entry('u', 'a'), entry('n', undefined, 'reanchor'), entry('x', 'lost')), '|u');
    assert.equal(stack(entry('a'), entry('u', 'a'), entry('v', 'a')), '|u');
  });

  it('knows what cannot be undone', () => {
    assert.ok(isUndoable(entry('a')) && isUndoable(entry('a', undefined, 'edit-codebook')));
    assert.ok(!isUndoable(entry('a', undefined, 'reanchor')) && !isUndoable(entry('a', undefined, 'toString')));
  });
});
