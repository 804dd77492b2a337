import assert from 'node:assert/strict';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { TranscriptLines } from '../../../src/core/project/transcriptLines';
import { interview, openStudy, smallStudyFiles } from '../../support/smallStudy';

const second = 'transcripts/INT2.txt' as StudyPath;
const gone = 'transcripts/gone.txt' as StudyPath;

describe('TranscriptLines', () => {
  it('knows the lines of transcripts that no editor shows, until it is told that they changed', async () => {
    const files = smallStudyFiles({
      [second]: 'I: One.\r\n\r\nR: Two.\r\n',
      'transcripts/not.txt': new Uint8Array([0xff]),
    });
    const { study } = await openStudy(files);
    const lines = new TranscriptLines(study);
    const found = await lines.of([interview, second, gone, 'transcripts/not.txt' as StudyPath]);
    assert.deepEqual([...found.keys()], [interview, second]);
    assert.deepEqual(found.get(second)?.positionAt(9), { line: 2, character: 0 }, 'counted with LF');
    await files.replace(second, new TextEncoder().encode('One line.'));
    assert.equal((await lines.of([second])).get(second)?.lineCount, 4);
    lines.forget(second);
    assert.equal((await lines.of([second])).get(second)?.lineCount, 1);
    await files.replace(second, new TextEncoder().encode('Two\nlines.'));
    lines.forget();
    assert.equal((await lines.of([second])).get(second)?.lineCount, 2);
  });

  it('takes what an editor shows before what its file has', async () => {
    const files = smallStudyFiles();
    const { study } = await openStudy(files);
    await study.keep(interview);
    await files.replace(interview, new TextEncoder().encode('One line.'));
    const lines = await new TranscriptLines(study).of([interview]);
    assert.equal(lines.get(interview)?.lineCount, 8);
  });
});
