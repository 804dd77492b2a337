import assert from 'node:assert/strict';
import { applyCodes, type Operation } from '../../../src/core/coding/codingOperations';
import type { Segments, SegmentsChange } from '../../../src/core/coding/segment';
import { removeSegment, setMemo } from '../../../src/core/coding/segmentOperations';
import { applyChange } from '../../../src/core/coding/segmentsChange';
import type { LogEntry } from '../../../src/core/history/logFile';
import { fileEntryOf, logEntryOf } from '../../../src/core/history/logLines';
import {
  segmentsChangeOf,
  touchedBy,
  undoEntry,
  whatWasDone,
  type Current,
  type TakenBack,
} from '../../../src/core/history/undoEntry';
import { at, interview, rowOn, segmentsOf, tools, transcript } from '../../support/codingSamples';

const stamp = { id: 'e2', at: '2026-01-02', seq: 2 };
const first = { id: 'e1', at: '2026-01-01', seq: 1 };
const target = { transcript };
const changeIn = (operation: Operation): SegmentsChange => {
  assert.ok(operation.ok, operation.ok ? '' : operation.error);
  return operation.value;
};
const inText = (segments: Segments): Current => ({ kind: 'segments', segments, text: interview });
const inFiles = (...texts: [string, string | null][]): Current => ({ kind: 'files', texts: new Map(texts) });
const takenBack = (entry: LogEntry, now: Current): TakenBack => {
  const outcome = undoEntry(entry, now, stamp);
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.error);
  return outcome.value;
};
const refused = (entry: LogEntry, now: Current): string => {
  const outcome = undoEntry(entry, now, stamp);
  assert.ok(!outcome.ok);
  return outcome.error;
};

const none = segmentsOf([]);
const coding = changeIn(applyCodes(none, interview, at('clicked'), ['a'], tools()));
const coded = applyChange(none, coding, interview);
const entry = logEntryOf(coding, { ...first, target });
const book = 'codebooks/one.yaml';
const edit = fileEntryOf('edit-codebook', 'Renamed Trust', [{ path: book, before: 'a: 1\n', after: 'a: 2\n' }], first);

describe('undoEntry on segments', () => {
  it('takes back what was done, and records it', () => {
    const undone = takenBack(entry, inText(coded));
    assert.ok(undone.kind === 'segments');
    assert.deepEqual(applyChange(coded, undone.change, interview), none);
    const { id, seq, op, label, undoes, before, after } = undone.entry;
    assert.deepEqual([id, seq, op, undoes], ['e2', 2, 'apply-code', 'e1']);
    assert.equal(label, 'Undo: Coded “clicked” as A');
    assert.deepEqual([before, after], [{ s1: coded.list[0]!.row }, { s1: null }]);
    assert.deepEqual(undone.entry.target, target);
  });

  it('redoes by taking the undo back', () => {
    const undone = takenBack(entry, inText(coded));
    const redone = takenBack(undone.entry, inText(none));
    assert.ok(redone.kind === 'segments');
    assert.deepEqual(applyChange(none, redone.change, interview), coded);
    assert.equal(redone.entry.label, 'Redo: Coded “clicked” as A');
    const again = takenBack(redone.entry, inText(coded));
    assert.equal(again.entry.label, 'Undo: Coded “clicked” as A');
  });

  it('says what was done in the same words, however often it was undone and redone', () => {
    const undone = takenBack(entry, inText(coded));
    const redone = takenBack(undone.entry, inText(none));
    for (const one of [entry, undone.entry, redone.entry]) assert.equal(whatWasDone(one), 'Coded “clicked” as A');
    assert.equal(
      refused(undone.entry, inText(coded)),
      '“Coded “clicked” as A” cannot be redone. The segment “clicked” is there again.',
    );
    assert.match(refused(redone.entry, inText(none)), /^“Coded “clicked” as A” cannot be undone\. /);
  });

  it('works on an entry that went through a file', () => {
    const read = JSON.parse(JSON.stringify(entry)) as LogEntry;
    delete read.label;
    assert.equal(takenBack(read, inText(coded)).entry.label, 'Undo: apply-code');
  });

  it('refuses with the reason what has been changed since', () => {
    const memo = applyChange(coded, changeIn(setMemo(coded, 's1', 'm')), interview);
    assert.equal(
      refused(entry, inText(memo)),
      '“Coded “clicked” as A” cannot be undone. The segment “clicked” has been changed since.',
    );
    assert.match(
      refused({ ...entry, label: undefined } as unknown as LogEntry, inText(none)),
      /“apply-code” cannot .* removed since/,
    );
    const removal = logEntryOf(changeIn(removeSegment(coded, 's1')), { ...first, target });
    assert.match(refused(removal, inText(coded)), /there again/);
  });

  it('refuses what is of another transcript or kind', () => {
    assert.match(
      refused({ ...entry, target: { transcript: 'transcripts/b.txt' } }, inText(coded)),
      /another transcript/,
    );
    assert.match(refused(entry, inFiles()), /elsewhere/);
    assert.match(refused({ ...entry, op: 'of-tomorrow' }, inText(coded)), /not something that can be undone/);
    assert.match(refused({ ...entry, op: 'reanchor' }, inText(coded)), /not something that can be undone/);
  });

  it('believes nothing in a log unchecked', () => {
    const row = rowOn('s1', 'clicked');
    const wrong: unknown[] = [
      'text',
      { ...row, start: -1 },
      { ...row, id: 'other' },
      { ...row, start: 9, end: 3 },
      { ...row, codings: [{ code: 'a' }, { code: 'a' }] },
    ];
    for (const after of wrong) {
      assert.match(refused({ ...entry, after: { s1: after } }, inText(coded)), /form that can be undone/);
      assert.equal(segmentsChangeOf({ ...entry, before: { s1: after } }).ok, false);
    }
    for (const path of ['../secret', undefined]) {
      assert.equal(touchedBy({ ...entry, target: { transcript: path } as LogEntry['target'] }).ok, false);
    }
  });

  it('records nothing for an id that is nowhere', () => {
    const odd = { ...entry, before: { gone: null }, after: { s1: entry.after['s1'], gone: null } };
    assert.deepEqual(Object.keys(takenBack(odd, inText(coded)).entry.before), ['s1']);
  });
});

