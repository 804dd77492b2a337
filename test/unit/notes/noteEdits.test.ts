import assert from 'node:assert/strict';
import {
  applyNotes,
  firstNote,
  inverse,
  newNotesText,
  notesChangeIn,
  planNote,
  renameInNotes,
  replyNote,
  stateNote,
  type NoteEdit,
  type NotesChange,
} from '../../../src/core/notes/noteEdits';
import { longestNote, noteLine, notesHeaderLine, type NoteTarget } from '../../../src/core/notes/notesFile';
import { joinNotes } from '../../../src/core/notes/joinNotes';

const about: NoteTarget = { kind: 'transcript', path: 'transcripts/a.txt' };
const at = '2026-01-01T00:00:00.000Z';
const first = firstNote(about, 'First.', { id: 'n1', at });
const second = replyNote(first, 'Second.', { id: 'n2', at });
const file = [notesHeaderLine('ada'), noteLine(first), noteLine(second), ''].join('\n');

const refused = (content: string, edit: NoteEdit, said: RegExp, coder = 'ada'): void => {
  const outcome = planNote(content, coder, edit);
  assert.ok(!outcome.ok);
  assert.match(outcome.error, said);
};

function planned(content: string, edit: NoteEdit): NotesChange {
  const outcome = planNote(content, 'ada', edit);
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.error);
  return outcome.value;
}

const add = (text: string, id = 'n9'): NoteEdit => ({ kind: 'add', row: firstNote(about, text, { id, at }) });

describe('edits of comments', () => {
  it('are refused without words, with too many, with an id that is there, and where nothing would change', () => {
    refused(file, add(' '), /needs words/);
    refused(file, add('x'.repeat(longestNote + 1)), /at most/);
    refused(file, add('Again.', 'n1'), /this id already/);
    refused(file, { kind: 'reword', id: 'n1', text: 'First.', at }, /Nothing would change/);
    refused(file, { kind: 'reword', id: 'n1', text: '', at }, /needs words/);
    refused(file, { kind: 'remove', id: 'gone' }, /not in your file any more/);
    assert.ok(planNote(file, 'ada', { kind: 'add', row: stateNote(first, true, { id: 'n9', at }) }).ok);
  });

  it('are refused in a file that is another’s, newer, no file of comments, or with two versions from git in it', () => {
    refused(file, add('A word.'), /.+/, 'ben');
    refused(file.replace('"version":1', '"version":99'), add('A word.'), /newer Verbatim/);
    refused('no comments\n', add('A word.'), /.+/);
    const conflict = `${notesHeaderLine('ada')}\n<<<<<<< ours\n${noteLine(first)}\n=======\n${noteLine(second)}\n>>>>>>> theirs\n`;
    refused(conflict, add('A word.'), /Git left two versions/);
    refused(`${file}${noteLine(first)}\n`, { kind: 'remove', id: 'n1' }, /stands twice/);
    refused(
      file.replace('"about":{"kind":"transcript","path":"transcripts/a.txt"},', ''),
      { kind: 'reword', id: 'n1', text: 'Other.', at },
      /.+/,
    );
  });

  it('keep line ends and blank lines, and are taken back to the byte where lines around them are gone meanwhile', () => {
    const windows = `${file.replaceAll('\n', '\r\n')}\r\n`;
    const change = planned(windows, add('Third.'));
    const done = applyNotes(windows, 'ada', change);
    assert.ok(done.ok && done.value.includes('\r\n{"id":"n9"'));
    const back = applyNotes(done.value, 'ada', inverse(change));
    assert.ok(back.ok && back.value === windows);

    const removal = planned(file, { kind: 'remove', id: 'n2' });
    const without = applyNotes(file, 'ada', removal);
    assert.ok(without.ok);
    // The neighbour went too: the comment comes back at the end.
    const alone = applyNotes(without.value, 'ada', planned(without.value, { kind: 'remove', id: 'n1' }));
    assert.ok(alone.ok);
    const again = applyNotes(alone.value, 'ada', inverse(removal));
    assert.ok(again.ok && again.value.includes('"n2"'));
  });

  it('are not done where the comment was changed since', () => {
    const change = planned(file, { kind: 'reword', id: 'n1', text: 'Other.', at });
    const done = applyNotes(file, 'ada', change);
    assert.ok(done.ok);
    assert.ok(!applyNotes(done.value, 'ada', change).ok);
    assert.ok(!applyNotes('broken', 'ada', change).ok);
    // Another order of keys is the same comment.
    const { id, ...rest } = first;
    const turned = file.replace(noteLine(first), JSON.stringify({ ...rest, id }));
    assert.ok(applyNotes(turned, 'ada', change).ok);
  });

  it('read from a log are believed only where they are lines of these comments', () => {
    const record = { line: `\n${noteLine(first)}`, after: null, skip: 0 };
    assert.ok(notesChangeIn({ n1: null }, { n1: record }));
    for (const wrong of [
      3,
      { ...record, line: 7 },
      { ...record, line: noteLine(first) },
      { ...record, line: `\n${noteLine(first)}\n{}` },
      { ...record, line: `\n${noteLine(second)}` },
      { ...record, line: '\nno JSON' },
      { ...record, after: 7 },
      { ...record, skip: 0.5 },
    ]) {
      assert.equal(notesChangeIn({ n1: null }, { n1: wrong }), null, JSON.stringify(wrong));
    }
  });

  it('give a renamed transcript its new path, also where a segment is looked for', () => {
    const onSegment = firstNote({ kind: 'segment', coder: 'ada', id: 's1', transcript: 'transcripts/a.txt' }, 'Here.', {
      id: 'n3',
      at,
    });
    const onCode = firstNote({ kind: 'code', id: 'bond' }, 'Wide.', { id: 'n4', at });
    const text = [notesHeaderLine('ada'), noteLine(first), noteLine(onSegment), noteLine(onCode), 'broken', ''].join(
      '\n',
    );
    const renamed = renameInNotes(text, 'ada', 'transcripts/a.txt', 'transcripts/b.txt');
    assert.ok(renamed.ok);
    assert.equal(renamed.value, text.replaceAll('transcripts/a.txt', 'transcripts/b.txt'));
    assert.ok(!renameInNotes(text, 'ada', 'transcripts/z.txt', 'transcripts/b.txt').ok);
    assert.ok(!renameInNotes('broken', 'ada', 'transcripts/a.txt', 'transcripts/b.txt').ok);
  });

  it('are joined with what both began from: what one side removed is gone, what it reworded stays', () => {
    const reworded = { ...second, text: 'Newer.', edited: '2026-02-01T00:00:00.000Z' };
    assert.deepEqual(joinNotes([first, second], [second], [first, second]), [second]);
    assert.deepEqual(joinNotes([first, second], [first], [first, reworded]), [first, reworded]);
    assert.deepEqual(joinNotes(null, [second, reworded], [first]), [first, reworded]);
    assert.equal(newNotesText('ada'), `${notesHeaderLine('ada')}\n`);
  });
});
