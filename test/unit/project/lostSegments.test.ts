import assert from 'node:assert/strict';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import type { CodingSession } from '../../../src/core/project/codingSession';
import { FileAccessError } from '../../../src/core/project/host';
import { putBack, type LostSegments } from '../../../src/core/project/lostSegments';
import { Study } from '../../../src/core/project/study';
import { memoryHost, type MemoryFiles } from '../../support/memoryFiles';
import { interview, interviewText, openStudy, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

const mine = 'coding/ada/segments/transcripts/INT1.txt.jsonl' as StudyPath;

async function code(session: CodingSession, words: string): Promise<void> {
  const done = await session.change(interview, (segments, { text }) =>
    applyCodes(segments, text, spanOfWords(text, words), ['change'], session.tools()),
  );
  assert.ok(done.ok);
}

/** A study that tells of what is lost, with one coding in a transcript that an editor shows. */
async function coded(): Promise<{ files: MemoryFiles; study: Study; session: CodingSession; lost: LostSegments[] }> {
  const files = smallStudyFiles();
  const { study, session } = await openStudy(files);
  await study.keep(interview);
  await code(session, 'We just clicked');
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
    assert.deepEqual(await putBack(study.host, lost), { back: 1, aside: [] });
    assert.equal(files.text(mine), content);
    await study.filesChanged([mine]);
    assert.equal(study.index.segmentCount(interview), 1);
    assert.equal(study.keptCoding(interview)?.byCoder.get('ada')?.list.length, 1);
  });

  it('comes into the one that is there again, whose rows stay as they are', async () => {
    const { files, study, session, lost } = await coded();
    const [header, row] = files.text(mine).split('\n');
    files.contents.delete(mine);
    await study.filesChanged([mine]);
    await code(session, 'What changed?');
    const [, fresh] = files.text(mine).split('\n');
    assert.deepEqual(await putBack(study.host, lost), { back: 1, aside: [] });
    assert.equal(files.text(mine), [header, row, fresh, ''].join('\n'));
    await study.filesChanged([mine]);
    assert.equal(study.index.segmentCount(interview), 2);
    await code(session, 'I talk more');
    assert.equal(files.text(mine).split('\n').length, 5);
  });

  it('does not change a row that is there again under the same id', async () => {
    const { files, study, lost } = await coded();
    const now = files.text(mine).replace('"codings"', '"memo":"later","codings"').replace('"change"', '"bond"');
    files.contents.delete(mine);
    await study.filesChanged([mine]);
    files.set(mine, now);
    assert.deepEqual(await putBack(study.host, lost), { back: 1, aside: [] });
    assert.equal(files.text(mine), now);
  });

  it('is put aside, and nothing written over, where the one that is there is for another text or cannot be read whole', async () => {
    const { files, study, lost } = await coded();
    const content = files.text(mine);
    files.contents.delete(mine);
    await study.filesChanged([mine]);
    const others = [content.replace(/sha256:\w{8}/, 'sha256:00000000'), `${content}{"id":`, '', new Uint8Array([0xff])];
    for (const other of others) {
      files.set(mine, other);
      const bytes = files.contents.get(mine);
      const { back, aside } = await putBack(study.host, lost);
      assert.equal(back, 0);
      assert.equal(files.contents.get(mine), bytes);
      assert.deepEqual(
        aside.map((path) => [path.startsWith('.verbatim/copies/') && path.endsWith(`/${mine}`), files.text(path)]),
        [[true, content]],
      );
    }
  });

  it('is told of without what it held where that is not in hand', async () => {
    const { files, study, lost } = await coded();
    study.release(interview);
    files.contents.delete(mine);
    await study.filesChanged([mine]);
    assert.deepEqual(lost, [{ path: mine, transcript: interview, bytes: null }]);
  });

  it('is told of where its transcript was taken from the index that the last session kept', async () => {
    const { files } = await coded();
    const keeping = { ...memoryHost(files), keepsIndex: () => true };
    const open = async (): Promise<Study> => {
      const { study } = await Study.open(keeping);
      assert.ok(study);
      await study.fill();
      return study;
    };
    await open();
    const study = await open();
    assert.equal(study.storedOf(interview).size, 0);
    const lost: LostSegments[] = [];
    study.onDidChange((change) => {
      if (change.kind === 'lost') lost.push(...change.files);
    });
    files.contents.delete(mine);
    await study.filesChanged([mine]);
    assert.deepEqual(lost, [{ path: mine, transcript: interview, bytes: null }]);
  });

  it('is told of once where another file that changed with it cannot be read, however often that is tried', async () => {
    const { files, study, lost } = await coded();
    const content = files.text(mine);
    const another = 'transcripts/INT2.txt' as StudyPath;
    files.set(another, interviewText);
    await study.reload();
    for (const burst of [
      [mine, another],
      [another, mine],
    ]) {
      files.set(mine, content);
      await study.filesChanged([mine]);
      lost.length = 0;
      files.contents.delete(mine);
      let looks = 0;
      files.refusing = (path) =>
        path === another && ++looks % 2 === 0 ? new FileAccessError(path, 'unavailable', undefined) : undefined;
      await assert.rejects(study.filesChanged(burst), FileAccessError);
      await assert.rejects(study.filesChanged(burst), FileAccessError);
      files.refusing = () => undefined;
      await study.filesChanged(burst);
      assert.deepEqual(lost, [{ path: mine, transcript: interview, bytes: new TextEncoder().encode(content) }]);
    }
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
