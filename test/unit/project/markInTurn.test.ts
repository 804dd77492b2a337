import assert from 'node:assert/strict';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import { readingStep } from '../../../src/core/coding/readingStep';
import type { CodingSession } from '../../../src/core/project/codingSession';
import { followKnownRename } from '../../../src/core/project/followKnownRename';
import type { Study } from '../../../src/core/project/study';
import { interview, interviewText, openStudy, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

const file = 'coding/ada/coder.yaml';
const to = 'transcripts/PAR1.txt' as StudyPath;
const day = '2026-11-30';

const stepOf = (study: Study, path: StudyPath, coder = 'ada'): string =>
  readingStep(study.coders.find(({ id }) => id === coder)?.marks.get(path));

async function mark(session: CodingSession, step: 'unread' | 'read' | 'finished', path = interview): Promise<void> {
  const done = await session.markTranscript(path, step, day, `Marked ${path} as ${step}`);
  assert.ok(done.ok, done.ok ? '' : done.error);
}

describe('a transcript that a coder marks', () => {
  it('stands in their own file, is told of, logged, and can be undone and redone', async () => {
    const files = smallStudyFiles({ [file]: '# me\nverbatim-coder: 1\nname: Ada\n' });
    const { study, session } = await openStudy(files);
    let told = 0;
    study.onDidChange(({ kind }) => {
      if (kind === 'frame') told++;
    });
    assert.equal(stepOf(study, interview), 'unread');
    await mark(session, 'read');
    await mark(session, 'finished');
    assert.equal(stepOf(study, interview), 'finished');
    assert.ok(told >= 2);
    const now = `# me\nverbatim-coder: 1\nname: Ada\ntranscripts:\n  ${interview}:\n    read: ${day}\n    finished: ${day}\n`;
    assert.equal(files.text(file), now);
    const log = files.text('coding/ada/log/test.jsonl');
    assert.match(log, /"op":"mark-transcript","label":"Marked transcripts\/INT1.txt as finished"/);
    assert.match(log, /"target":\{"file":"coding\/ada\/coder.yaml","transcript":"transcripts\/INT1.txt"\}/);
    assert.ok((await session.undo()).ok);
    assert.equal(stepOf(study, interview), 'read');
    assert.ok((await session.undo()).ok);
    assert.equal(files.text(file), '# me\nverbatim-coder: 1\nname: Ada\n');
    assert.ok((await session.redo()).ok);
    assert.ok((await session.redo()).ok);
    assert.equal(files.text(file), now);
  });

  it('is refused where it is no transcript or marked so already, with nothing written', async () => {
    const files = smallStudyFiles();
    const { session } = await openStudy(files);
    const before = files.text(file);
    const none = await session.markTranscript(to, 'read', day, 'x');
    assert.match(none.ok ? '' : none.error, /no transcript/);
    const same = await session.markTranscript(interview, 'unread', day, 'x');
    assert.match(same.ok ? '' : same.error, /already/);
    assert.equal(files.text(file), before);
    assert.ok(!files.contents.has('coding/ada/log/test.jsonl'));
  });

  it('makes the file of a coder who has none', async () => {
    const files = smallStudyFiles();
    files.contents.delete(file);
    const { study, session } = await openStudy(files);
    await mark(session, 'read');
    assert.match(files.text(file), /^verbatim-coder: 1\nname: "ada"\ntranscripts:\n/);
    assert.equal(stepOf(study, interview), 'read');
    assert.ok((await session.undo()).ok);
    assert.equal(stepOf(study, interview), 'unread');
  });

  it('keeps its mark when it is renamed, whether it was coded or only read', async () => {
    for (const coded of [true, false]) {
      const files = smallStudyFiles();
      const { study, session } = await openStudy(files);
      await mark(session, 'finished');
      if (coded) {
        const done = await session.change(interview, (segments, { text }) =>
          applyCodes(segments, text, spanOfWords(text, 'We just clicked'), ['connection'], session.tools()),
        );
        assert.ok(done.ok);
      }
      files.set(to, interviewText);
      files.contents.delete(interview);
      const { failed } = await followKnownRename(session, { from: interview, to }, []);
      assert.deepEqual(failed, []);
      assert.equal(stepOf(study, to), 'finished');
      assert.deepEqual(
        study.problems.map(({ message }) => message),
        [],
      );
      const entries = files.text('coding/ada/log/test.jsonl').trimEnd().split('\n');
      const last = JSON.parse(entries.at(-1) ?? '') as { op: string; target: object; after: object };
      assert.deepEqual([last.op, last.target], ['relink', { transcript: to, from: interview }]);
      assert.deepEqual(Object.keys(last.after), [file]);
      // What keeps up with a name is nothing that a person did.
      assert.ok(coded === (await session.undo()).ok);
    }
  });

  it('says so where the file names the new path already, and moves the segments all the same', async () => {
    const files = smallStudyFiles({
      [file]: `verbatim-coder: 1\nname: Ada\ntranscripts:\n  ${interview}: {read: ${day}}\n  ${to}: {read: ${day}}\n`,
    });
    const { study, session } = await openStudy(files);
    await session.change(interview, (segments, { text }) =>
      applyCodes(segments, text, spanOfWords(text, 'We just clicked'), ['connection'], session.tools()),
    );
    files.set(to, interviewText);
    files.contents.delete(interview);
    await study.reload();
    const [stray] = study.strays;
    assert.ok(stray);
    const done = await session.relink(stray, to);
    assert.ok(done.ok && done.value.notes.some((note) => note.includes('already')));
    assert.equal((await study.coding(to))?.placed.length, 1);
  });
});
