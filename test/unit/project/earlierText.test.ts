import assert from 'node:assert/strict';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import type { SegmentRow } from '../../../src/core/coding/segmentsFile';
import { CodingSession } from '../../../src/core/project/codingSession';
import { Study } from '../../../src/core/project/study';
import { memoryHost, type MemoryFiles } from '../../support/memoryFiles';
import { interview, interviewText, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

const words = 'We just clicked — the first time we spoke.';
/** As a colleague might tidy it elsewhere: a title, a word exchanged within the segment, a turn moved to the end. */
const tidied = `Interview 1\n\n${interviewText.replace('the first time we spoke', 'the very first time we talked')}`;

async function open(files: MemoryFiles, keepsTexts: boolean): Promise<{ study: Study; session: CodingSession }> {
  const { study } = await Study.open({ ...memoryHost(files, 'test'), keepsTexts: () => keepsTexts });
  assert.ok(study);
  await study.fill();
  return { study, session: new CodingSession(study, 'test') };
}

/** Codes some words, then lets another program change the file, and gives the row as it is then. */
async function changedElsewhere(files: MemoryFiles, keepsTexts: boolean): Promise<SegmentRow | undefined> {
  const { study, session } = await open(files, keepsTexts);
  const done = await session.change(interview, (mine, { text }) =>
    applyCodes(mine, text, spanOfWords(text, words), ['change'], session.tools()),
  );
  assert.ok(done.ok);
  // Reading again waits for the text to be kept, which goes on behind the coding.
  await study.texts.remember(...(await textOf(study)));
  if (!keepsTexts) await study.texts.empty();
  files.set(interview, tidied);
  const again = await open(files, keepsTexts);
  return (await again.study.coding(interview))?.byCoder.get('ada')?.list[0]?.row;
}

async function textOf(study: Study): Promise<Parameters<Study['texts']['remember']>> {
  const coding = await study.coding(interview);
  assert.ok(coding);
  return [coding.digest, coding.text];
}

describe('a transcript that another program changed', () => {
  it('is compared with the text that it was, so that segments follow exactly, edited words and all', async () => {
    const row = await changedElsewhere(smallStudyFiles(), true);
    assert.equal(row?.quote, 'We just clicked — the very first time we talked.');
    assert.equal(tidied.slice(row.start, row.end), row.quote);
    assert.deepEqual([row.state, row.was], [undefined, undefined]);
  });

  it('has edited words proposed alone where the earlier text is not kept', async () => {
    const row = await changedElsewhere(smallStudyFiles(), false);
    assert.equal(row?.state, 'unconfirmed');
    assert.equal(row.was, words);
    assert.equal(tidied.slice(row.start, row.end), row.quote);
  });

  it('was kept when it was coded, or first read with codings in it', async () => {
    const files = smallStudyFiles();
    const coder = await open(files, false);
    await coder.session.change(interview, (mine, { text }) =>
      applyCodes(mine, text, spanOfWords(text, words), ['change'], coder.session.tools()),
    );
    const [digest] = await textOf(coder.study);
    assert.equal(await coder.study.texts.has(digest), false);
    const { study } = await open(files, true);
    assert.equal(await study.texts.has(digest), true);
    assert.equal(await study.texts.recall(digest), interviewText);
  });

  it('is not kept where nobody coded it', async () => {
    const { study } = await open(smallStudyFiles(), true);
    const [digest] = await textOf(study);
    assert.equal(await study.texts.has(digest), false);
  });
});
