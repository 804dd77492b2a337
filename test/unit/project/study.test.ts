import assert from 'node:assert/strict';
import { annotate, applyCodes } from '../../../src/core/coding/codingOperations';
import type { Problem } from '../../../src/core/base/problem';
import { CancelledError } from '../../../src/core/base/cancellation';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { afterEdit } from '../../../src/core/project/liveEdit';
import { Study, type StudyChange } from '../../../src/core/project/study';
import { isOwnFile } from '../../../src/core/project/studyOwned';
import { toLf } from '../../../src/core/text/lfText';
import { applyChanges } from '../../../src/core/text/textChange';
import { CancellationSource } from '../../support/cancellationSource';
import { memoryHost, MemoryFiles } from '../../support/memoryFiles';
import { interview, interviewText, openStudy, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

const rules = (study: Study): string[] => study.problems.map(({ rule }) => rule);

async function problemsOf(files: MemoryFiles): Promise<readonly Problem[]> {
  const { study, problems } = await Study.open(memoryHost(files));
  if (study === null) return problems;
  await study.fill();
  return study.problems;
}

const placesOf = (problems: readonly Problem[]): string[] =>
  problems.map(({ file = '', line = 0 }) => `${file}:${line}`);

describe('Study', () => {
  it('reads a sound study without a problem', async () => {
    const { study } = await openStudy(smallStudyFiles());
    assert.deepEqual(study.problems, []);
    assert.equal(study.project.name, 'Small study');
    assert.equal(study.me, 'ada');
    assert.deepEqual(study.coders, [{ id: 'ada', name: 'Ada', marks: new Map() }]);
    assert.deepEqual(
      study.transcripts.map(({ path }) => path),
      [interview],
    );
    assert.equal(study.lengthOf(interview), interviewText.length);
    assert.equal(study.codes.byId('connection')?.path.join(' › '), 'Bond › Making a connection');
  });

  it('counts an annotation without a code as a segment of its coder, and as coded no words', async () => {
    const { study, session } = await openStudy(smallStudyFiles());
    const done = await session.change(interview, (segments, { text }) =>
      annotate(segments, text, spanOfWords(text, 'We just clicked'), null, session.tools()),
    );
    assert.ok(done.ok);
    const { index } = study;
    assert.deepEqual([index.segmentCount(interview), index.coveredLength(interview), index.usedCodes()], [1, 0, []]);
    assert.deepEqual([index.hasSegmentsOf('ada', interview), index.hasSegmentsOf('ben', interview)], [true, false]);
    assert.ok(!index.hasSegmentsOf('ada', 'transcripts/other.txt' as StudyPath));
  });

  it('counts nothing of a folder that is no coder’s, as nothing of it is exported', async () => {
    const files = smallStudyFiles();
    const first = await openStudy(files);
    await first.session.change(interview, (segments, { text }) =>
      applyCodes(segments, text, spanOfWords(text, 'We just clicked'), ['connection'], first.session.tools()),
    );
    const mine = 'coding/ada/segments/transcripts/INT1.txt.jsonl';
    files.set(mine.replace('ada', 'Ada_L'), files.text(mine).replace('"coder":"ada"', '"coder":"Ada_L"'));
    const { study } = await openStudy(files);
    assert.equal(study.index.count('connection'), 1);
    assert.deepEqual(rules(study), ['bad-coder-folder']);
  });

  it('knows which files are its own, sound or not', async () => {
    const { study } = await openStudy(
      smallStudyFiles({
        'verbatim.yaml': 'verbatim: 1\nname: S\ncodebooks: ["codebooks/*"]\ncases: cases.yaml\n',
        'codebooks/broken.yaml': 'verbatim-codebook: [',
      }),
    );
    const own = [
      'verbatim.yaml',
      '.verbatim/local.json',
      'cases.yaml',
      interview,
      'codebooks/small.yaml',
      'codebooks/broken.yaml',
      'coding/ada/coder.yaml',
      'coding/ben/segments/transcripts/INT1.txt.jsonl',
      'coding/Not a slug/segments/transcripts/INT1.txt.jsonl',
    ];
    for (const path of own) assert.equal(isOwnFile(study, path as StudyPath), true, path);
    for (const path of ['out.jsonl', 'coding/out.csv', 'codebooks/out.csv', 'exports/out.json']) {
      assert.equal(isOwnFile(study, path as StudyPath), false, path);
    }
  });

  it('says that a folder without verbatim.yaml is no study', async () => {
    const problems = await problemsOf(new MemoryFiles({ 'transcripts/a.txt': 'A: b\n' }));
    assert.deepEqual(
      problems.map(({ rule }) => rule),
      ['no-study'],
    );
    assert.match(problems[0]!.remedy, /New Study…/);
  });

  it('names file and line of broken YAML, in the project and in a codebook', async () => {
    const project = await problemsOf(smallStudyFiles({ 'verbatim.yaml': 'verbatim: 1\nname: [open\n' }));
    assert.deepEqual(placesOf(project), ['verbatim.yaml:3']);
    const codebook = await problemsOf(
      smallStudyFiles({ 'codebooks/small.yaml': 'verbatim-codebook: 1\nid: small\nname: "S\ncodes: []\n' }),
    );
    assert.deepEqual(placesOf(codebook), ['codebooks/small.yaml:5']);
    for (const { remedy } of [...project, ...codebook]) assert.notEqual(remedy, '');
  });

  it('refuses a second code with the same id, naming its line', async () => {
    const text = 'verbatim-codebook: 1\nid: small\nname: S\ncodes:\n  - {id: a, name: A}\n  - {id: a, name: B}\n';
    const problems = await problemsOf(smallStudyFiles({ 'codebooks/small.yaml': text }));
    assert.deepEqual(placesOf(problems), ['codebooks/small.yaml:6']);
    assert.match(problems.map(({ message }) => message).join(), /“a”/);
  });

  it('names the line of a coding of an unknown code, and keeps the coding', async () => {
    const { study, session } = await openStudy(smallStudyFiles());
    const tools = session.tools();
    const { applyCodes } = await import('../../../src/core/coding/codingOperations');
    const { span } = await import('../../../src/core/text/span');
    const done = await session.change(interview, (mine, { text }) =>
      applyCodes(mine, text, span(0, 20), ['ghost'], tools),
    );
    assert.ok(done.ok);
    await study.refresh(interview);
    const problem = study.problems.find(({ rule }) => rule === 'unknown-code');
    assert.equal(problem?.file, 'coding/ada/segments/transcripts/INT1.txt.jsonl');
    assert.equal(problem.line, 2);
    assert.equal(study.index.count('ghost'), 1);
  });

  it('lists segments whose transcript is missing instead of dropping them', async () => {
    const header = JSON.stringify({
      verbatim: 'segments',
      version: 1,
      transcript: 'transcripts/gone.txt',
      text: `sha256:${'0'.repeat(64)}`,
      coder: 'ada',
    });
    const { study } = await openStudy(
      smallStudyFiles({ 'coding/ada/segments/transcripts/gone.txt.jsonl': `${header}\n` }),
    );
    assert.deepEqual(rules(study), ['missing-transcript']);
  });

  it('says of each transcript that is no text what it is and what to do', async () => {
    const utf16 = new Uint8Array([0xff, 0xfe, 0x49, 0, 0x3a, 0, 0x20, 0, 0x61, 0]);
    const problems = await problemsOf(
      smallStudyFiles({
        'transcripts/empty.txt': '',
        'transcripts/binary.txt': new Uint8Array([0x25, 0x50, 0x44, 0x46, 0, 1, 2, 3, 0, 0, 255]),
        'transcripts/latin.txt': new Uint8Array([0x49, 0x3a, 0x20, 0x63, 0x61, 0x66, 0xe9, 0x0a]),
        'transcripts/utf16.txt': utf16,
      }),
    );
    assert.deepEqual(
      [...new Set(problems.map(({ file }) => file))],
      ['transcripts/binary.txt', 'transcripts/empty.txt', 'transcripts/latin.txt', 'transcripts/utf16.txt'],
    );
    for (const { remedy, message } of problems) assert.ok(remedy.length > 10 && message.length > 10);
    assert.equal(problems.find(({ file }) => file === 'transcripts/latin.txt')?.line, 1);
  });

  it('shows a study of a newer version and does not change it', async () => {
    const { study, session } = await openStudy(
      smallStudyFiles({ 'verbatim.yaml': 'verbatim: 9\nname: New\ncodebooks: [codebooks/small.yaml]\n' }),
    );
    assert.deepEqual(rules(study), ['newer-version']);
    const outcome = await session.editCodebook('codebooks/small.yaml' as StudyPath, 'x', (text) => ({
      ok: true,
      value: `${text}#`,
    }));
    assert.equal(outcome.ok, false);
  });

  it('tells of changes made by other programs, and not of its own', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    const { annotate } = await import('../../../src/core/coding/codingOperations');
    const { span } = await import('../../../src/core/text/span');
    await session.change(interview, (mine, { text }) => annotate(mine, text, span(0, 20), 'a note', session.tools()));
    const seen: StudyChange[] = [];
    study.onDidChange((change) => seen.push(change));
    await study.filesChanged(['coding/ada/segments/transcripts/INT1.txt.jsonl' as StudyPath]);
    assert.equal(seen.length, 0);
    files.set('transcripts/INT2.txt', 'I: Another?\n');
    await study.filesChanged(['transcripts/INT2.txt' as StudyPath]);
    assert.ok(seen.some((change) => change.kind === 'frame'));
    assert.equal(study.transcripts.length, 2);
    files.set(interview, `Added line\n\n${interviewText}`);
    await study.filesChanged([interview]);
    assert.ok(seen.some((change) => change.kind === 'transcript' && change.path === interview));
    const [placed] = (await study.coding(interview))?.placed ?? [];
    assert.equal(placed?.span.start, 'Added line\n\n'.length);
  });

  it('leaves what belongs to a study within the study to that one', async () => {
    const { study } = await openStudy(
      smallStudyFiles({
        'transcripts/inner/verbatim.yaml': 'verbatim: 1\nname: Inner\n',
        'transcripts/inner/transcripts/x.txt': 'A: b\n',
      }),
    );
    assert.deepEqual(
      study.transcripts.map(({ path }) => path),
      [interview],
    );
  });

  it('forgets a transcript that was deleted, and keeps its codings in the file', async () => {
    const files = smallStudyFiles();
    const { study } = await openStudy(files);
    files.contents.delete(interview);
    await study.filesChanged([interview]);
    assert.equal(study.transcripts.length, 0);
  });

  it('remembers who codes here in a file that git ignores', async () => {
    const files = smallStudyFiles({ '.verbatim/local.json': 'torn' });
    const { study } = await openStudy(files);
    assert.equal(study.me, null);
    assert.equal(await study.chooseCoder({ name: 'Zoë Brontë' }), 'zoe-bronte');
    assert.equal(study.me, 'zoe-bronte');
    assert.equal(files.text('coding/zoe-bronte/coder.yaml'), 'verbatim-coder: 1\nname: "Zoë Brontë"\n');
    assert.deepEqual(JSON.parse(files.text('.verbatim/local.json')), {
      version: 1,
      coders: { 'this-machine': 'zoe-bronte' },
    });
    assert.deepEqual(
      study.coders.map(({ name }) => name),
      ['Ada', 'Zoë Brontë'],
    );
  });

  it('counts everybody’s segments or only mine, as chosen', async () => {
    const files = smallStudyFiles({ 'coding/ben/coder.yaml': 'verbatim-coder: 1\nname: Ben\n' });
    const { applyCodes } = await import('../../../src/core/coding/codingOperations');
    const { span } = await import('../../../src/core/text/span');
    for (const coder of ['ada', 'ben']) {
      const { study, session } = await openStudy(files, coder);
      await study.chooseCoder({ id: coder });
      await session.change(interview, (mine, { text }) =>
        applyCodes(mine, text, span(0, 20), ['bond'], session.tools()),
      );
    }
    const { study } = await openStudy(files);
    assert.deepEqual([study.me, study.index.count('bond')], ['ben', 2]);
    await study.show('me');
    assert.deepEqual([study.index.count('bond'), study.index.codingsOf('bond', [interview])[0]?.coder], [1, 'ben']);
    await study.show('me');
    await study.show('everyone');
    assert.equal(study.index.count('bond'), 2);
  });

  it('stays as it was where verbatim.yaml becomes unsound, and says so', async () => {
    const files = smallStudyFiles();
    const { study } = await openStudy(files);
    const seen: string[] = [];
    study.onDidChange(({ kind }) => seen.push(kind));
    files.set('verbatim.yaml', 'name: [');
    await study.filesChanged(['verbatim.yaml' as StudyPath]);
    assert.deepEqual(seen, ['problems']);
    assert.equal(study.project.name, 'Small study');
    assert.ok(study.problems.length > 0);
  });

  it('counts what the file has again where an editor is closed without saving', async () => {
    const files = smallStudyFiles();
    const { study, session } = await openStudy(files);
    await session.change(interview, (segments, { text }) =>
      applyCodes(segments, text, spanOfWords(text, 'We just clicked'), ['connection'], session.tools()),
    );
    const counts = (): readonly number[] => [
      study.index.coveredLength(interview),
      study.index.orphanCount(interview),
      study.lengthOf(interview),
    ];
    const saved = counts();
    const coding = (await study.keep(interview)) ?? assert.fail('no transcript');
    const { start, end } = spanOfWords(coding.text, 'We just clicked — the first time we spoke.');
    const edits = [{ start, end, text: '' }];
    study.replace(afterEdit(coding, edits, toLf(applyChanges(coding.text, edits))));
    assert.deepEqual(counts(), [0, 1, interviewText.length - (end - start)]);
    const told = new Promise<StudyChange>((resolve) => study.onDidChange(resolve));
    study.release(interview);
    assert.deepEqual(await told, { kind: 'transcript', path: interview });
    assert.deepEqual(counts(), saved);
    assert.equal(study.keptCoding(interview), undefined);
  });

  it('leaves a transcript with unsaved edits to its editor', async () => {
    const files = smallStudyFiles();
    const { study } = await openStudy(files);
    files.set(interview, 'I: Other?\n');
    await study.filesChanged([interview], { shows: () => true, unsaved: () => true });
    assert.equal(study.lengthOf(interview), interviewText.length);
    await study.filesChanged([interview], { shows: () => false, unsaved: () => false });
    assert.equal(study.lengthOf(interview), 'I: Other?\n'.length);
  });

  it('reads the transcript that is asked for first, and stops where it is asked to', async () => {
    const files = smallStudyFiles({ 'transcripts/A.txt': 'A: b\n', 'transcripts/Z.txt': 'A: b\n' });
    const { study } = await Study.open(memoryHost(files));
    assert.ok(study);
    const seen: string[] = [];
    const source = new CancellationSource();
    study.onDidChange((change) => {
      if (change.kind !== 'transcript') return;
      seen.push(change.path);
      if (seen.length === 2) source.cancel();
    });
    await assert.rejects(study.fill('transcripts/Z.txt' as StudyPath, source.token), CancelledError);
    assert.deepEqual(seen, ['transcripts/Z.txt', 'transcripts/A.txt']);
    study.dispose();
    await study.fill();
    assert.equal(seen.length, 2);
  });
});
