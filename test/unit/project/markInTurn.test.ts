import assert from 'node:assert/strict';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import { readingStep } from '../../../src/core/coding/readingStep';
import type { CodingSession } from '../../../src/core/project/codingSession';
import { followKnownRename } from '../../../src/core/project/followKnownRename';
import { missingNamed } from '../../../src/core/project/namedBy';
import { StudyTrail } from '../../../src/core/project/studyTrail';
import type { Study } from '../../../src/core/project/study';
import type { MemoryFiles } from '../../support/memoryFiles';
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
    assert.match(
      log,
      /"target":\{"file":"coding\/ada\/coder.yaml","transcript":"transcripts\/INT1.txt","text":"sha256:[0-9a-f]{64}"\}/,
    );
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

  it('keeps the name of a coder whose file went while the study was open, and is marked though its text is gone', async () => {
    const files = smallStudyFiles();
    const { session } = await openStudy(files);
    files.contents.delete(file);
    files.contents.delete(interview);
    await mark(session, 'read');
    assert.match(files.text(file), /^verbatim-coder: 1\nname: "?Ada"?\ntranscripts:\n/);
    const [, line = ''] = files.text('coding/ada/log/test.jsonl').split('\n');
    const { target } = JSON.parse(line) as { target: object };
    assert.deepEqual(target, { file, transcript: interview });
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
      // What keeps up with a name is nothing that a person did: the mark is what is taken back, or what was coded after it.
      assert.ok((await session.undo()).ok);
      assert.equal(stepOf(study, to), coded ? 'finished' : 'unread');
    }
  });

  it('is undone by its days alone: what the file says otherwise, and a new name, stay', async () => {
    for (const hand of [true, false]) {
      const files = smallStudyFiles();
      const { study, session } = await openStudy(files);
      const coded = await session.change(interview, (segments, { text }) =>
        applyCodes(segments, text, spanOfWords(text, 'We just clicked'), ['connection'], session.tools()),
      );
      assert.ok(coded.ok);
      await mark(session, 'read');
      if (hand) files.set(file, `${files.text(file)}role: researcher\n`);
      else {
        files.set(to, interviewText);
        files.contents.delete(interview);
        await followKnownRename(session, { from: interview, to }, []);
      }
      const path = hand ? interview : to;
      assert.ok((await session.undo()).ok);
      assert.equal(stepOf(study, path), 'unread');
      assert.equal(files.text(file), `verbatim-coder: 1\nname: Ada\n${hand ? 'role: researcher\n' : ''}`);
      const undone = await session.undo();
      assert.match(undone.ok ? (undone.value.turnedBack?.what ?? '') : undone.error, /^Coded/);
      assert.ok((await session.redo()).ok);
      assert.ok((await session.redo()).ok);
      assert.equal(stepOf(study, path), 'read');
      assert.equal((await study.coding(path))?.placed.length, 1);
    }
  });

  it('is undone where its days were changed by hand, or taken out, and redone as they were', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await mark(session, 'read');
    files.set(file, files.text(file).replace(day, '2026-11-29'));
    assert.ok((await session.undo()).ok);
    assert.equal(stepOf(study, interview), 'unread');
    assert.ok((await session.redo()).ok);
    assert.match(files.text(file), /read: 2026-11-29/);
    files.set(file, 'verbatim-coder: 1\nname: Ada\n');
    assert.ok((await session.undo()).ok);
    const more = await session.undo();
    assert.match(more.ok ? '' : more.error, /nothing to undo/);
  });

  it('is refused with the reason where the file is unsound, and undone once that is mended', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await mark(session, 'read');
    const sound = files.text(file);
    files.set(file, `${sound}role: [\n`);
    const refused = await session.undo();
    assert.match(refused.ok ? '' : refused.error, /cannot be changed as it is/);
    files.set(file, sound);
    assert.ok((await session.undo()).ok);
    assert.equal(stepOf(study, interview), 'unread');
  });

  it('is put back to a point in the past', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await mark(session, 'read');
    const { events } = await (
      await new StudyTrail(study.host.files).open()
    ).page(
      1,
      {},
      (code) => code,
      () => Promise.resolve(),
    );
    const [point] = events;
    assert.ok(point);
    await mark(session, 'finished');
    await session.change(interview, (segments, { text }) =>
      applyCodes(segments, text, spanOfWords(text, 'We just clicked'), ['connection'], session.tools()),
    );
    const plan = await session.planRestore(point);
    assert.ok(plan.ok);
    assert.equal(stepOf(study, interview), 'finished');
    const done = await session.restore(point);
    assert.ok(done.ok);
    assert.deepEqual(done.value, plan.value);
    assert.deepEqual(
      done.value.back.map(({ where, how }) => [where, how]),
      [
        [interview, 'is taken away (Making a connection)'],
        [interview, 'is marked as read again'],
      ],
    );
    assert.equal(stepOf(study, interview), 'read');
    assert.ok((await session.undo()).ok);
    assert.equal(stepOf(study, interview), 'finished');
    assert.equal((await study.coding(interview))?.placed.length, 1);
  });

  it('is logged by its days, however many transcripts are marked', async () => {
    const more = Array.from({ length: 60 }, (_, i) => [`transcripts/T${i}.txt`, 'I: a\n'] as const);
    const files = smallStudyFiles(Object.fromEntries(more));
    const { session } = await openStudy(files);
    for (const [path] of more) await mark(session, 'read', path as StudyPath);
    const lines = files.text('coding/ada/log/test.jsonl').trimEnd().split('\n').slice(1);
    assert.equal(lines.length, more.length);
    for (const line of lines) assert.ok(line.length < 500, line);
    const last = JSON.parse(lines.at(-1) ?? '') as { before: object; after: object };
    assert.deepEqual(
      [last.before, last.after],
      [{ 'transcripts/T59.txt': null }, { 'transcripts/T59.txt': { read: day } }],
    );
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

describe('a transcript of which I have marks and memos alone', () => {
  const other = 'transcripts/INT2.txt' as StudyPath;
  const warnings = (study: Study): string[] => study.problems.map(({ rule }) => rule);

  /** A study in which Ada has marked a transcript and begun a memo about it, as she leaves it. */
  async function left(more: Readonly<Record<string, string>> = {}): Promise<{ files: MemoryFiles; memo: StudyPath }> {
    const files = smallStudyFiles(more);
    const { session } = await openStudy(files, 'before');
    await mark(session, 'read');
    const memo = await session.writeMemo(interview, 'summary', 'S');
    assert.ok(memo.ok);
    return { files, memo: memo.value.file };
  }

  const rename = (files: MemoryFiles, path = to): void => {
    files.set(path, interviewText);
    files.contents.delete(interview);
  };

  it('takes them along where another program renamed it, while the study is open or closed', async () => {
    for (const open of [true, false]) {
      const { files, memo } = await left();
      if (!open) rename(files);
      const { study, session } = await openStudy(files, 'after');
      if (open) {
        assert.deepEqual((await session.followRenames()).named, []);
        rename(files);
        await study.filesChanged([interview, to]);
      }
      assert.deepEqual(warnings(study), ['missing-transcript', 'missing-transcript']);
      assert.deepEqual(await session.followRenames(), {
        done: [],
        named: [{ from: interview, to }],
        open: [],
        failed: [],
      });
      assert.equal(stepOf(study, to), 'read');
      assert.deepEqual(study.memos.find(({ file: one }) => one === memo)?.about, [to]);
      assert.deepEqual(warnings(study), []);
      // And on, under the next name.
      const next = 'transcripts/PAR1 final.txt' as StudyPath;
      files.set(next, interviewText);
      files.contents.delete(to);
      await study.filesChanged([to, next]);
      assert.deepEqual((await session.followRenames()).named, [{ from: to, to: next }]);
      assert.equal(stepOf(study, next), 'read');
    }
  });

  it('leaves them where it is in doubt: two with its text, one that was there beside it, or other words', async () => {
    const { files: twins } = await left();
    rename(twins);
    twins.set(other, interviewText);
    const two = await openStudy(twins, 'after');
    assert.deepEqual((await two.session.followRenames()).named, []);
    twins.contents.delete(other);
    await two.study.filesChanged([other]);
    assert.equal((await two.session.followRenames()).named.length, 1, 'looked again, for something is gone');

    const { files: copied } = await left({ [other]: interviewText });
    const beside = await openStudy(copied, 'after');
    await beside.session.followRenames();
    copied.contents.delete(interview);
    await beside.study.filesChanged([interview]);
    assert.deepEqual((await beside.session.followRenames()).named, []);

    const { files: edited } = await left();
    rename(edited);
    edited.set(to, `${interviewText}R: More.\n`);
    const { study, session } = await openStudy(edited, 'after');
    assert.deepEqual((await session.followRenames()).named, []);
    assert.deepEqual(warnings(study), ['missing-transcript', 'missing-transcript']);
    assert.deepEqual(missingNamed(study), [interview]);
    assert.ok((await session.renameNamed(interview, to)).ok);
    assert.deepEqual([stepOf(study, to), warnings(study), missingNamed(study)], ['read', [], []]);
  });

  it('gives them to the transcript to which a colleague’s segments of it are linked', async () => {
    const { files } = await left();
    files.set('.verbatim/local.json', '{"version":1,"coder":"bea"}\n');
    files.set('coding/bea/coder.yaml', 'verbatim-coder: 1\nname: Bea\n');
    const bea = await openStudy(files, 'bea');
    const coded = await bea.session.change(interview, (segments, { text }) =>
      applyCodes(segments, text, spanOfWords(text, 'We just clicked'), ['connection'], bea.session.tools()),
    );
    assert.ok(coded.ok);
    rename(files);
    files.set(to, `${interviewText}R: More.\n`);
    files.set('.verbatim/local.json', '{"version":1,"coder":"ada"}\n');
    const { study, session } = await openStudy(files, 'after');
    const [stray] = study.strays;
    assert.equal(stray?.coder, 'bea');
    assert.ok((await session.relink(stray, to)).ok);
    assert.deepEqual([stepOf(study, to), warnings(study)], ['read', []]);
    assert.match(files.text('coding/ada/log/after.jsonl'), /"op":"relink"/);
  });

  it('is none where a memo is about a code, or another file', async () => {
    const files = smallStudyFiles({
      'memos/a.md': '---\nverbatim-memo: 1\nabout: [bond, papers/one.pdf, memos/gone.md]\nby: ada\n---\n',
    });
    const { study, session } = await openStudy(files);
    assert.deepEqual(missingNamed(study), []);
    assert.deepEqual((await session.followRenames()).named, []);
  });
});