describe('undoEntry on files', () => {
  it('puts back the text that was there', () => {
    assert.deepEqual(touchedBy(edit), { ok: true, value: { kind: 'files', paths: [book] } });
    const undone = takenBack(edit, inFiles([book, 'a: 2\r\n']));
    assert.ok(undone.kind === 'files');
    assert.deepEqual([...undone.texts], [[book, 'a: 1\n']]);
    assert.deepEqual(undone.entry, {
      ...stamp,
      op: 'edit-codebook',
      label: 'Undo: Renamed Trust',
      target: { file: book },
      before: { [book]: { text: 'a: 2\r\n' } },
      after: { [book]: { text: 'a: 1\n' } },
      undoes: 'e1',
    });
  });

  it('removes a file that was made, and makes one again that was removed', () => {
    const made = fileEntryOf('edit-cases', 'Made cases', [{ path: 'cases.yaml', before: null, after: 'x' }], first);
    const undone = takenBack(made, inFiles(['cases.yaml', 'x']));
    assert.ok(undone.kind === 'files');
    assert.deepEqual([...undone.texts.values(), undone.entry.op], [null, 'edit-cases']);
    const redone = takenBack(undone.entry, inFiles(['cases.yaml', null]));
    assert.ok(redone.kind === 'files');
    assert.deepEqual([...redone.texts.values()], ['x']);
  });

  it('refuses where a file was changed since or cannot be looked at', () => {
    assert.match(refused(edit, inFiles([book, 'a: 3\n'])), /“codebooks\/one.yaml” has been changed since/);
    assert.match(refused(edit, inFiles([book, null])), /changed since/);
    assert.match(refused(edit, inFiles()), /could not be looked at/);
    assert.match(refused(edit, inText(coded)), /elsewhere/);
  });

  it('overwrites nothing but YAML inside the study', () => {
    for (const path of ['../codebooks/one.yaml', 'transcripts/a.txt', '/etc/x.yaml', 'codebooks/cafe\u0301.yaml']) {
      const hostile = fileEntryOf('edit-codebook', 'x', [{ path, before: 'a', after: 'b' }], first);
      assert.match(refused(hostile, inFiles([path, 'b'])), /form that can be undone/);
    }
    assert.match(refused({ ...edit, before: {} }, inFiles([book, 'a: 2\n'])), /form that can be undone/);
    assert.match(refused({ ...edit, after: { [book]: 3 } }, inFiles([book, 'a: 2\n'])), /form that can be undone/);
    assert.match(refused({ ...edit, after: { [book]: { text: 3 } } }, inFiles([book, 'a'])), /form that can be undone/);
    assert.deepEqual(fileEntryOf('edit-cases', 'nothing', [], first).target, {});
  });
});

describe('undoEntry on a mark', () => {
  const file = 'coding/ada/coder.yaml';
  const mark = (before: LogEntry['before'], after: LogEntry['before']): LogEntry => ({
    ...first,
    op: 'mark-transcript',
    label: 'Marked A as read',
    target: { file, transcript },
    before,
    after,
  });
  const read = { read: '2026-11-30' };

  it('gives the days back that were, whatever they are now, and records these', () => {
    const done = mark({ [transcript]: null }, { [transcript]: read });
    assert.deepEqual(touchedBy(done), { ok: true, value: { kind: 'mark', transcript } });
    const now = { read: '2026-11-29', finished: '2026-11-30' };
    const undone = takenBack(done, { kind: 'mark', days: now });
    assert.ok(undone.kind === 'mark');
    assert.deepEqual(undone.days, {});
    assert.deepEqual([undone.entry.before, undone.entry.after], [{ [transcript]: now }, { [transcript]: null }]);
    assert.deepEqual([undone.entry.undoes, undone.entry.label], ['e1', 'Undo: Marked A as read']);
  });

  it('finds the days under whatever path the transcript had then', () => {
    const undone = takenBack(mark({ 'transcripts/Old.txt': read }, { 'transcripts/Old.txt': null }), {
      kind: 'mark',
      days: {},
    });
    assert.ok(undone.kind === 'mark');
    assert.deepEqual([undone.days, undone.entry.after], [read, { [transcript]: read }]);
  });

  it('is refused where the log does not say which days', () => {
    for (const record of [{}, { a: { read: 5 } }, { a: 'x' }, { a: read, b: read }]) {
      assert.match(refused(mark(record, { a: null }), { kind: 'mark', days: {} }), /does not say/);
      assert.match(refused(mark({ a: null }, record), { kind: 'mark', days: {} }), /does not say/);
    }
  });
});
