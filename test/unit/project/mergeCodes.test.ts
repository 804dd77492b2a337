import assert from 'node:assert/strict';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { mergeCodes } from '../../../src/core/codebook/mergeCodes';
import { planMerge } from '../../../src/core/project/planMerge';
import { applyCodes, recode } from '../../../src/core/coding/codingOperations';
import type { SegmentRow } from '../../../src/core/coding/segmentsFile';
import { segmentsFileOf } from '../../support/exchangeStudy';
import { interview, interviewText, openStudy, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

const book = 'codebooks/small.yaml' as StudyPath;

function segment(id: string, words: string, codes: readonly string[]): SegmentRow {
  const { start, end } = spanOfWords(interviewText, words);
  return { id, start, end, quote: words, codings: codes.map((code) => ({ code })) };
}

const ada = [segment('a1', 'We just clicked', ['connection', 'talking']), segment('a2', 'I talk more', ['talking'])];
const ben = [segment('b1', 'I even ring my sister.', ['talking']), segment('b2', 'What changed?', ['change'])];
const filesOf = (coder: string): string => `coding/${coder}/segments/${interview}.jsonl`;

async function twoCoders() {
  const files = smallStudyFiles({
    'coding/ben/coder.yaml': 'verbatim-coder: 1\nname: Ben\n',
    [filesOf('ada')]: segmentsFileOf(interview, interviewText, 'ada', ada),
    [filesOf('ben')]: segmentsFileOf(interview, interviewText, 'ben', ben),
  });
  return { files, ...(await openStudy(files)) };
}

describe('merging codes', () => {
  it('says before what joins, a segment with several of them once', async () => {
    const { study } = await twoCoders();
    const [from, into] = ['talking', 'connection'].map((id) => study.codes.byId(id));
    assert.ok(from && into);
    const plan = planMerge(study, [from], into);
    assert.deepEqual(
      plan.joining.map(({ code, segments, transcripts, moving }) => [code.id, segments, transcripts, moving]),
      [['talking', 3, 1, []]],
    );
    assert.deepEqual([plan.segments, plan.shared], [3, 1]);
    const bond = study.codes.byId('bond');
    assert.deepEqual(bond && planMerge(study, [bond], into).joining[0]?.moving, ['Making a connection', 'Talking']);
  });

  it('counts as it said, touches no file of codings, and one undo brings the codebook back to the byte', async () => {
    const { files, study, session } = await twoCoders();
    const before = [filesOf('ada'), filesOf('ben'), book].map((path) => files.text(path));
    const done = await session.editCodebook(book, 'Merged “Talking” into “Making a connection”', (text) =>
      mergeCodes(text, ['talking'], 'connection'),
    );
    assert.ok(done.ok);
    assert.equal(study.codes.resolve('talking')?.id, 'connection');
    assert.equal(study.index.segmentsWith(['talking', 'connection']), 3);
    assert.deepEqual(study.codes.byId('connection')?.entry.aka, ['Talking']);
    assert.deepEqual(
      [filesOf('ada'), filesOf('ben')].map((path) => files.text(path)),
      before.slice(0, 2),
    );
    assert.ok((await session.undo()).ok);
    assert.deepEqual(
      [filesOf('ada'), filesOf('ben'), book].map((path) => files.text(path)),
      before,
    );
    assert.equal(study.codes.resolve('talking')?.id, 'talking');
  });

  it('a segment that has the code under an old id is not coded with it once more', async () => {
    const { study, session } = await twoCoders();
    await session.editCodebook(book, 'Merged', (text) => mergeCodes(text, ['talking'], 'connection'));
    const words = spanOfWords(interviewText, 'I talk more');
    const again = await session.change(interview, (mine, { text }) =>
      applyCodes(mine, text, words, ['connection'], session.tools()),
    );
    assert.ok(!again.ok && again.error.includes('already coded as Making a connection'));
    const sure = await session.change(interview, (mine, { text }) =>
      applyCodes(mine, text, words, ['connection', 'change'], session.tools(), { certainty: '++' }),
    );
    assert.ok(sure.ok);
    const row = (await study.coding(interview))?.byCoder.get('ada')?.list.find(({ row: { id } }) => id === 'a2')?.row;
    assert.deepEqual(
      row?.codings.map(({ code, certainty }) => [code, certainty]),
      [
        ['talking', '++'],
        ['change', '++'],
      ],
    );
    const recoded = await session.change(interview, (mine) =>
      recode(mine, 'a2', 'change', 'connection', session.tools()),
    );
    assert.ok(recoded.ok);
    const now = (await study.coding(interview))?.byCoder.get('ada')?.list.find(({ row: { id } }) => id === 'a2')?.row;
    assert.deepEqual(
      now?.codings.map(({ code }) => code),
      ['talking'],
    );
  });

  it('takes along what had been merged before, and what stands under the codes', async () => {
    const { study, session } = await twoCoders();
    const merge = (from: readonly string[], into: string) =>
      session.editCodebook(book, 'Merged', (text) => mergeCodes(text, from, into));
    assert.ok((await merge(['talking'], 'connection')).ok);
    assert.ok((await merge(['bond'], 'change')).ok);
    assert.equal(study.codes.byId('connection')?.parent, 'change');
    assert.ok((await merge(['connection'], 'change')).ok);
    for (const id of ['talking', 'connection', 'bond']) assert.equal(study.codes.resolve(id)?.id, 'change', id);
    assert.deepEqual(study.codes.byId('change')?.entry.merged, ['bond', 'connection', 'talking']);
  });

  it('is refused into itself, into one under it, and of what is not there', () => {
    const text = smallStudyFiles().text(book);
    for (const [ids, into, said] of [
      [['bond'], 'bond', /into itself/],
      [['bond'], 'talking', /stands under “bond”/],
      [['change', 'nobody'], 'bond', /no code “nobody”/],
      [['change'], 'nobody', /no code “nobody”/],
    ] as const) {
      const refused = mergeCodes(text, ids, into);
      assert.ok(!refused.ok);
      assert.match(refused.error, said);
    }
  });
});
