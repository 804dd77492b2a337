import assert from 'node:assert/strict';
import type { Problem } from '../../../src/core/base/problem';
import { imported, planOf, rowsOf } from '../../support/exchangeStudy';
import { interview, interviewText, openStudy, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

type Cells = Readonly<Record<string, string | number>>;

/** A CSV file of rows with a transcript, a turn, a code and a coder unless they say otherwise. */
function csv(...rows: readonly Cells[]): string {
  const all = rows.map((row) => ({ transcript: interview, code: 'bond', coder: 'ada', ...row }));
  const columns = [...new Set(all.flatMap((row) => Object.keys(row)))];
  const cell = (value: string | number | undefined): string => `"${String(value ?? '').replaceAll('"', '""')}"`;
  const records = all.map((row: Cells) => columns.map((column) => cell(row[column])).join(','));
  return `${[columns.join(','), ...records].join('\n')}\n`;
}

async function problemsOf(content: string, name = 'c.csv'): Promise<readonly Problem[]> {
  const { study } = await openStudy(smallStudyFiles());
  const plan = await planOf(study, name, content);
  return plan.ok ? [] : plan.error;
}

async function only(row: Cells): Promise<Problem> {
  const [problem, ...others] = await problemsOf(csv(row));
  assert.deepEqual(others, []);
  assert.ok(problem, `nothing is said of ${JSON.stringify(row)}`);
  assert.equal(problem.file, 'c.csv');
  assert.match(problem.message, /^Row 2: /);
  assert.notEqual(problem.remedy, '');
  return problem;
}

const clicked = spanOfWords(interviewText, 'We just clicked');

describe('a codings file whose cells contradict each other or cannot be read', () => {
  it('is refused where the turn is not the one in which the offsets lie', async () => {
    const wrong = await only({ ...clicked, turn: 3 });
    assert.equal(wrong.rule, 'wrong-turn');
    assert.match(wrong.message, /turn 3, but 25–40 lies in turn 2\.$/);
    assert.equal((await only({ ...clicked, turn: 9 })).rule, 'bad-turn');
    assert.deepEqual(await problemsOf(csv({ ...clicked, turn: 2 })), []);
    const over = { start: clicked.start, end: interviewText.indexOf('What changed?') + 4 };
    for (const turn of [2, 3]) assert.deepEqual(await problemsOf(csv({ ...over, turn })), []);
    const between = { start: interviewText.indexOf('\n\nR: I talk'), end: interviewText.indexOf('\n\nR: I talk') + 1 };
    assert.match((await only({ ...between, turn: 1 })).message, /lies in no turn\.$/);
  });

  it('is refused where quote and text are not the same words', async () => {
    const wrong = await only({ quote: 'We just clicked', text: 'on that ward' });
    assert.equal(wrong.rule, 'two-wordings');
    assert.deepEqual(await problemsOf(csv({ quote: 'We just clicked', text: 'We just clicked' })), []);
  });

  it('is refused for a unit that is none, however the row is placed', async () => {
    for (const place of [{ quote: 'We just clicked' }, { turn: 2 }, { status: 'orphaned', text: 'gone' }, clicked]) {
      const wrong = await only({ ...place, offsetUnit: 'words' });
      assert.equal(wrong.rule, 'bad-offsets');
      assert.match(wrong.remedy, /codePoint, utf16, byte/);
    }
  });

  it('takes a place that is given for a segment that had lost its own', async () => {
    const { study } = await openStudy(smallStudyFiles());
    await imported(study, 'c.csv', csv({ status: 'orphaned', turn: 3, text: '' }));
    const [row] = await rowsOf(study, interview, 'ada');
    assert.deepEqual([row?.quote, row?.state], ['What changed?', undefined]);
  });

  it('is refused for a mark that says neither yes nor no', async () => {
    for (const column of ['exemplar', 'segment_exemplar']) {
      const wrong = await only({ turn: 1, [column]: 'maybe' });
      assert.equal(wrong.rule, 'bad-mark');
      assert.match(wrong.message, /“maybe”/);
      for (const no of ['no', 'FALSE', '0', '0.0', 'n', 'f', '']) {
        assert.deepEqual(await problemsOf(csv({ turn: 1, [column]: no })), [], no);
      }
      for (const yes of ['yes', 'TRUE', '1', '1.0', 'y', 't', 'x']) {
        const { study } = await openStudy(smallStudyFiles());
        await imported(study, 'c.csv', csv({ turn: 1, [column]: yes }));
        const [row] = await rowsOf(study, interview, 'ada');
        assert.equal(column === 'exemplar' ? row?.codings[0]?.exemplar : row?.exemplar, true, yes);
      }
    }
  });

  it('is refused for a time that is none, and keeps one that is', async () => {
    const wrong = [
      'yesterday',
      '22/11/2026',
      '2026-02-30',
      '2026-13-01',
      '2026-11-22T25:00:00Z',
      '2026-11-22T',
      '46000',
    ];
    for (const at of wrong) assert.equal((await only({ turn: 1, at })).rule, 'bad-time', at);
    const sound = [
      ['2026-11-22', '2026-11-22'],
      ['2026-11-22T08:00:00.000Z', '2026-11-22T08:00:00.000Z'],
      ['2026-11-22T08:00+01:00', '2026-11-22T08:00+01:00'],
      // as pandas and R write it
      ['2026-11-22 08:00:00+00:00', '2026-11-22T08:00:00+00:00'],
    ];
    for (const [given = '', kept] of sound) {
      const { study } = await openStudy(smallStudyFiles());
      await imported(study, 'c.csv', csv({ turn: 1, at: given }));
      assert.equal((await rowsOf(study, interview, 'ada'))[0]?.codings[0]?.at, kept);
    }
  });

  it('is refused for a status that is none', async () => {
    assert.match((await only({ turn: 1, status: 'done' })).remedy, /exact, moved, approximate, orphaned/);
  });

  it('tells every fault of a row', async () => {
    const faults = await problemsOf(
      csv({ turn: 99, at: 'yesterday', exemplar: 'maybe', code: 'nope', certainty: '?' }),
    );
    const rules = faults.map(({ rule }) => rule).sort();
    assert.deepEqual(rules, ['bad-certainty', 'bad-mark', 'bad-time', 'bad-turn', 'unknown-code']);
  });

  it('says what of a row was left aside because it names no code', async () => {
    const { study } = await openStudy(smallStudyFiles());
    const plan = await imported(
      study,
      'c.csv',
      csv({ turn: 1 }, { turn: 2, code: '', certainty: '+', exemplar: 'no' }),
    );
    assert.deepEqual(plan.notes, [
      'Rows that name no code, so that what they say of a coding (exemplar, certainty, target, deliveredBy, receivedBy, at) was left aside: 3.',
    ]);
  });

  it('says where a row says something else of the same coding than a row before', async () => {
    const { study } = await openStudy(smallStudyFiles());
    const rows = [
      { turn: 1, certainty: '+', target: 'a' },
      { turn: 1, certainty: '+', target: 'b' },
      { turn: 1, certainty: '', target: 'a' },
    ];
    const plan = await imported(study, 'c.csv', csv(...rows));
    assert.deepEqual((await rowsOf(study, interview, 'ada'))[0]?.codings, [
      { code: 'bond', certainty: '+', target: 'a' },
    ]);
    assert.deepEqual(plan.notes, [
      'Rows that say something else of the same coding than a row before them, which was kept: 3.',
      'Rows that say again what another one says, counted once: 4.',
    ]);
  });
});

describe('a codings file with the same fault in many rows', () => {
  it('has it told once, with the first rows and how many there are', async () => {
    const rows = Array.from({ length: 40 }, () => ({ transcript: 'INT7', turn: 1 }));
    const [problem, ...others] = await problemsOf(csv({ turn: 1 }, ...rows));
    assert.deepEqual(others, []);
    assert.match(problem?.message ?? '', /^Rows 3, 4, 5, 6, 7 and 35 more: the study has no transcript “INT7”\.$/);
    const [few] = await problemsOf(csv(...rows.slice(0, 3)));
    assert.match(few?.message ?? '', /^Rows 2, 3, 4: the study/);
  });

  it('keeps the order of the rows, and the line of the first in JSONL', async () => {
    const line = (code: string, turn = 1): string =>
      `${JSON.stringify({ transcript: interview, turn, code, coder: 'ada' })}\n`;
    const found = await problemsOf(line('bond') + line('nope') + line('bond', 9) + line('nope'), 'c.jsonl');
    assert.deepEqual(
      found.map(({ rule, line: first }) => [rule, first]),
      [
        ['unknown-code', 2],
        ['bad-turn', 3],
      ],
    );
    assert.match(found[0]?.message ?? '', /^Lines 2, 4: /);
  });
});

describe('the coder of a row', () => {
  it('is refused where it is an id or name of another one but for its case, accents or signs', async () => {
    for (const coder of ['ADA', 'Ada.', 'Adà', 'ada_']) {
      const wrong = await only({ turn: 1, coder });
      assert.equal(wrong.rule, 'unclear-coder', coder);
      assert.match(wrong.remedy, /Did you mean “ada”\? .*“ada-2”/);
    }
    const [wrong] = await problemsOf(csv({ turn: 1, coder: 'Ben' }, { turn: 2, coder: 'ben' }));
    assert.match(wrong?.message ?? '', /^Row 3: .*“ben”.*“Ben”/);
    assert.deepEqual(await problemsOf(csv({ turn: 1, coder: 'ada-2' })), []);
  });

  it('is refused where it is no name and no id', async () => {
    for (const coder of ['../evil', 'Ada!', 'a/b', 'C:\\x', '..', '-', 'a\u0007', 'ada; drop']) {
      assert.equal((await only({ turn: 1, coder })).rule, 'bad-coder', coder);
    }
    assert.match((await only({ turn: 1, coder: 'Ada!' })).remedy, /^Did you mean “ada”\?/);
    for (const coder of ["Zoë O'Neil-Smith", 'Dr. B, (2)', '李', 'ben@home.org', 'R_2']) {
      assert.deepEqual(await problemsOf(csv({ turn: 1, coder })), [], coder);
    }
  });

  it('is refused where two coders have the name', async () => {
    const { study } = await openStudy(
      smallStudyFiles({ 'coding/second/coder.yaml': 'verbatim-coder: 1\nname: Ada\n' }),
    );
    const plan = await planOf(study, 'c.csv', csv({ turn: 1, coder: 'Ada' }));
    assert.match(plan.ok ? '' : (plan.error[0]?.message ?? ''), /several coders are called “Ada”/);
  });

  it('is told as new with the one that may have been meant, but not for another number', async () => {
    const notes = async (...coders: string[]): Promise<readonly string[]> => {
      const { study } = await openStudy(smallStudyFiles());
      return (await imported(study, 'c.csv', csv(...coders.map((coder) => ({ turn: 1, coder }))))).notes;
    };
    assert.deepEqual(await notes('adda'), [
      'New coder: “adda” (row 2). Did you mean “ada”? Then delete the folder “coding/adda”, write “ada” in the file and import it again.',
    ]);
    assert.deepEqual(await notes('coder1', 'coder2'), ['New coder: “coder1” (row 2).', 'New coder: “coder2” (row 3).']);
  });
});

describe('a code that is named by its number', () => {
  const codebook = [
    'verbatim-codebook: 1',
    'id: numbers',
    'name: Numbers',
    'codes:',
    '  - {id: goals, number: "1.1", name: Goal setting}',
    '  - {id: review, number: "1.10", name: Review}',
    '  - {id: plan, number: "2.", name: Planning, aka: [Scheming]}',
    '  - {id: third, name: 3 Thirds}',
    '',
  ].join('\n');
  const remedyOf = async (code: string): Promise<string> => {
    const { study } = await openStudy(smallStudyFiles({ 'codebooks/small.yaml': codebook }));
    const plan = await planOf(study, 'c.csv', csv({ turn: 1, code }));
    return plan.ok ? assert.fail(code) : (plan.error[0]?.remedy ?? '');
  };

  it('is refused with the id of the code that has it', async () => {
    assert.equal(await remedyOf('2'), 'Write the id of the code that has this number: “plan” (Planning).');
    for (const code of ['2.', '2 Planning', 'BCT 2', '2.0'])
      assert.match(await remedyOf(code), /“plan” \(Planning\)/, code);
    assert.match(await remedyOf('3'), /“third” \(3 Thirds\)/);
    assert.match(await remedyOf('Scheming'), /“plan”, not its name/);
  });

  it('is told that a spreadsheet may have shortened the number', async () => {
    const remedy = await remedyOf('1.1');
    assert.match(remedy, /“goals” \(Goal setting\), or “review” \(Review, 1\.10\) where a spreadsheet/);
  });

  it('says nothing of numbers that no code has', async () => {
    assert.doesNotMatch(await remedyOf('7.7'), /number/);
    assert.doesNotMatch(await remedyOf('12 monkeys'), /number/);
  });
});
