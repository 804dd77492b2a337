import assert from 'node:assert/strict';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import type { CodingSession } from '../../../src/core/project/codingSession';
import { putBack, type LostSegments } from '../../../src/core/project/lostSegments';
import type { Study } from '../../../src/core/project/study';
import type { MemoryFiles } from '../../support/memoryFiles';
import { interview, interviewText, openStudy, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

const mine = 'coding/ada/segments/transcripts/INT1.txt.jsonl' as StudyPath;

/** A study that tells of what is lost, with one coding in a transcript that an editor shows. */
async function coded(): Promise<{ files: MemoryFiles; study: Study; session: CodingSession; lost: LostSegments[] }> {
  const files = smallStudyFiles();
  const { study, session } = await openStudy(files);
  await study.keep(interview);
  const done = await session.change(interview, (segments, { text }) =>
    applyCodes(segments, text, spanOfWords(text, 'We just clicked'), ['change'], session.tools()),
  );
  assert.ok(done.ok);
  const lost: LostSegments[] = [];
  study.onDidChange((change) => {
    if (change.kind === 'lost') lost.push(...change.files);
  });
  return { files, study, session, lost };
}

describe('a file of my segments that another program removes', () => {
  it('is told of with what it held, and is there again when it is put back', async () => {
    const { files, study, lost } = await coded();
    const content = files.text(mine);
    files.contents.delete(mine);
    await study.filesChanged([mine]);
    assert.deepEqual(lost, [{ path: mine, transcript: interview, bytes: new TextEncoder().encode(content) }]);
    assert.equal(study.index.segmentCount(interview), 0);
    assert.equal(await putBack(files, lost), 1);
    assert.equal(files.text(mine), content);
    await study.filesChanged([mine]);
    assert.equal(study.index.segmentCount(interview), 1);
    assert.equal(study.keptCoding(interview)?.byCoder.get('ada')?.list.length, 1);
  });

  it('is not written over where there is one again', async () => {
    const { files, study, session, lost } = await coded();
    files.contents.delete(mine);
    await study.filesChanged([mine]);
    const again = await session.change(interview, (segments, { text }) =>
      applyCodes(segments, text, spanOfWords(text, 'What changed?'), ['change'], session.tools()),
    );
    assert.ok(again.ok);
    const now = files.text(mine);
    assert.equal(await putBack(files, lost), 0);
    assert.equal(files.text(mine), now);
  });

  it('is told of without what it held where that is not in hand', async () => {
    const { files, study, lost } = await coded();
    study.release(interview);
    files.contents.delete(mine);
    await study.filesChanged([mine]);
    assert.deepEqual(lost, [{ path: mine, transcript: interview, bytes: null }]);
  });

  it('is no news where it went with its transcript, was replaced, or is another coder’s', async () => {
    const { files, study, lost } = await coded();
    await study.filesChanged([mine]);
    files.set('coding/ben/coder.yaml', 'verbatim-coder: 1\nname: Ben\n');
    await study.chooseCoder({ id: 'ben' });
    files.contents.delete(mine);
    await study.filesChanged([mine]);
    const gone = await coded();
    gone.files.contents.delete(mine);
    gone.files.contents.delete(interview);
    await gone.study.filesChanged([mine, interview]);
    assert.deepEqual([lost, gone.lost], [[], []]);
    assert.equal(files.text(interview), interviewText);
  });
});
