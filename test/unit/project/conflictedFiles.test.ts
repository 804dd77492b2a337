import assert from 'node:assert/strict';
import { conflictedFiles } from '../../../src/core/project/conflictedFiles';
import { codebookText, interview, openStudy, smallStudyFiles } from '../../support/smallStudy';

const marks = '<<<<<<< ours\na: 1\n=======\na: 2\n>>>>>>> theirs\n';

describe('files that git could not merge', () => {
  it('are to be joined where they are files of segments, and not where they are YAML', async () => {
    const mine = `coding/ada/segments/${interview}.jsonl`;
    const files = smallStudyFiles({
      'coding/ben/coder.yaml': marks,
      'codebooks/small.yaml': `${codebookText}${marks}`,
    });
    const { study } = await openStudy(files);
    const told = (): readonly string[] =>
      study.problems.flatMap(({ rule, file }) => (rule === 'merge-conflict' && file ? [file] : []));
    assert.ok(told().includes('codebooks/small.yaml'), told().join());
    assert.deepEqual(conflictedFiles(study.problems), []);
    files.set(mine, '<<<<<<< ours\n{}\n=======\n{"a":1}\n>>>>>>> theirs\n');
    await study.reload();
    await study.refresh(study.transcripts[0]?.path ?? interview);
    assert.deepEqual(conflictedFiles(study.problems), [{ path: mine, coder: 'ada', transcript: interview }]);
  });
});
