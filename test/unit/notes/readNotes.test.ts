import assert from 'node:assert/strict';
import { noteLine, notesHeaderLine, type NoteRow } from '../../../src/core/notes/notesFile';
import { readNotes } from '../../../src/core/notes/readNotes';
import { isResolved, threadsOf } from '../../../src/core/notes/threads';

const file = 'coding/ada/notes.jsonl';
const header = notesHeaderLine('ada');

function row(id: string, at: string, more: Partial<NoteRow> = {}): NoteRow {
  return { id, thread: 'n1', about: { kind: 'code', id: 'bond' }, at, text: `Says ${id}`, ...more };
}

const text = (...lines: readonly (string | NoteRow)[]): string =>
  [header, ...lines.map((line) => (typeof line === 'string' ? line : noteLine(line))), ''].join('\n');

const rulesOf = (content: string): (string | number | undefined)[] =>
  readNotes(file, content, 'ada').problems.flatMap(({ rule, line }) => [rule, line]);

describe('a file of comments', () => {
  it('is read in the order of time, with what keys it does not know', () => {
    const second = { ...row('n2', '2026-02'), mood: 'tired' };
    const { state, rows, problems } = readNotes(file, `\uFEFF${text(second, row('n1', '2026-01'))}`, 'ada');
    assert.deepEqual([state, problems], ['sound', []]);
    assert.deepEqual(rows, [row('n1', '2026-01'), second]);
  });

  it('tells of each line that is wrong, with its place and a remedy, and reads the others', () => {
    const content = text(
      row('n1', '2026-01'),
      '{"id":"n2"',
      '{"id":"n3","thread":7}',
      row('n4', '2026-04'),
      row('n4', '2026-04'),
    );
    const { state, rows, problems } = readNotes(file, `${content}{"id":"n5`, 'ada');
    assert.equal(state, 'unsound');
    assert.deepEqual(
      rows.map(({ id }) => id),
      ['n1', 'n4'],
    );
    assert.deepEqual(
      problems.map(({ rule, line, column }) => [rule, line, column]),
      [
        ['not-json', 3, 1],
        ['wrong-note', 4, 12],
        ['repeated-note', 6, 1],
        ['torn-line', 7, 1],
      ],
    );
    for (const { remedy } of problems) assert.notEqual(remedy, '');
  });

  it('says what is wrong with its header', () => {
    assert.deepEqual(rulesOf(''), ['missing-header', 1]);
    assert.deepEqual(rulesOf(`${noteLine(row('n1', '1'))}\n`), ['wrong-header', 1]);
    assert.deepEqual(rulesOf(text().replace('"version":1', '"version":0')), ['wrong-header', 1]);
    assert.deepEqual(rulesOf(text().replace('ada', 'ben')), ['wrong-coder', 1]);
    assert.equal(readNotes(file, text(row('n1', '1')).replace('ada', 'ben'), 'ada').rows.length, 0);
  });

  it('of a newer version is shown and told of', () => {
    const reading = readNotes(file, text(row('n1', '1')).replace('"version":1', '"version":9'), 'ada');
    assert.deepEqual([reading.state, reading.rows.length, reading.problems[0]?.rule], ['readOnly', 1, 'newer-version']);
  });

  it('with a merge conflict gives the comments of both sides', () => {
    const [a, b, c] = [row('a', '1'), row('b', '2'), row('c', '3')].map(noteLine);
    const content = `${header}\n${a}\n<<<<<<< HEAD\n${b}\n=======\n${c}\n>>>>>>> theirs\n`;
    const { state, rows, problems } = readNotes(file, content, 'ada');
    assert.deepEqual([state, rows.map(({ id }) => id)], ['unsound', ['a', 'b', 'c']]);
    assert.deepEqual(
      problems.map(({ rule, line }) => [rule, line]),
      [['merge-conflict', 3]],
    );
    const mended = content.split('\n').filter((line) => !/^[<=>]{7}/.test(line));
    assert.deepEqual(readNotes(file, mended.join('\n'), 'ada').problems, []);
  });

  it('is read up to so many comments, of so many characters', () => {
    const many = text(row('a', '1'), row('b', '2'), row('c', '3'));
    const reading = readNotes(file, many, 'ada', 2);
    assert.deepEqual([reading.rows.length, reading.problems[0]?.rule], [2, 'too-many-notes']);
    assert.deepEqual(rulesOf(text(row('a', '1', { text: 'x'.repeat(100_001) }))), ['note-too-long', 2]);
  });
});

describe('threads', () => {
  it('join what several coders say, in order of time, whoever’s file is read first', () => {
    const ada = { coder: 'ada', rows: [row('n1', '2026-01'), row('n3', '2026-03')] };
    const ben = { coder: 'ben', rows: [row('n2', '2026-02'), row('m1', '2026-01', { thread: 'm1' })] };
    const threads = threadsOf([ada, ben]);
    assert.deepEqual(threads, threadsOf([ben, ada]));
    assert.deepEqual(
      threads.map(({ id, notes }) => [id, notes.map((note) => `${note.coder} ${note.row.id}`)]),
      [
        ['m1', ['ben m1']],
        ['n1', ['ada n1', 'ben n2', 'ada n3']],
      ],
    );
  });

  it('are closed and opened by the newest word on it', () => {
    const first = row('n1', '2026-01');
    const closed = row('n2', '2026-02', { text: '', resolved: true });
    const opened = row('n3', '2026-03', { text: 'Not yet.', resolved: false });
    const stateOf = (...rows: NoteRow[]): boolean[] =>
      threadsOf([
        { coder: 'ada', rows: rows.slice(0, 2) },
        { coder: 'ben', rows: rows.slice(2) },
      ]).map(isResolved);
    assert.deepEqual(stateOf(first), [false]);
    assert.deepEqual(stateOf(first, closed), [true]);
    assert.deepEqual(stateOf(first, closed, opened), [false]);
    const [thread] = threadsOf([{ coder: 'ada', rows: [first, closed, opened] }]);
    assert.deepEqual(
      thread?.notes.map((note) => note.row.id),
      ['n1', 'n3'],
    );
    assert.deepEqual(thread.state, { resolved: false, coder: 'ada', at: '2026-03' });
  });

  it('stay where the first comment was removed, and go with the last one', () => {
    const reply = row('n2', '2026-02');
    assert.deepEqual(
      threadsOf([{ coder: 'ben', rows: [reply] }]).map(({ id, about }) => [id, about]),
      [['n1', reply.about]],
    );
    assert.deepEqual(threadsOf([{ coder: 'ben', rows: [row('n2', '2026-02', { text: '', resolved: true })] }]), []);
  });
});
