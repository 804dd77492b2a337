import assert from 'node:assert/strict';
import { Study, type Shown } from '../../../../src/core/project/study';
import { othersSteps } from '../../../../src/extension/transcripts/readingRecord';
import { shownMemos } from '../../../../src/extension/transcripts/shownMemos';
import { memoryHost } from '../../../support/memoryFiles';
import { interview, smallStudyFiles } from '../../../support/smallStudy';

const memo = (by: string | null): string =>
  `---\nverbatim-memo: 1\nabout: [${interview}]\n${by === null ? '' : `by: ${by}\n`}---\n\nWords.\n`;

async function openFor(shown: Shown): Promise<Study> {
  const files = smallStudyFiles({
    'coding/bea/coder.yaml': `verbatim-coder: 1\nname: Bea\ntranscripts:\n  ${interview}: {finished: 2026-11-30}\n`,
    'memos/ada.md': memo('ada'),
    'memos/bea.md': memo('bea'),
    'memos/nobody.md': memo(null),
  });
  const { study } = await Study.open(memoryHost(files, 'test'), shown);
  assert.ok(study);
  return study;
}

const drawn = (study: Study): readonly unknown[] => [
  shownMemos(study, interview).map(({ file }) => file),
  othersSteps({ study }, interview).map(({ name, step }) => `${name} ${step}`),
];

describe('below a transcript', () => {
  it('stand the memos and marks of everyone', async () => {
    const study = await openFor('everyone');
    assert.deepEqual(drawn(study), [['memos/ada.md', 'memos/bea.md', 'memos/nobody.md'], ['Bea finished']]);
  });

  it('stands nothing of colleagues where only my own work is shown, until everyone’s is', async () => {
    const study = await openFor('me');
    assert.deepEqual(drawn(study), [['memos/ada.md', 'memos/nobody.md'], []]);
    await study.show('everyone');
    assert.equal(shownMemos(study, interview).length, 3);
  });
});
