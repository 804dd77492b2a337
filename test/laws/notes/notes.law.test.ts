import assert from 'node:assert/strict';
import fc from 'fast-check';
import { joinNotes } from '../../../src/core/notes/joinNotes';
import { applyNotes, inverse, notesChangeIn, planNote, type NoteEdit } from '../../../src/core/notes/noteEdits';
import { noteLine, notesHeaderLine, type NoteRow } from '../../../src/core/notes/notesFile';
import { readNotes } from '../../../src/core/notes/readNotes';
import { threadsOf } from '../../../src/core/notes/threads';
import { runs } from '../../support/runs';

const time = fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', '2026-01-03T00:00:00.000Z');
const note: fc.Arbitrary<NoteRow> = fc
  .record(
    {
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      thread: fc.constantFrom('a', 'b'),
      about: fc.constantFrom<NoteRow['about']>({ kind: 'code', id: 'x' }, { kind: 'study' }),
      at: time,
      text: fc.constantFrom('', 'Yes', 'No 🙂', 'two\nlines'),
      edited: time,
      resolved: fc.boolean(),
    },
    { requiredKeys: ['id', 'thread', 'about', 'at', 'text'] },
  )
  .map((row) => ({ ...row }));
const notes = fc.uniqueArray(note, { selector: ({ id }) => id });

describe('laws of joining comments', () => {
  it('is commutative, associative and idempotent, and loses no comment', () => {
    fc.assert(
      fc.property(notes, notes, notes, (a, b, c) => {
        const join = (x: readonly NoteRow[], y: readonly NoteRow[]): readonly NoteRow[] => joinNotes(null, x, y);
        assert.deepEqual(join(a, b), join(b, a));
        assert.deepEqual(join(join(a, b), c), join(a, join(b, c)));
        assert.deepEqual(join(join(a, b), join(a, b)), join(a, b));
        const ids = new Set(join(a, b).map(({ id }) => id));
        for (const { id } of [...a, ...b]) assert.ok(ids.has(id));
      }),
      { numRuns: runs(200) },
    );
  });

  it('keeps with a common base what either side did', () => {
    fc.assert(
      fc.property(notes, notes, notes, (base, mine, theirs) => {
        assert.deepEqual(joinNotes(base, mine, theirs), joinNotes(base, theirs, mine));
        assert.deepEqual(
          joinNotes(base, mine, base),
          joinNotes(
            null,
            mine,
            mine
              .filter(({ id }) => base.some((one) => one.id === id))
              .map((one) => base.find(({ id }) => id === one.id) ?? one),
          ),
        );
      }),
      { numRuns: runs(200) },
    );
  });

  it('threads do not depend on the order of files or rows', () => {
    fc.assert(
      fc.property(notes, notes, (a, b) => {
        const files = [
          { coder: 'ada', rows: a },
          { coder: 'ben', rows: b },
        ];
        const turned = files.map(({ coder, rows }) => ({ coder, rows: [...rows].reverse() })).reverse();
        assert.deepEqual(threadsOf(files), threadsOf(turned));
      }),
      { numRuns: runs(200) },
    );
  });
});

const line = fc.oneof(
  { weight: 5, arbitrary: note.map(noteLine) },
  { weight: 1, arbitrary: fc.constantFrom('', '  ', '{"id":"a"', 'nonsense', '{ "id": "b", "thread": 3 }') },
  { weight: 1, arbitrary: note.map((row) => `  ${JSON.stringify(row, null, 1).replace(/\n/g, ' ')}`) },
);
const content = fc
  .tuple(fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { maxLength: 8 }), fc.boolean())
  .map(([lines, ended]) => {
    const text = lines.map(([one, end], i) => one + (i < lines.length - 1 || ended ? end : '')).join('');
    return `${notesHeaderLine('ada')}\n${text}`;
  });
const wanted = fc.record({
  kind: fc.constantFrom('add', 'reword', 'remove'),
  which: fc.nat(),
  row: note,
  text: fc.constantFrom('Yes', 'changed'),
  at: time,
});
type Wanted = typeof wanted extends fc.Arbitrary<infer T> ? T : never;

/** The edit of one of the comments that are there, mostly. */
function editOf(text: string, { kind, which, row, ...more }: Wanted): NoteEdit {
  const ids = readNotes('f', text, 'ada').rows.map(({ id }) => id);
  const id = ids[which % Math.max(1, ids.length)] ?? 'a';
  if (kind === 'add') return { kind, row: which % 8 === 0 ? row : { ...row, id: 'new', text: 'New' } };
  return kind === 'reword' ? { kind, id, ...more } : { kind: 'remove', id };
}

describe('laws of editing comments', () => {
  it('an edit and its undo give the file back byte for byte, and redo the edit', () => {
    let done = 0;
    fc.assert(
      fc.property(content, wanted, (before, todo) => {
        const edit = editOf(before, todo);
        const change = planNote(before, 'ada', edit);
        if (!change.ok) return;
        done++;
        // As the log gives it back.
        const kept = JSON.parse(JSON.stringify(change.value)) as typeof change.value;
        const read = notesChangeIn(kept.before, kept.after);
        assert.ok(read);
        const after = applyNotes(before, 'ada', read);
        assert.ok(after.ok, after.ok ? '' : after.error);
        assert.notEqual(after.value, before);
        const back = applyNotes(after.value, 'ada', inverse(read));
        assert.ok(back.ok, back.ok ? '' : back.error);
        assert.equal(back.value, before);
        const again = applyNotes(back.value, 'ada', read);
        assert.equal(again.ok && again.value, after.value);
      }),
      { numRuns: runs(500) },
    );
    assert.ok(done > 50, String(done));
  });

  it('an edit changes its own comment alone, and keeps every other line, broken ones too', () => {
    fc.assert(
      fc.property(content, wanted, (before, todo) => {
        const edit = editOf(before, todo);
        const change = planNote(before, 'ada', edit);
        if (!change.ok) return;
        const after = applyNotes(before, 'ada', change.value);
        assert.ok(after.ok);
        const id = edit.kind === 'add' ? edit.row.id : edit.id;
        const others = (text: string): string[] =>
          text
            .split(/\r?\n/)
            .filter((one) => one.trim() !== '' && !one.includes(`"id":"${id}"`) && !one.includes(`"id": "${id}"`));
        assert.deepEqual(others(after.value), others(before));
        const rowsOf = (text: string): readonly NoteRow[] =>
          readNotes('f', text, 'ada').rows.filter((one) => one.id !== id);
        assert.deepEqual(rowsOf(after.value), rowsOf(before));
      }),
      { numRuns: runs(500) },
    );
  });
});
