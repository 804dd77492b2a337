import assert from 'node:assert/strict';
import { neverCancelled } from '../../../src/core/base/cancellation';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { mergeCodes } from '../../../src/core/codebook/mergeCodes';
import { splitCode } from '../../../src/core/codebook/splitCode';
import { confirmCodings, isStale, staleCodings } from '../../../src/core/coding/staleCodings';
import type { CodingRow, SegmentRow } from '../../../src/core/coding/segmentsFile';
import type { SplitWish } from '../../../src/core/project/splitInTurn';
import type { Study } from '../../../src/core/project/study';
import { segmentsFileOf } from '../../support/exchangeStudy';
import {
  codebookText,
  interview,
  interviewText,
  openStudy,
  smallStudyFiles,
  spanOfWords,
} from '../../support/smallStudy';

const book = 'codebooks/small.yaml' as StudyPath;
const other = 'transcripts/INT2.txt' as StudyPath;

function segment(id: string, words: string, codings: readonly CodingRow[]): SegmentRow {
  const { start, end } = spanOfWords(interviewText, words);
  return { id, start, end, quote: words, codings: [...codings] };
}

const ada = [
  segment('a1', 'We just clicked', [{ code: 'talking', certainty: '++', exemplar: true }, { code: 'change' }]),
  segment('a2', 'I talk more', [{ code: 'talking' }]),
  segment('a3', 'What changed?', [{ code: 'talking' }]),
];
const ben = [segment('b1', 'I even ring my sister.', [{ code: 'talking' }])];
const filesOf = (coder: string, path = interview): StudyPath => `coding/${coder}/segments/${path}.jsonl` as StudyPath;

async function twoCoders() {
  const files = smallStudyFiles({
    'coding/ben/coder.yaml': 'verbatim-coder: 1\nname: Ben\n',
    [filesOf('ada')]: segmentsFileOf(interview, interviewText, 'ada', ada),
    [filesOf('ben')]: segmentsFileOf(interview, interviewText, 'ben', ben),
    [other]: interviewText,
    [filesOf('ada', other)]: segmentsFileOf(other, interviewText, 'ada', [
      segment('c1', 'He had been on that ward himself.', [{ code: 'talking' }]),
    ]),
  });
  return { files, ...(await openStudy(files)) };
}

const wish = (more: Partial<SplitWish> = {}): SplitWish => ({
  codebook: book,
  code: { id: 'talking', name: 'Talking' },
  parts: [
    { id: 'to-family', name: 'Talking to family', shown: 'Talking to family' },
    { id: 'to-staff', name: 'Talking to staff', shown: 'Talking to staff' },
  ],
  rest: 'beside',
  chosen: new Map([
    [
      interview,
      new Map([
        ['a1', ['to-staff']],
        ['a2', ['to-family', 'to-staff']],
        ['a3', ['talking']],
      ]),
    ],
    [other, new Map([['c1', ['to-family']]])],
  ]),
  ...more,
});

async function codesOn(study: Study, coder: string, path = interview): Promise<Record<string, readonly string[]>> {
  const list = (await study.coding(path))?.byCoder.get(coder)?.list ?? [];
  return Object.fromEntries(list.map(({ row }) => [row.id, row.codings.map(({ code }) => code)]));
}

describe('splitting a code in its codebook', () => {
  const parts = wish().parts.map(({ id, name }) => ({ id, name }));

  it('puts the new codes right behind it, lists them, and changes no other line', () => {
    const done = splitCode(codebookText, 'connection', parts, 'beside');
    assert.ok(done.ok);
    assert.deepEqual(done.value.split('\n').slice(6, 20), [
      '    codes:',
      '      - id: connection',
      '        name: Making a connection',
      '        definition: A first link between two people.',
      '        split: [to-family, to-staff]',
      '      - id: to-family',
      '        name: Talking to family',
      '        origin: inductive',
      '      - id: to-staff',
      '        name: Talking to staff',
      '        origin: inductive',
      '      - id: talking',
      '        name: Talking',
      '  - id: change',
    ]);
  });

  it('puts them under it where it becomes their category, and retires it where nothing shall stay', () => {
    const above = splitCode(codebookText, 'talking', parts, 'above');
    assert.ok(above.ok);
    assert.match(
      above.value,
      / {6}- id: talking\n {8}name: Talking\n {8}split: \[to-family, to-staff\]\n {8}codes:\n {10}- id: to-family/,
    );
    const retired = splitCode(codebookText, 'talking', parts, 'retired');
    assert.ok(retired.ok);
    assert.match(retired.value, / {8}split: \[to-family, to-staff\]\n {8}retired: true\n {6}- id: to-family/);
  });

  it('takes codes that are there, and adds to what it was split into before', () => {
    const once = splitCode(codebookText, 'talking', [{ id: 'change', name: null }], 'beside');
    assert.ok(once.ok);
    const twice = splitCode(once.value, 'talking', [{ id: 'bond', name: null }, ...parts], 'beside');
    assert.ok(twice.ok);
    assert.match(twice.value, /split: \[change, bond, to-family, to-staff\]/);
  });

  for (const [what, id, wanted] of [
    ['an unknown code', 'nothing', parts],
    ['no part', 'talking', []],
    ['itself', 'talking', [{ id: 'talking', name: null }]],
    ['a part twice', 'talking', [parts[0], parts[0]]],
    ['a new id that is taken', 'talking', [{ id: 'bond', name: 'Bond again' }]],
    ['an old id that is not there', 'talking', [{ id: 'gone', name: null }]],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.ok(
        !splitCode(
          codebookText,
          id,
          wanted.flatMap((part) => part ?? []),
          'beside',
        ).ok,
      );
    });
  }
});

