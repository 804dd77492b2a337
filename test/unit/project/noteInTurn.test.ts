import assert from 'node:assert/strict';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { firstNote, replyNote, stateNote } from '../../../src/core/notes/noteEdits';
import type { NoteRow } from '../../../src/core/notes/notesFile';
import { isResolved, type Thread } from '../../../src/core/notes/threads';
import type { CodingSession } from '../../../src/core/project/codingSession';
import type { NoteStep } from '../../../src/core/project/noteInTurn';
import type { Study } from '../../../src/core/project/study';
import { interview, interviewText, openStudy, smallStudyFiles } from '../../support/smallStudy';

const [mine, bens] = ['coding/ada/notes.jsonl', 'coding/ben/notes.jsonl'] as const;
const about: NoteRow['about'] = { kind: 'transcript', path: interview };

const bensText = [
  '{"verbatim":"notes","version":1,"coder":"ben"}',
  '{"id":"b1","thread":"b1","about":{"kind":"code","id":"bond"},"at":"2026-01-01T00:00:00.000Z","text":"Too *wide*?"}',
  'broken',
  '',
].join('\n');

async function done(session: CodingSession, label: string, edit: NoteStep['edit']): Promise<void> {
  const outcome = await session.editNote({ label, transcript: null, edit });
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.error);
}

function first(study: Study): Thread {
  const [thread] = study.threads;
  assert.ok(thread);
  return thread;
}

describe('a comment in a thread', () => {
  it('is written to its author’s file, told of, logged, and undone and redone as one step', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    let told = 0;
    study.onDidChange(({ kind }) => {
      if (kind === 'frame') told++;
    });
    await done(session, 'Commented on INT1', (stamp) => ({ kind: 'add', row: firstNote(about, 'First?', stamp) }));
    const begun = files.text(mine);
    assert.match(begun, /^\{"verbatim":"notes","version":1,"coder":"ada"\}\n\{"id":"[^"]+",.*"text":"First\?"\}\n$/);
    assert.ok(told > 0);
    const { id } = first(study);
    await done(session, 'Changed a comment on INT1', ({ at }) => ({ kind: 'reword', id, text: 'First!', at }));
    const reworded = files.text(mine);
    assert.equal(first(study).notes[0]?.row.text, 'First!');
    await done(session, 'Removed a comment on INT1', () => ({ kind: 'remove', id }));
    assert.deepEqual(study.threads, []);
    assert.equal(files.text('coding/ada/log/test.jsonl').match(/"op":"edit-note"/g)?.length, 3);
    assert.ok((await session.undo()).ok);
    assert.equal(files.text(mine), reworded);
    assert.ok((await session.undo()).ok);
    assert.equal(files.text(mine), begun);
    assert.ok((await session.undo()).ok);
    assert.deepEqual(study.threads, []);
    for (let n = 0; n < 3; n++) assert.ok((await session.redo()).ok);
    assert.deepEqual(study.threads, []);
    assert.ok((await session.undo()).ok);
    assert.equal(files.text(mine), reworded);
  });

  it('answers and closes another’s thread without touching their file', async () => {
    const files = smallStudyFiles({ [bens]: bensText });
    const { study, session } = await openStudy(files);
    const [found] = first(study).notes;
    assert.ok(found);
    assert.deepEqual(
      study.problems.map(({ rule, line }) => [rule, line]),
      [['not-json', 3]],
    );
    await done(session, 'Replied', (stamp) => ({ kind: 'add', row: replyNote(found.row, 'No.', stamp) }));
    await done(session, 'Resolved', (stamp) => ({ kind: 'add', row: stateNote(found.row, true, stamp) }));
    assert.equal(files.text(bens), bensText);
    assert.deepEqual(
      first(study).notes.map(({ coder, row }) => `${coder}: ${row.text}`),
      ['ben: Too *wide*?', 'ada: No.'],
    );
    assert.ok(isResolved(first(study)));
    assert.ok((await session.undo()).ok);
    assert.ok(!isResolved(first(study)));
  });

  it('shows what a colleague’s file brings, unless one codes blind', async () => {
    const files = smallStudyFiles();
    const { study } = await openStudy(files);
    files.set(bens, bensText);
    await study.filesChanged([bens as StudyPath]);
    assert.equal(study.threads.length, 1);
    await study.show('me');
    assert.deepEqual(study.threads, []);
  });

  it('is refused without words, of somebody else, or in a file that must not be written, and nothing changes', async () => {
    const header = '{"verbatim":"notes","version":1,"coder":"ada"}\n';
    const refusal = async (text: string, edit: NoteStep['edit']): Promise<string> => {
      const files = smallStudyFiles({ [mine]: text, [bens]: bensText });
      const { session } = await openStudy(files);
      const outcome = await session.editNote({ label: 'x', transcript: null, edit });
      assert.equal(files.text(mine), text);
      assert.equal(files.text(bens), bensText);
      assert.ok(!outcome.ok);
      return outcome.error;
    };
    const add: NoteStep['edit'] = (stamp) => ({ kind: 'add', row: firstNote(about, 'x', stamp) });
    const empty: NoteStep['edit'] = (stamp) => ({ kind: 'add', row: firstNote(about, ' ', stamp) });
    assert.match(await refusal(header, empty), /needs words/);
    assert.match(await refusal(header, () => ({ kind: 'remove', id: 'b1' })), /not in your file/);
    assert.match(await refusal(header.replace('1', '2'), add), /newer Verbatim/);
    assert.match(await refusal(header.replace('ada', 'ben'), add), /header says “ben”/);
    assert.match(await refusal(`${header}<<<<<<< HEAD\n=======\n>>>>>>> x\n`, add), /two versions/);
    assert.match(await refusal('nonsense\n', add), /header/);
  });

  it('keeps what another window wrote after it when it is undone, and refuses where that changed it', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await done(session, 'Commented', (stamp) => ({ kind: 'add', row: firstNote(about, 'Mine', stamp) }));
    const other = '{"id":"o","thread":"o","about":{"kind":"study"},"at":"2026-01-01T00:00:00.000Z","text":"Other"}\n';
    files.set(mine, files.text(mine) + other);
    assert.ok((await session.undo()).ok);
    assert.deepEqual(
      study.threads.map(({ id }) => id),
      ['o'],
    );
    assert.ok((await session.redo()).ok);
    files.set(mine, files.text(mine).replace('Mine', 'Theirs'));
    const undone = await session.undo();
    assert.match(undone.ok ? '' : undone.error, /changed since/);
  });

  it('goes with a transcript that is renamed, and is found by its text', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    const place = { kind: 'segment', coder: 'ben', id: 's', transcript: interview } as const;
    for (const one of [about, place]) {
      const edit: NoteStep['edit'] = (stamp) => ({ kind: 'add', row: firstNote(one, 'Mine', stamp) });
      assert.ok((await session.editNote({ label: 'Commented', transcript: interview, edit })).ok);
    }
    const to = 'transcripts/PAR1.txt' as StudyPath;
    files.set(to, interviewText);
    await files.remove(interview);
    await study.filesChanged([interview, to]);
    assert.deepEqual((await session.followRenames()).named, [{ from: interview, to }]);
    assert.deepEqual(
      study.threads.map((thread) => thread.about).sort((a, b) => (a.kind < b.kind ? -1 : 1)),
      [
        { ...place, transcript: to },
        { kind: 'transcript', path: to },
      ],
    );
  });
});
