import assert from 'node:assert/strict';
import type { StudyPath } from '../../../../src/core/base/studyPath';
import type { Thread } from '../../../../src/core/notes/threads';
import {
  memoGroupsOf,
  memoLabel,
  memoRowKey,
  mostRows,
  rowsOfGroup,
  type MemoRow,
  type MemosRow,
} from '../../../../src/extension/memos/memoRows';

const root = 'file:///study';

function thread(id: string, text: string, group: 'threads' | 'resolved' = 'threads', coder = 'ada'): MemoRow {
  const about = { kind: 'study' } as const;
  const of: Thread = {
    id,
    about,
    notes: [{ coder, row: { id, thread: id, about, at: '2026-01-01', text } }],
    state: null,
  };
  return { kind: 'thread', root, group, thread: id, of, about: 'the study' };
}

function segmentMemo(id: string, memo: string): MemoRow {
  const ref = { uri: `${root}/a.txt`, coder: 'ben', segment: id };
  return { kind: 'segment', root, group: 'segments', of: { ref, memo, quote: 'We met', transcript: 'a.txt' }, ref };
}

const free: MemoRow = {
  kind: 'free',
  root,
  group: 'free',
  name: 'On trust',
  memo: {
    file: 'memos/trust.md' as StudyPath,
    title: 'On trust',
    kind: 'analytic',
    about: [],
    by: 'ada',
    at: null,
    firstWords: 'It grows.',
  },
};

const all = [segmentMemo('s', 'Compare the jigsaw'), thread('t', 'Too wide?'), free, thread('r', 'Done', 'resolved')];
const name = (coder: string): string => ({ ada: 'Ada', ben: 'Ben' })[coder] ?? coder;
const shown = (filter: string): string[] =>
  memoGroupsOf(root, all, filter, name).flatMap((group) =>
    group.kind === 'group' ? group.rows.map((row) => `${group.group}: ${memoLabel(row)}`) : [],
  );

describe('the rows of the memos view', () => {
  it('stand in groups: threads, those that are resolved, memos, memos on segments', () => {
    assert.deepEqual(shown(''), [
      'threads: Too wide?',
      'resolved: Done',
      'free: On trust',
      'segments: Compare the jigsaw',
    ]);
  });

  it('are found by all words that are typed, of text, author, quote or what they are about', () => {
    assert.deepEqual(shown('WIDE study'), ['threads: Too wide?']);
    assert.deepEqual(shown('ben met'), ['segments: Compare the jigsaw']);
    assert.deepEqual(shown('grows'), ['free: On trust']);
    assert.deepEqual(shown('ada trust wide'), []);
  });

  it('are each another for VS Code, and so many at most', () => {
    const rows = Array.from({ length: mostRows + 3 }, (_, i) => segmentMemo(`s${i}`, 'x'));
    const [group] = memoGroupsOf(root, rows, '', name);
    assert.ok(group?.kind === 'group');
    const drawn: readonly MemosRow[] = rowsOfGroup(group);
    assert.equal(drawn.length, mostRows + 1);
    assert.deepEqual(drawn.at(-1), { kind: 'more', root, group: 'segments', left: 3 });
    assert.equal(new Set([...drawn, group].map(memoRowKey)).size, drawn.length + 1);
  });
});
