import assert from 'node:assert/strict';
import { neverCancelled } from '../../../src/core/base/cancellation';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { renameInCases } from '../../../src/core/cases/renameInCases';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import type { CodingSession } from '../../../src/core/project/codingSession';
import { FileAccessError } from '../../../src/core/project/host';
import { relinkCandidates } from '../../../src/core/project/relinkCandidates';
import { StudyTrail } from '../../../src/core/project/studyTrail';
import type { MemoryFiles } from '../../support/memoryFiles';
import { interview, interviewText, openStudy, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

const mine = 'coding/ada/segments/transcripts/INT1.txt.jsonl';
const renamed = 'transcripts/PAR1 final.txt' as StudyPath;
const moved = 'coding/ada/segments/transcripts/PAR1 final.txt.jsonl';

async function code(session: CodingSession, words: string, path: StudyPath = interview): Promise<void> {
  const done = await session.change(path, (segments, { text }) =>
    applyCodes(segments, text, spanOfWords(text, words), ['connection'], session.tools()),
  );
  assert.ok(done.ok, done.ok ? '' : done.error);
}

/** A study in which Ada coded, and then another program renamed the transcript. */
async function renamedStudy(more: Readonly<Record<string, string>> = {}): Promise<MemoryFiles> {
  const files = smallStudyFiles();
  const { session } = await openStudy(files, 'before');
  await code(session, 'We just clicked');
  files.contents.delete(interview);
  files.set(renamed, interviewText);
  for (const [path, text] of Object.entries(more)) files.set(path, text);
  return files;
}

describe('A transcript that another program renamed', () => {
  it('takes my segments with it, with their places, and the log says so', async () => {
    const files = await renamedStudy();
    const { study, session } = await openStudy(files, 'after');
    assert.equal(study.strays.length, 1);
    assert.match(study.problems.find(({ rule }) => rule === 'missing-transcript')!.remedy, /Relink Transcript/);
    const { done, open, failed } = await session.followRenames();
    assert.deepEqual([done.map(({ to }) => to), open, failed], [[[renamed]], [], []]);
    assert.ok(!files.contents.has(mine));
    const coding = (await study.coding(renamed))!;
    assert.deepEqual(
      coding.placed.map(({ segment, span }) => [segment.placement.outcome, coding.text.slice(span.start, span.end)]),
      [['exact', 'We just clicked']],
    );
    assert.deepEqual(
      study.problems.filter(({ rule }) => rule === 'missing-transcript'),
      [],
    );
    assert.match(files.text('coding/ada/log/after.jsonl'), /"op":"relink".*INT1.txt to transcripts\/PAR1 final.txt/);
    assert.equal(study.index.segmentCount(renamed), 1);
  });

  it('is still followed by undo, and by the history', async () => {
    const files = await renamedStudy();
    const { study, session } = await openStudy(files, 'after');
    // Each host's clock begins at the same time; this one is later.
    for (let i = 0; i < 60; i++) study.host.now();
    await session.followRenames();
    const trail = await new StudyTrail(files).open();
    const { events } = await trail.page(
      9,
      {},
      (id) => id,
      () => Promise.resolve(),
    );
    assert.deepEqual(
      events.map(({ kind, transcript }) => [kind, transcript]),
      [
        ['link', renamed],
        ['coding', renamed],
      ],
    );
    const undone = await session.undo();
    assert.ok(undone.ok, undone.ok ? '' : undone.error);
    assert.equal(study.index.segmentCount(renamed), 0);
    assert.ok((await session.redo()).ok);
    const plan = await session.restore({ id: 'none', at: '2020', what: 'the beginning' });
    assert.ok(plan.ok);
    assert.deepEqual(plan.value.refused, []);
    assert.equal(study.index.segmentCount(renamed), 0);
  });

  it('is followed while the study is open, too', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await code(session, 'We just clicked');
    assert.deepEqual((await session.followRenames()).done, []);
    files.contents.delete(interview);
    files.set(renamed, interviewText);
    await study.filesChanged([interview, renamed]);
    assert.equal((await session.followRenames()).done.length, 1);
    assert.ok(files.contents.has(moved));
    // And back again.
    files.contents.delete(renamed);
    files.set(interview, interviewText);
    await study.filesChanged([interview, renamed]);
    assert.equal((await session.followRenames()).done.length, 1);
    assert.ok(files.contents.has(mine) && !files.contents.has(moved));
  });

  it('is only offered where two transcripts have its text, or another was there beside it', async () => {
    const twins = await renamedStudy({ 'transcripts/copy.txt': interviewText });
    const { session } = await openStudy(twins, 'after');
    const { done, open } = await session.followRenames();
    assert.deepEqual([done, open.map(({ to }) => to)], [[], [[renamed, 'transcripts/copy.txt']]]);

    const files = smallStudyFiles({ 'transcripts/copy.txt': interviewText });
    const beside = await openStudy(files);
    await code(beside.session, 'We just clicked');
    await beside.session.followRenames();
    files.contents.delete(interview);
    await beside.study.reload();
    const followed = await beside.session.followRenames();
    assert.deepEqual([followed.done, followed.open.length], [[], 1]);
    assert.ok(files.contents.has(mine));
  });

  it('is only offered for another coder’s segments, and for mine where nobody was chosen', async () => {
    const files = await renamedStudy();
    files.set('.verbatim/local.json', '{"version":1,"coder":"ben"}\n');
    const { study, session } = await openStudy(files, 'after');
    const { done, open } = await session.followRenames();
    assert.deepEqual([done.length, open.map(({ stray, sure }) => [stray.coder, sure])], [0, [['ada', true]]]);
    assert.ok((await session.relink(study.strays[0]!, renamed)).ok);
    assert.match(files.text('coding/ada/log/after.jsonl'), /"op":"relink"/);
  });

  it('is left alone where nothing has its text, or its file says nothing', async () => {
    const files = await renamedStudy();
    files.set(renamed, 'R: Other words.\n');
    const { session } = await openStudy(files, 'after');
    assert.deepEqual(await session.followRenames(), { done: [], named: [], open: [], failed: [] });
    for (const content of ['', 'no header\n', '{"verbatim":"segments"}\n', '{"verbatim":"segments"}']) {
      files.set(mine, content);
      assert.deepEqual(await session.followRenames(), { done: [], named: [], open: [], failed: [] });
    }
    files.contents.delete(mine);
    assert.deepEqual(await session.followRenames(), { done: [], named: [], open: [], failed: [] });
  });

  it('leaves everything as it was where the disk refuses, and says why', async () => {
    const files = await renamedStudy();
    const before = files.text(mine);
    const { session } = await openStudy(files, 'after');
    files.failing = (path) => (path === moved ? new FileAccessError(path, 'no-space', undefined) : undefined);
    const { done, failed } = await session.followRenames();
    assert.equal(done.length, 0);
    assert.match(failed.join(), /Nothing was changed.*disk is full/);
    files.failing = () => undefined;
    const remove = files.remove.bind(files);
    files.remove = (path) =>
      path === mine ? Promise.reject(new FileAccessError(path, 'no-permission', undefined)) : remove(path);
    const again = await openStudy(files, 'again');
    assert.match((await again.session.followRenames()).failed.join(), /no permission/);
    assert.equal(files.text(mine), before);
    assert.ok(!files.contents.has(moved));
  });

  it('is brought to its end where a crash left both files', async () => {
    const files = await renamedStudy();
    const old = files.text(mine);
    const { session } = await openStudy(files, 'after');
    await session.followRenames();
    files.set(mine, old);
    const again = await openStudy(files, 'again');
    assert.equal((await again.session.followRenames()).done.length, 1);
    assert.ok(!files.contents.has(mine));
    assert.equal(again.study.index.segmentCount(renamed), 1);
  });

  it('never writes over segments that are there, nor moves a file that cannot be read whole', async () => {
    const files = await renamedStudy();
    const { study, session } = await openStudy(files, 'after');
    await code(session, 'I even ring my sister', renamed);
    const [stray] = study.strays;
    const there = await session.relink(stray!, renamed);
    assert.match(there.ok ? '' : there.error, /has segments in .* already/);
    files.set('transcripts/other.txt', 'R: Other.\n');
    await study.reload();
    const gone = await session.relink(stray!, 'transcripts/nowhere.txt' as StudyPath);
    assert.match(gone.ok ? '' : gone.error, /no transcript of this study/);
    const sound = files.text(mine);
    for (const content of [`${sound}{"half`, new Uint8Array([0xff, 0xfe])]) {
      files.set(mine, content);
      const torn = await session.relink(stray!, 'transcripts/other.txt' as StudyPath);
      assert.match(torn.ok ? '' : torn.error, /cannot be read whole/);
    }
    files.contents.delete(mine);
    const missing = await session.relink(stray!, 'transcripts/other.txt' as StudyPath);
    assert.match(missing.ok ? '' : missing.error, /not there any more/);
    files.set(mine, sound);
    files.set(interview, interviewText);
    await study.reload();
    const back = await session.relink(stray!, 'transcripts/other.txt' as StudyPath);
    assert.match(back.ok ? '' : back.error, /is there again/);
  });
});

