import assert from 'node:assert/strict';
import { ok } from '../../../src/core/base/result';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import { removeSegment, setMemo } from '../../../src/core/coding/segmentOperations';
import type { CodingSession } from '../../../src/core/project/codingSession';
import { FileAccessError } from '../../../src/core/project/host';
import { lookAtCopy } from '../../../src/core/project/joinConflictCopy';
import { afterEdit } from '../../../src/core/project/liveEdit';
import type { Study } from '../../../src/core/project/study';
import { toLf } from '../../../src/core/text/lfText';
import { span } from '../../../src/core/text/span';
import type { MemoryFiles } from '../../support/memoryFiles';
import { interview, interviewText, openStudy, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

const mine = 'coding/ada/segments/transcripts/INT1.txt.jsonl';

function code(session: CodingSession, words: string, path: StudyPath, ...codes: string[]) {
  return session.change(path, (segments, { text }) =>
    applyCodes(segments, text, spanOfWords(text, words), codes, session.tools()),
  );
}

describe('CodingSession, while something else goes on', () => {
  it('takes a coding off in a closed transcript also while a view reads that in passing', async () => {
    const files = smallStudyFiles();
    const first = await openStudy(files);
    await code(first.session, 'We just clicked', interview, 'connection');
    const { study, session } = await openStudy(files, 'second');
    const reading = study.inPassing(interview);
    const undone = await session.undo();
    await reading;
    assert.ok(undone.ok, JSON.stringify(undone));
    assert.equal(files.text(mine).trim().split('\n').length, 1, files.text(mine));
  });

  it('does so at whatever moment a view begins to read', async () => {
    const failed: string[] = [];
    for (let ticks = 0; ticks < 60; ticks++) {
      const files = smallStudyFiles();
      const first = await openStudy(files);
      await code(first.session, 'We just clicked', interview, 'connection');
      const { study, session } = await openStudy(files, 'second');
      const undone = session.undo();
      for (let i = 0; i < ticks; i++) await Promise.resolve();
      await study.inPassing(interview);
      await undone;
      if (files.text(mine).trim().split('\n').length !== 1) failed.push(String(ticks));
    }
    assert.deepEqual(failed, []);
  });

  it('leaves one memo, not both, where a change of a memo is undone', async () => {
    const files = smallStudyFiles();
    const first = await openStudy(files);
    await code(first.session, 'We just clicked', interview, 'connection');
    const id = (JSON.parse(files.text(mine).split('\n')[1]!) as { id: string }).id;
    await first.session.change(interview, (now) => setMemo(now, id, 'one'));
    await first.session.change(interview, (now) => setMemo(now, id, 'two'));
    const { study, session } = await openStudy(files, 'second');
    const reading = study.inPassing(interview);
    await session.undo();
    await reading;
    assert.equal((JSON.parse(files.text(mine).split('\n')[1]!) as { memo: string }).memo, 'one');
  });

  it('keeps the first coding of a transcript in sight where the study is read again meanwhile', async () => {
    const failed: string[] = [];
    for (let ticks = 0; ticks < 60; ticks++) {
      const files = smallStudyFiles();
      const { study, session } = await openStudy(files);
      await study.keep(interview);
      const reload = study.reload();
      for (let i = 0; i < ticks; i++) await Promise.resolve();
      await code(session, 'We just clicked', interview, 'connection');
      await reload;
      await study.filesChanged([mine as StudyPath]);
      study.release(interview);
      await study.refresh(interview);
      if (study.index.count('connection') !== 1) failed.push(String(ticks));
    }
    assert.deepEqual(failed, []);
  });

  it('does not say that nothing was changed where a restore meets a file that it may not read', async () => {
    const other = 'transcripts/INT2.txt' as StudyPath;
    const files = smallStudyFiles({ [other]: interviewText });
    const { session } = await openStudy(files);
    await code(session, 'What changed?', interview, 'change');
    const point = { id: 'none', at: '', what: 'x' };
    await code(session, 'We just clicked', interview, 'connection');
    await code(session, 'We just clicked', other, 'connection');
    const before = files.text(mine);
    files.refusing = (path) => (path === other ? new FileAccessError(path, 'no-permission', undefined) : undefined);
    const outcome = await session.restore(point);
    assert.notEqual(files.text(mine), before);
    assert.ok(outcome.ok || !outcome.error.startsWith('Nothing was changed'), JSON.stringify(outcome));
  });

  it('takes back alone what its person did in another window', async () => {
    const files = smallStudyFiles();
    const a = await openStudy(files, 'a');
    const b = await openStudy(files, 'b');
    await code(b.session, 'What changed?', interview, 'change');
    await b.session.undo();
    await code(a.session, 'We just clicked', interview, 'connection');
    await b.study.filesChanged([mine as StudyPath]);
    const id = (JSON.parse(files.text('coding/ada/log/a.jsonl').split('\n')[1]!) as { id: string }).id;
    const undone = await b.session.undoOnly(id);
    assert.ok(undone.ok, JSON.stringify(undone));
  });
});

describe('CodingSession, while another coder is chosen', () => {
  const second = 'transcripts/INT2.txt' as StudyPath;
  const ben = { 'coding/ben/coder.yaml': 'verbatim-coder: 1\nname: Ben\n' };
  const idIn = (files: MemoryFiles): string => (JSON.parse(files.text(mine).split('\n')[1]!) as { id: string }).id;
  const bens = (files: MemoryFiles): string[] =>
    [...files.contents.keys()].filter((path) => path.startsWith('coding/ben/') && !path.endsWith('coder.yaml'));

  /** Has Ben chosen when a path is first listed or read. */
  function chooseBenAt(files: MemoryFiles, study: Study, at: (path: string) => boolean): void {
    let chosen = false;
    const first = async (path: string): Promise<void> => {
      if (chosen || !at(path)) return;
      chosen = true;
      await study.chooseCoder({ id: 'ben' });
    };
    const [list, read] = [files.list.bind(files), files.read.bind(files)];
    files.list = async (folder) => {
      await first(folder ?? '');
      return list(folder);
    };
    files.read = async (path) => {
      await first(path);
      return read(path);
    };
  }

  it('undoes what was asked for in the name of who asked, whatever is being read', async () => {
    for (const moment of ['coding/ada/log', interview, mine]) {
      const files = smallStudyFiles(ben);
      const { study, session } = await openStudy(files);
      await code(session, 'We just clicked', interview, 'change');
      await session.change(interview, (now) => removeSegment(now, idIn(files)));
      chooseBenAt(files, study, (path) => path === moment);
      const undone = await session.undo();
      assert.ok(undone.ok, JSON.stringify(undone));
      assert.equal(study.me, 'ben');
      assert.deepEqual(bens(files), [], moment);
      assert.match(files.text(mine), /We just clicked/);
    }
  });

  it('undoes a change of a codebook in the log of who asked', async () => {
    const book = 'codebooks/small.yaml' as StudyPath;
    const files = smallStudyFiles(ben);
    const { study, session } = await openStudy(files);
    await session.editCodebook(book, 'Renamed', (text) => ok(text.replace('Talking', 'Speaking')));
    chooseBenAt(files, study, (path) => path === book);
    const undone = await session.undo();
    assert.ok(undone.ok, JSON.stringify(undone));
    assert.deepEqual(bens(files), []);
    assert.match(files.text('coding/ada/log/test.jsonl'), /"undoes"/);
  });

  it('restores every transcript in the name of who asked', async () => {
    const files = smallStudyFiles({ ...ben, [second]: interviewText });
    const { study, session } = await openStudy(files);
    await code(session, 'We just clicked', interview, 'change');
    await code(session, 'We just clicked', second, 'change');
    const [, , point] = files.text('coding/ada/log/test.jsonl').split('\n');
    for (const path of [interview, second]) {
      await session.change(path, (now) => removeSegment(now, now.list[0]!.row.id));
    }
    let choosing: Promise<unknown> = Promise.resolve();
    const { id, at } = JSON.parse(point!) as { id: string; at: string };
    const restored = await session.restore({ id, at, what: 'x' }, (where) => {
      if (where === interview) choosing = study.chooseCoder({ id: 'ben' });
    });
    await choosing;
    assert.ok(restored.ok, JSON.stringify(restored));
    assert.equal(restored.value.back.length, 2, JSON.stringify(restored.value));
    assert.deepEqual(bens(files), []);
  });

  it('does what was asked for before in the name of who asked, also where it had to wait', async () => {
    const files = smallStudyFiles(ben);
    const { study, session } = await openStudy(files);
    const [first, then] = [
      code(session, 'We just clicked', interview, 'change'),
      code(session, 'What changed?', interview, 'change'),
    ];
    const choosing = study.chooseCoder({ id: 'ben' });
    await Promise.all([first, then, choosing]);
    await code(session, 'I even ring my sister', interview, 'change');
    assert.equal(files.text(mine).trim().split('\n').length, 3);
    assert.match(files.text(mine.replace('ada', 'ben')), /ring my sister/);
  });

  it('follows a save in the name of who saved', async () => {
    const files = smallStudyFiles(ben);
    const { study, session } = await openStudy(files);
    await study.keep(interview);
    await code(session, 'We just clicked', interview, 'change');
    const before = study.keptCoding(interview)!;
    study.replace(afterEdit(before, [{ ...span(0, 0), text: 'Hm. ' }], toLf(`Hm. ${before.text}`)));
    files.set(interview, `Hm. ${before.text}`);
    chooseBenAt(files, study, (path) => path === interview);
    const saved = await session.transcriptSaved(interview);
    assert.ok(saved.ok);
    const { start } = JSON.parse(files.text(mine).split('\n')[1]!) as { start: number };
    assert.equal(start, 'Hm. '.length + interviewText.indexOf('We just'));
  });
});

/** Holds back what the next call that matches was given, until `go` is called; `reached` resolves when it waits. */
function gate(): { pass: () => Promise<void>; reached: Promise<void>; go: () => void } {
  let [go, arrive] = [(): void => undefined, (): void => undefined];
  const opened = new Promise<void>((resolve) => (go = resolve));
  const reached = new Promise<void>((resolve) => (arrive = resolve));
  let once = false;
  const pass = async (): Promise<void> => {
    if (once) return;
    once = true;
    arrive();
    await opened;
  };
  return { pass, reached, go };
}

/** Types words at the start of the interview. */
function type(study: Study, words: string): void {
  const before = study.keptCoding(interview)!;
  study.replace(afterEdit(before, [{ ...span(0, 0), text: words }], toLf(words + before.text)));
}

describe('Study, while files are read', () => {
  it('shows what the reload that began last found, also where an earlier one ends after it', async () => {
    const second = 'transcripts/INT2.txt' as StudyPath;
    for (const project of ['verbatim: 1\nname: Small study\ncodebooks: [codebooks/small.yaml]\n', 'name: [']) {
      const files = smallStudyFiles();
      const { study } = await openStudy(files);
      const { pass, reached, go } = gate();
      const [list, read] = [files.list.bind(files), files.read.bind(files)];
      files.list = async (folder) => {
        const listed = await list(folder);
        await pass();
        return listed;
      };
      files.read = async (path) => {
        const bytes = await read(path);
        if (path === 'verbatim.yaml' && project === 'name: [') await pass();
        return bytes;
      };
      const sound = files.text('verbatim.yaml');
      files.set('verbatim.yaml', project);
      const earlier = study.reload();
      await reached;
      files.set('verbatim.yaml', sound);
      files.set(second, 'R: New.\n');
      await study.reload();
      await study.keep(second);
      study.replace(study.keptCoding(second)!);
      go();
      await earlier;
      assert.deepEqual([study.transcripts.length, study.problems], [2, []]);
      assert.ok(study.keptCoding(second));
    }
  });

  it('has the text that was saved meanwhile, with or without segments', async () => {
    for (const words of ['', 'We just clicked']) {
      const files = smallStudyFiles();
      const { study, session } = await openStudy(files);
      await study.keep(interview);
      if (words !== '') await code(session, words, interview, 'change');
      const { pass, reached, go } = gate();
      const read = files.read.bind(files);
      files.read = async (path) => {
        const bytes = await read(path);
        if (path === interview) await pass();
        return bytes;
      };
      const refreshing = study.refresh(interview);
      await reached;
      type(study, 'Hello. ');
      files.set(interview, `Hello. ${interviewText}`);
      assert.ok((await session.transcriptSaved(interview, words !== '')).ok);
      go();
      await refreshing;
      assert.equal(study.keptCoding(interview)!.text, `Hello. ${interviewText}`);
      assert.ok((await code(session, 'What changed?', interview, 'change')).ok);
    }
  });

  it('keeps what is typed while a revert is read', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await study.keep(interview);
    await code(session, 'We just clicked', interview, 'change');
    type(study, 'A');
    const typed = study.keptCoding(interview)!;
    study.replace(afterEdit(typed, [{ ...span(0, 1), text: '' }], toLf(interviewText)));
    const read = files.read.bind(files);
    let reads = 0;
    files.read = async (path) => {
      const bytes = await read(path);
      if (path === mine && reads++ === 0) type(study, 'Z');
      return bytes;
    };
    assert.ok((await session.transcriptSaved(interview)).ok);
    assert.equal(study.keptCoding(interview)!.text, `Z${interviewText}`);
    files.set(interview, `Z${interviewText}`);
    assert.ok((await session.transcriptSaved(interview)).ok);
    assert.equal((JSON.parse(files.text(mine).split('\n')[1]!) as { quote: string }).quote, 'We just clicked');
  });

  it('has nothing in hand of a transcript that nobody shows, after a change, a look at a copy, or news of its files', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await code(session, 'We just clicked', interview, 'change');
    assert.equal(study.storedOf(interview).size, 0);
    const copy = mine.replace('.jsonl', ' (conflicted copy 2026-11-22).jsonl');
    files.set(copy, files.text(mine));
    await study.reload();
    assert.ok((await lookAtCopy(session, study.conflictCopies[0]!)).ok);
    assert.equal(study.storedOf(interview).size, 0);
    files.set(mine, `${files.text(mine)}\n`);
    await study.filesChanged([mine as StudyPath]);
    assert.equal(study.storedOf(interview).size, 0);
    assert.equal(study.index.count('change'), 1);
  });
});
