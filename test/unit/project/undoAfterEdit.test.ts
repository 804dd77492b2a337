import assert from 'node:assert/strict';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { applyCodes, removeCoding } from '../../../src/core/coding/codingOperations';
import { resizeSegment } from '../../../src/core/coding/segmentOperations';
import type { Segment } from '../../../src/core/coding/segment';
import { CodingSession } from '../../../src/core/project/codingSession';
import { Study } from '../../../src/core/project/study';
import { memoryHost, type MemoryFiles } from '../../support/memoryFiles';
import { interview, interviewText, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

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

describe('undo that has to look for the text of then', () => {
  it('keeps what another window codes meanwhile', async () => {
    for (const isKept of [true, false]) {
      const files = smallStudyFiles();
      const one = await open(files, true);
      if (isKept) await one.study.keep(interview);
      const coded = await one.session.change(interview, (mine, { text }) =>
        applyCodes(mine, text, spanOfWords(text, 'We just clicked'), ['change'], one.session.tools()),
      );
      assert.ok(coded.ok);
      const then = await one.study.coding(interview);
      assert.ok(then);
      await one.study.texts.remember(then.digest, then.text);
      files.set(interview, interviewText.replace('What changed?', 'What has changed?'));
      await one.study.filesChanged([interview]);
      const { recall } = one.study;
      let met = 0;
      Object.defineProperty(one.study, 'recall', {
        value: async (...asked: Parameters<typeof recall>) => {
          if (met++ > 0) return recall(...asked);
          const two = await Study.open({ ...memoryHost(files, 'two'), keepsTexts: () => true });
          assert.ok(two.study);
          const session = new CodingSession(two.study, 'two');
          const done = await session.change(interview, (mine, { text }) =>
            applyCodes(mine, text, spanOfWords(text, 'I even ring my sister'), ['change'], session.tools()),
          );
          assert.ok(done.ok);
          await one.study.filesChanged([segmentsOfAda]);
          return recall(...asked);
        },
      });
      assert.ok((await one.session.undo()).ok);
      assert.ok(met > 0);
      const rows = files.text(segmentsOfAda).trimEnd().split('\n').slice(1);
      assert.deepEqual(
        rows.map((row) => (JSON.parse(row) as { quote: string }).quote),
        ['I even ring my sister'],
      );
      assert.equal(one.study.index.segmentCount(interview), 1);
    }
  });

  it('puts a border back where it was, among the same words', async () => {
    const text = 'Q: ok? yes yes yes yes no no more.\n';
    for (const keepsTexts of [true, false]) {
      const files = smallStudyFiles({ [interview]: text });
      const { study, session } = await open(files, keepsTexts);
      const at = (start: number, end: number): never => ({ start, end }) as never;
      const coded = await session.change(interview, (mine, coding) =>
        applyCodes(mine, coding.text, at(11, 14), ['change'], session.tools()),
      );
      assert.ok(coded.ok);
      const resized = await session.change(interview, (mine, coding) =>
        resizeSegment(mine, coding.text, mine.list[0]?.row.id ?? '', at(11, 18)),
      );
      assert.ok(resized.ok);
      const then = await study.coding(interview);
      assert.ok(then);
      if (keepsTexts) await study.texts.remember(then.digest, then.text);
      files.set(interview, text.replace('yes', 'hm, yes'));
      await study.filesChanged([interview]);
      assert.ok((await session.undo()).ok);
      const row = (await segment(study))?.row;
      assert.deepEqual([row?.start, row?.end], [15, 18], `texts kept: ${keepsTexts}`);
    }
  });
});

const segmentsOfAda = `coding/ada/segments/${interview}.jsonl` as StudyPath;

async function logged({ host }: Study): Promise<readonly { readonly id: string; readonly at: string }[]> {
  const bytes = await host.files.read('coding/ada/log/test.jsonl' as never);
  const [, ...lines] = new TextDecoder().decode(bytes).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as { id: string; at: string });
}
