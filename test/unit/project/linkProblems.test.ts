import assert from 'node:assert/strict';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { Study } from '../../../src/core/project/study';
import { FileAccessError } from '../../../src/core/project/host';
import { memoryHost, type MemoryFiles } from '../../support/memoryFiles';
import { interview, smallStudyFiles } from '../../support/smallStudy';

describe('links that lead out of a study', () => {
  const yaml = [
    'verbatim: 1',
    'name: S',
    'transcripts: ["transcripts/**/*.txt", "more/wave-?/*.txt", "*.text"]',
    'codebooks: [codebooks/small.yaml]',
    'cases: cases.yaml',
    '',
  ].join('\n');

  async function linkProblemsOf(files: MemoryFiles): Promise<(string | undefined)[]> {
    const { study, problems } = await Study.open(memoryHost(files));
    assert.ok(study, problems[0]?.message);
    return problems.filter(({ rule }) => rule === 'link-out').map(({ file }) => file);
  }

  it('are told where something of the study would be read from them', async () => {
    const files = smallStudyFiles({ 'verbatim.yaml': yaml });
    const link = (path: string, isFolder: boolean): void =>
      void files.linksOut.push({ path: path as StudyPath, isFolder });
    const own = ['transcripts/A.txt', 'cases.yaml', 'coding/ada/notes.jsonl', 'codebooks/small.yaml'];
    const ownFolders = ['transcripts/wave-2', 'more', 'more/wave-1', 'coding/ben'];
    for (const path of own) link(path, false);
    for (const path of ownFolders) link(path, true);
    for (const path of ['transcripts/A.wav', 'paper.pdf', 'codebooks/other.yaml']) link(path, false);
    for (const path of ['recordings', 'trans', 'transcripts-old']) link(path, true);
    assert.deepEqual(await linkProblemsOf(files), [...own, ...ownFolders]);
  });

  it('are told once, also where one is read by its name', async () => {
    const files = smallStudyFiles();
    const coder = 'coding/ada/coder.yaml' as StudyPath;
    files.linksOut.push({ path: coder, isFolder: false });
    files.set('coding/ada/notes.jsonl', '');
    files.refusing = (path) => (path === coder ? new FileAccessError(path, 'outside', undefined) : undefined);
    assert.deepEqual(await linkProblemsOf(files), [coder]);
  });

  it('make a transcript as good as gone that became one', async () => {
    const files = smallStudyFiles();
    const { study } = await Study.open(memoryHost(files));
    await study?.fill();
    files.contents.delete(interview);
    files.linksOut.push({ path: interview, isFolder: false });
    files.refusing = (path) => (path === interview ? new FileAccessError(path, 'outside', undefined) : undefined);
    await study?.filesChanged([interview]);
    assert.equal(study?.isTranscript(interview), false);
    assert.deepEqual(
      study.problems.filter(({ file }) => file === interview).map(({ rule }) => rule),
      ['link-out'],
    );
    const failing = new FileAccessError(interview, 'no-permission', undefined);
    files.set(interview, 'I: a\n');
    files.linksOut.length = 0;
    files.refusing = () => undefined;
    await study.reload();
    files.refusing = () => failing;
    await assert.rejects(study.filesChanged([interview]), /no permission/);
  });
});