describe('splitting a code of a study', () => {
  it('recodes my segments as chosen in one step, leaves a colleague’s alone, and is undone and redone to the byte', async () => {
    const { files, study, session } = await twoCoders();
    const all = [book, filesOf('ada'), filesOf('ada', other), filesOf('ben')];
    const before = all.map((path) => files.text(path));
    const done = await session.splitCode(wish(), neverCancelled);
    assert.ok(done.ok && done.value.changed === 2 && done.value.notes.length === 0);
    assert.deepEqual(await codesOn(study, 'ada'), {
      a1: ['to-staff', 'change'],
      a2: ['to-family', 'to-staff'],
      a3: ['talking'],
    });
    const a1 = (await study.coding(interview))?.byCoder.get('ada')?.list.find(({ row }) => row.id === 'a1')?.row;
    assert.deepEqual([a1?.codings[0]?.certainty, a1?.codings[0]?.exemplar], ['++', true]);
    assert.equal(a1?.codings[0]?.codeDigest, study.codes.byId('to-staff')?.digest);
    assert.equal(files.text(filesOf('ben')), before[3]);
    const after = all.map((path) => files.text(path));
    const undone = await session.undo();
    assert.ok(undone.ok && undone.value.label === 'Undo: Split “Talking” into Talking to family, Talking to staff');
    assert.deepEqual(
      all.map((path) => files.text(path)),
      before,
    );
    assert.ok(!(await session.undo()).ok, 'it was one step');
    const redone = await session.redo();
    assert.ok(redone.ok && redone.value.label === 'Redo: Split “Talking” into Talking to family, Talking to staff');
    assert.deepEqual(
      all.map((path) => files.text(path)),
      after,
    );
  });

  it('has those wait that nobody decided on: what I left out, and what a colleague has', async () => {
    const { files, study, session } = await twoCoders();
    const chosen = new Map([[interview, new Map([['a3', ['talking']]])]]);
    assert.ok((await session.splitCode(wish({ chosen, rest: 'retired' }), neverCancelled)).ok);
    const waiting = async (coder: string): Promise<string[]> => {
      const mine = (await study.coding(interview))?.byCoder.get(coder);
      return mine ? staleCodings(mine, study.codes, 'talking').map(({ segment: { row } }) => row.id) : [];
    };
    assert.deepEqual((await waiting('ada')).sort(), ['a1', 'a2']);
    assert.deepEqual(await waiting('ben'), ['b1']);

    files.set('.verbatim/local.json', '{"version":1,"coder":"ben"}\n');
    const his = await openStudy(files, 'his');
    const confirmed = await his.session.change(interview, (mine) =>
      confirmCodings(mine, new Set(['b1']), 'talking', his.session.tools()),
    );
    assert.ok(confirmed.ok);
    const b1 = (await his.study.coding(interview))?.byCoder.get('ben')?.list[0]?.row.codings[0];
    assert.ok(b1 && !isStale(b1, his.study.codes));
  });

  it('means segments that have the code under an id that was merged into it', async () => {
    const { study, session } = await twoCoders();
    assert.ok((await session.editCodebook(book, 'Merged', (text) => mergeCodes(text, ['talking'], 'change'))).ok);
    const code = { id: 'change', name: 'Change' };
    assert.ok((await session.splitCode(wish({ code }), neverCancelled)).ok);
    // “a1” had both; “a3” stays under the old id, and counts as looked at.
    assert.deepEqual(await codesOn(study, 'ada'), {
      a1: ['to-staff'],
      a2: ['to-family', 'to-staff'],
      a3: ['talking'],
    });
    const mine = (await study.coding(interview))?.byCoder.get('ada');
    assert.deepEqual(mine && staleCodings(mine, study.codes), []);
    const [waits] = (await study.coding(interview))?.byCoder.get('ben')?.list ?? [];
    assert.ok(waits?.row.codings.every((coding) => isStale(coding, study.codes)));
  });

  it('changes nothing where the codebook cannot be edited so', async () => {
    const { files, session } = await twoCoders();
    const before = files.text(filesOf('ada'));
    const done = await session.splitCode(
      wish({ parts: [{ id: 'bond', name: 'Bond', shown: 'Bond' }] }),
      neverCancelled,
    );
    assert.ok(!done.ok && done.error.includes('is taken'));
    assert.equal(files.text(filesOf('ada')), before);
    assert.equal(files.text(book), codebookText);
  });
});