describe('relinkCandidates', () => {
  it('names the transcript with the text first, then uncoded ones by their quotes and names; none that the coder has coded', async () => {
    const files = await renamedStudy({
      'transcripts/INT1 edited.txt': interviewText.replace('on that ward', 'there'),
      'transcripts/A.txt': 'R: Nothing of it.\n',
      'transcripts/INT9.txt': 'R: Nothing of it.\n',
      'transcripts/coded.txt': 'R: We talked.\n',
      'transcripts/bens.txt': interviewText.replace('sister', 'brother'),
      'transcripts/broken.txt': '',
    });
    files.set('transcripts/broken.txt', new Uint8Array([0xff, 0xfe, 0xfd]));
    files.set('coding/ben/segments/transcripts/bens.txt.jsonl', '');
    const { study, session } = await openStudy(files, 'after');
    await code(session, 'We talked', 'transcripts/coded.txt' as StudyPath);
    const told: string[] = [];
    const found = await relinkCandidates(study, study.strays[0]!, (path) => told.push(path), neverCancelled);
    assert.deepEqual(
      found.map(({ path, sameText, found: there, quotes, isUncoded }) => [path, sameText, there, quotes, isUncoded]),
      [
        [renamed, true, 1, 1, true],
        ['transcripts/INT1 edited.txt', false, 1, 1, true],
        ['transcripts/INT9.txt', false, 0, 1, true],
        ['transcripts/A.txt', false, 0, 1, true],
        ['transcripts/bens.txt', false, 1, 1, false],
      ],
    );
    assert.ok(told.includes('transcripts/broken.txt'));
    assert.ok((await session.relink(study.strays[0]!, 'transcripts/INT1 edited.txt' as StudyPath)).ok);
    const coding = (await study.coding('transcripts/INT1 edited.txt' as StudyPath))!;
    const [placed] = coding.placed;
    assert.equal(coding.text.slice(placed!.span.start, placed!.span.end), 'We just clicked');
  });
});

describe('renameInCases', () => {
  const cases = [
    'verbatim-cases: 1',
    'transcripts: # who speaks where',
    '  - {path: transcripts/A.txt, kind: interview}',
    '  # the second',
    '  - path: transcripts/INT1.txt # lovely',
    '    speakers: {R: PAR1}',
    '',
  ].join('\n');

  it('changes the path alone; comments stay', () => {
    const edited = renameInCases(cases, 'transcripts/INT1.txt', 'transcripts/B.txt');
    assert.ok(edited.ok);
    assert.equal(edited.value, cases.replace('INT1.txt', 'B.txt'));
  });

  it('is refused where the file does not name it, or names the other already', () => {
    for (const text of [cases.replace('INT1', 'X'), '', '- a\n', 'transcripts: 3\n', 'transcripts: [1, {path: 2}]\n']) {
      assert.ok(!renameInCases(text, 'transcripts/INT1.txt', 'transcripts/B.txt').ok);
    }
    const taken = renameInCases(cases, 'transcripts/INT1.txt', 'transcripts/A.txt');
    assert.match(taken.ok ? '' : taken.error, /already/);
  });
});
