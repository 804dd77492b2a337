import assert from 'node:assert/strict';
import { applyCodes, removeCoding } from '../../../src/core/coding/codingOperations';
import type { Segment } from '../../../src/core/coding/segment';
import { CodingSession } from '../../../src/core/project/codingSession';
import { Study } from '../../../src/core/project/study';
import { memoryHost, type MemoryFiles } from '../../support/memoryFiles';
import { interview, interviewText, smallStudyFiles } from '../../support/smallStudy';

const again = 'I even ring my sister.';
/** Said twice, so that words alone cannot tell where the segment was. */
const repeated = `${interviewText}\nI: Say that again?\n\nR: ${again}\n`;
const edited = `I: Welcome, and thank you for coming.\n\n${repeated.replace('I talk more 🙂 now.', 'I talk a little more.')}`;

async function open(files: MemoryFiles, keepsTexts: boolean): Promise<{ study: Study; session: CodingSession }> {
  const { study } = await Study.open({ ...memoryHost(files, 'test'), keepsTexts: () => keepsTexts });
  assert.ok(study);
  await study.fill();
  return { study, session: new CodingSession(study, 'test') };
}

/** Codes the words where they are said first, takes the code off again, and lets another program edit the transcript. */
async function removedThenEdited(keepsTexts: boolean): Promise<{ study: Study; session: CodingSession }> {
  const files = smallStudyFiles({ [interview]: repeated });
  const { study, session } = await open(files, keepsTexts);
  const start = repeated.indexOf(again);
  const coded = await session.change(interview, (mine, { text }) =>
    applyCodes(mine, text, { start, end: start + again.length } as never, ['change'], session.tools()),
  );
  assert.ok(coded.ok);
  const removed = await session.change(interview, (mine) =>
    removeCoding(mine, mine.list[0]?.row.id ?? '', 'change', session.tools()),
  );
  assert.ok(removed.ok);
  if (keepsTexts) {
    const coding = await study.coding(interview);
    assert.ok(coding);
    await study.texts.remember(coding.digest, coding.text);
  }
  files.set(interview, edited);
  return open(files, keepsTexts);
}

async function segment(study: Study): Promise<Segment | undefined> {
  return (await study.coding(interview))?.byCoder.get('ada')?.list[0];
}

/** What is said of a segment that stands surely where it was. */
function assertBack(one: Segment | undefined): void {
  assert.deepEqual([one?.row.start, one?.row.quote, one?.row.state], [edited.indexOf(again), again, undefined]);
}

describe('undo of a removal after the text was edited', () => {
  it('brings the segment back for certain where the text of then is kept, and can be redone', async () => {
    const { study, session } = await removedThenEdited(true);
    const done = await session.undo();
    assert.ok(done.ok);
    assertBack(await segment(study));
    assert.ok((await session.redo()).ok);
    assert.equal(await segment(study), undefined);
    assert.ok((await session.undo()).ok);
    assertBack(await segment(study));
  });

  it('is as certain where it is restored from a point of the past', async () => {
    const { study, session } = await removedThenEdited(true);
    const [first] = await logged(study);
    assert.ok(first);
    const outcome = await session.restore({ id: first.id, at: first.at, what: 'the coding' });
    assert.ok(outcome.ok);
    assert.deepEqual(outcome.value.refused, []);
    assertBack(await segment(study));
  });

  it('only proposes the place where the text of then is not known', async () => {
    const { study, session } = await removedThenEdited(false);
    assert.ok((await session.undo()).ok);
    assert.equal((await segment(study))?.row.state, 'unconfirmed');
  });
});

async function logged({ host }: Study): Promise<readonly { readonly id: string; readonly at: string }[]> {
  const bytes = await host.files.read('coding/ada/log/test.jsonl' as never);
  const [, ...lines] = new TextDecoder().decode(bytes).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as { id: string; at: string });
}
