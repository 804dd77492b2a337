import assert from 'node:assert/strict';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { conflictCopiesAmong, possibleOriginals } from '../../../src/core/project/conflictCopies';
import { codebookText, openStudy, smallStudyFiles } from '../../support/smallStudy';

const folder = 'coding/ada/segments/transcripts';
const original = `${folder}/INT1.txt.jsonl`;
const header = (transcript: string, coder = 'ada'): string =>
  `${JSON.stringify({ verbatim: 'segments', version: 1, transcript, text: `sha256:${'0'.repeat(64)}`, coder })}\n`;
const own = header('transcripts/INT1.txt');

const sure = [
  "INT1.txt (Ada's conflicted copy 2026-11-22)",
  'INT1.txt (conflicted copy 2026-11-22 101010)',
  'INT1.txt (Case Conflict conflicted copy)',
  'INT1.txt.sync-conflict-20261122-101010-ABCDEFG',
];
const loose = [
  'INT1.txt-LAPTOP',
  'INT1.txt-DESKTOP-7GH2',
  'INT1.txt 2',
  'INT1.txt (1)',
  'INT1.txt (Adas Konfliktkopie)',
];

describe('conflict copies of synced folders', () => {
  const copiesIn = async (files: Readonly<Record<string, string>>): Promise<string[]> => {
    const port = smallStudyFiles(files);
    const copies = await conflictCopiesAmong(port, await port.list(), ['codebooks/*.yaml']);
    return copies.map((copy) => `${copy.kind} ${copy.path} of ${copy.original}`);
  };

  it('are known by their names, beside the file that they are copies of', async () => {
    for (const name of [...sure, ...loose]) {
      const path = `${folder}/${name}.jsonl`;
      assert.deepEqual(await copiesIn({ [original]: own, [path]: own }), [`segments ${path} of ${original}`], name);
      assert.deepEqual(await copiesIn({ [path]: own }), [], `${name} without an original`);
    }
  });

  it('are no files that people named so: these say something else of themselves', async () => {
    for (const name of loose) {
      for (const other of [header(`transcripts/${name}`), header('transcripts/INT1.txt', 'ben'), '', '[]\n', '1\n']) {
        assert.deepEqual(await copiesIn({ [original]: own, [`${folder}/${name}.jsonl`]: other }), [], name);
      }
    }
    const second = { [original]: own, [`${folder}/INT1 2.txt.jsonl`]: header('transcripts/INT1 2.txt') };
    assert.deepEqual(await copiesIn({ ...second, 'transcripts/INT1 2.txt': 'x' }), []);
    assert.deepEqual(possibleOriginals('transcripts/INT1 2.txt' as StudyPath), []);
  });

  it('are known of logs and codebooks as well', async () => {
    const log = '{"verbatim":"log","version":1,"coder":"ada","writer":"2026-11-22-ab"}\n';
    const logs = 'coding/ada/log/2026-11-22-ab';
    assert.deepEqual(await copiesIn({ [`${logs}.jsonl`]: log, [`${logs} 2.jsonl`]: log }), [
      `log ${logs} 2.jsonl of ${logs}.jsonl`,
    ]);
    assert.deepEqual(await copiesIn({ 'codebooks/small-LAPTOP.yaml': codebookText }), [
      'codebook codebooks/small-LAPTOP.yaml of codebooks/small.yaml',
    ]);
    assert.deepEqual(await copiesIn({ 'codebooks/small-2.yaml': codebookText.replace('id: small', 'id: other') }), []);
    assert.deepEqual(await copiesIn({ 'codebooks/small-3.yaml': 'x' }), []);
    assert.deepEqual(await copiesIn({ 'notes (1).yaml': 'x', 'notes.yaml': 'x' }), []);
  });

  it('are told of with a remedy, not counted, and not taken for stray files or second codebooks', async () => {
    const copy = `${folder}/${sure[0]}.jsonl`;
    const book = "codebooks/small (Ada's conflicted copy 2026-11-22).yaml";
    const files = smallStudyFiles({
      'verbatim.yaml': 'verbatim: 1\nname: Small study\ncodebooks: [codebooks/*.yaml]\n',
      [original]: own,
      [book]: codebookText,
    });
    const { study } = await openStudy(files);
    assert.deepEqual(
      study.problems.map(({ rule, file }) => `${rule} ${file ?? ''}`),
      [`conflict-copy ${book}`],
    );
    assert.match(study.problems[0]?.remedy ?? '', /Compare the two files/);
    files.set(copy, own);
    await study.filesChanged([copy as StudyPath]);
    assert.deepEqual(
      study.problems.map(({ rule }) => rule),
      ['conflict-copy', 'conflict-copy'],
    );
    assert.match(study.problems[1]?.remedy ?? '', /Join Conflict Copies/);
    await study.filesChanged([original as StudyPath]);
    assert.equal(study.problems.length, 2);
    assert.equal(study.conflictCopies.length, 2);
    assert.equal(study.codebooks.length, 1);
    files.contents.delete(copy);
    await study.filesChanged([copy as StudyPath]);
    assert.equal(study.problems.length, 1);
  });

  it('are none where verbatim.yaml names the file itself', async () => {
    const port = smallStudyFiles({ 'codebooks/small 2.yaml': codebookText });
    const named = ['codebooks/small.yaml', 'codebooks/small 2.yaml'];
    assert.deepEqual(await conflictCopiesAmong(port, await port.list(), named), []);
  });
});
