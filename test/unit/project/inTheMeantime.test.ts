import assert from 'node:assert/strict';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import { setMemo } from '../../../src/core/coding/segmentOperations';
import type { CodingSession } from '../../../src/core/project/codingSession';
import { FileAccessError } from '../../../src/core/project/host';
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
