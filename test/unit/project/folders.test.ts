import assert from 'node:assert/strict';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { FileAccessError } from '../../../src/core/project/host';
import { isFolderOfStudy } from '../../../src/core/project/isFolderOfStudy';
import { interview, interviewText, openStudy, smallStudyFiles } from '../../support/smallStudy';

const [folder, inside] = ['transcripts/first' as StudyPath, 'transcripts/first/INT2.txt' as StudyPath];

describe('a folder of which alone is told that it changed', () => {
  it('has its transcripts found where it came, and missed where it went', async () => {
    const files = smallStudyFiles();
    const { study } = await openStudy(files);
    files.set(inside, interviewText);
    await study.filesChanged([folder]);
    assert.deepEqual(
      study.transcripts.map(({ path }) => path),
      [interview, inside],
    );
    files.contents.delete(inside);
    await study.filesChanged([folder]);
    assert.deepEqual(
      study.transcripts.map(({ path }) => path),
      [interview],
    );
  });

  it('is none where nothing is in it, it cannot be listed, or the name is that of a file', async () => {
    const files = smallStudyFiles();
    const { study } = await openStudy(files);
    assert.equal(await isFolderOfStudy(study, 'transcripts/empty' as StudyPath), false);
    assert.equal(await isFolderOfStudy(study, 'talk.mp3' as StudyPath), false);
    const refusing = (error: Error) => ({
      transcripts: [],
      host: {
        ...study.host,
        files: Object.assign(Object.create(files), { list: () => Promise.reject(error) }) as typeof files,
      },
    });
    assert.equal(await isFolderOfStudy(refusing(new FileAccessError('a', 'unavailable', undefined)), folder), false);
    await assert.rejects(isFolderOfStudy(refusing(new TypeError('bug')), folder), TypeError);
  });
});
