import assert from 'node:assert/strict';
import type { SegmentRow } from '../../../src/core/coding/segmentsFile';
import { themeAccount, type AccountedSegment, type ThemeGroup } from '../../../src/core/exchange/themeAccount';
import { themeTable, themeTableCsv, themeTableText } from '../../../src/core/exchange/document/themeTable';
import { readThemeSegments, themesOf } from '../../../src/core/retrieval/themeSegments';
import { segmentsFileOf } from '../../support/exchangeStudy';
import {
  codebookText,
  interview,
  interviewText,
  openStudy,
  smallStudyFiles,
  spanOfWords,
} from '../../support/smallStudy';

function segment(id: string, words: string, codes: readonly string[]): SegmentRow {
  const { start, end } = spanOfWords(interviewText, words);
  return { id, start, end, quote: words, codings: codes.map((code) => ({ code })) };
}

const ada = [
  segment('a1', 'We just clicked', ['connection', 'change']),
  segment('a2', 'How did you meet?', ['talking']),
  segment('a3', 'I talk more', ['change']),
  segment('a4', 'I even ring my sister.', []),
];
const themes = `themes:
  - {id: links, name: Links | all, codes: [bond], include: [a4], against: [a3]}
  - {id: turns, name: Turns, codes: [change]}
  - {id: none, name: "=None", codes: []}
`;
const cases = `verbatim-cases: 1
cases: [{id: C1, name: The ward}, {id: C2}]
participants: [{id: P1, memberOf: C1, role: PW}, {id: P2, name: Second, memberOf: C2, role: SU}, {id: P3}]
transcripts: [{path: ${interview}, speakers: {I: interviewer, R: P1}}]
`;

async function opened(codes = codebookText) {
  const files = smallStudyFiles({
    'verbatim.yaml': 'verbatim: 1\nname: Small\ncodebooks: [codebooks/small.yaml]\ncases: cases.yaml\n',
    'codebooks/small.yaml': codes + themes,
    'cases.yaml': cases,
    [`coding/ada/segments/${interview}.jsonl`]: segmentsFileOf(interview, interviewText, 'ada', ada),
  });
  const { study } = await openStudy(files);
  const all = themesOf(study.codebooks);
  return {
    study,
    all,
    found: await readThemeSegments(
      study,
      all.map(({ theme }) => theme),
    ),
  };
}

const ids = (segments: readonly AccountedSegment[]): readonly string[] =>
  segments.map((one) => one.found.segment.row.id);

describe('the account of a theme', () => {
  it('says by category, role and site what it has, who contradicts it, and who is silent', async () => {
    const { study, found } = await opened();
    const [links, turns, none] = found.map((one) => themeAccount(study, one));
    assert.ok(links && turns && none);
    const groups = (side: readonly ThemeGroup[]) =>
      side.map(({ name, segments }) => [name, segments.map((i) => links.segments[i]?.found.segment.row.id)]);
    assert.deepEqual(groups(links.byCategory), [
      ['Bond', ['a2', 'a1']],
      [null, ['a4']],
    ]);
    // The interviewer is of no site, so the transcript's counts.
    assert.deepEqual(groups(links.byRole), [
      ['PW', ['a1', 'a4']],
      [null, ['a2']],
    ]);
    assert.deepEqual(groups(links.bySite), [['The ward', ['a2', 'a1', 'a4']]]);
    assert.deepEqual(ids(links.against), ['a3']);
    assert.deepEqual(links.silent, [
      { id: 'P2', name: 'Second', role: 'SU', case: 'C2' },
      { id: 'P3', name: 'P3', role: null, case: null },
    ]);
    assert.deepEqual(
      turns.silent.map(({ id }) => id),
      ['P2', 'P3'],
    );
    assert.deepEqual(
      none.silent.map(({ id }) => id),
      ['P1', 'P2', 'P3'],
    );
  });
});

describe('the table of themes', () => {
  it('has a row a code and a column a theme, and says what is in by itself or against it', async () => {
    const { study, all, found } = await opened();
    const table = themeTable(all, found, study.codes);
    assert.equal(
      themeTableText(table),
      [
        '| Category | Code                  | Links \\| all | Turns | =None |',
        '| -------- | --------------------- | -----------: | ----: | ----: |',
        '| Bond     | Making a connection   |            1 |       |       |',
        '| Bond     | Talking               |            1 |       |       |',
        '|          | Change                |              |     2 |       |',
        '|          | (taken in one by one) |            1 |     0 |     0 |',
        '|          | (all segments)        |            3 |     2 |     0 |',
        '|          | (contradicting)       |            1 |     0 |     0 |',
        '',
      ].join('\n'),
    );
    const csv = themeTableCsv(table).split('\r\n');
    assert.deepEqual(csv.slice(0, 3), [
      'category,code,code_id,Links | all,Turns,=None',
      'Bond,Making a connection,connection,1,,',
      'Bond,Talking,talking,1,,',
    ]);
    assert.match(themeTableCsv(table, true), /,Turns,'=None\r\n/);
  });

  it('leaves out codebooks that no theme draws on, and retired codes outside of themes', async () => {
    const { study, all, found } = await opened(
      codebookText.replace('name: Talking', 'name: Talking\n        retired: true'),
    );
    const ids = (rows: typeof all, segments: typeof found): readonly string[] =>
      themeTable(rows, segments, study.codes).rows.map(({ id }) => id);
    assert.deepEqual(ids(all, found), ['connection', 'talking', 'change', '', '', '']);
    assert.deepEqual(ids(all.slice(1, 2), found.slice(1, 2)), ['connection', 'change', '']);
    assert.deepEqual(ids(all.slice(2), found.slice(2)), ['']);
  });
});
