import assert from 'node:assert/strict';
import type { Problem } from '../../../src/core/base/problem';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import { setMemo } from '../../../src/core/coding/segmentOperations';
import { offsetUnits, OffsetTable, utf16 } from '../../../src/core/text/offsets';
import { applyCodingsPlan } from '../../../src/core/exchange/codings/applyCodingsPlan';
import { unsavedDigest } from '../../../src/core/project/liveEdit';
import { TranscriptCoding } from '../../../src/core/project/transcriptCoding';
import { imported, planOf, rowsOf, segmentsFileOf } from '../../support/exchangeStudy';
import { interview, interviewText, openStudy, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

const head = 'transcript,start,end,turn,quote,text,code,coder,memo,segment,offsetUnit,certainty,status\n';

/** A row of the columns above. */
function row(cells: Readonly<Record<string, string | number>>): string {
  const all: Readonly<Record<string, string | number>> = {
    transcript: interview,
    code: 'bond',
    coder: 'ada',
    ...cells,
  };
  return `${head
    .trim()
    .split(',')
    .map((column) => `"${String(all[column] ?? '').replaceAll('"', '""')}"`)
    .join(',')}\n`;
}

async function problemsOf(...rows: string[]): Promise<readonly Problem[]> {
  const { study } = await openStudy(smallStudyFiles());
  const plan = await planOf(study, 'codings.csv', head + rows.join(''));
  return plan.ok ? [] : plan.error;
}

async function onlyProblem(cells: Readonly<Record<string, string | number>>): Promise<string> {
  const problems = await problemsOf(row(cells));
  assert.equal(problems.length, 1, JSON.stringify(problems));
  const [{ message, remedy, file } = assert.fail()] = problems;
  assert.match(message, /^Row 2: /);
  assert.notEqual(remedy, '');
  assert.equal(file, 'codings.csv');
  return message;
}

const clicked = spanOfWords(interviewText, 'We just clicked');

describe('planCodingsImport', () => {
  it('keeps offsets exactly as given, in each unit, white space and all', async () => {
    const wanted = spanOfWords(interviewText, ' 🙂 now. ');
    const table = new OffsetTable(interviewText);
    for (const offsetUnit of offsetUnits) {
      const { study } = await openStudy(smallStudyFiles());
      const start = table.fromUtf16(utf16(wanted.start), offsetUnit);
      const end = table.fromUtf16(utf16(wanted.end), offsetUnit);
      await imported(study, 'c.csv', head + row({ start, end, offsetUnit, text: ' 🙂 now. ' }));
      const [segment] = await rowsOf(study, interview, 'ada');
      assert.deepEqual([segment?.start, segment?.end, segment?.quote], [wanted.start, wanted.end, ' 🙂 now. ']);
    }
  });

  it('takes words that begin with a byte order mark inside a text as they stand there', async () => {
    const files = smallStudyFiles();
    files.set(interview, 'I: So\n\nR: We met \ufeffinside.\r\nThen home.\n');
    const { study } = await openStudy(files);
    const text = '\ufeffinside.\r\nThen';
    await imported(study, 'c.csv', head + row({ start: 17, end: 30, offsetUnit: 'utf16', text }));
    assert.equal((await rowsOf(study, interview, 'ada'))[0]?.quote, '\ufeffinside.\nThen');
  });

  it('counts code points where no unit is named', async () => {
    const { study } = await openStudy(smallStudyFiles());
    const start = [...interviewText].join('').indexOf('I even') - 1;
    await imported(study, 'c.csv', head + row({ start, end: start + 6 }));
    assert.equal((await rowsOf(study, interview, 'ada'))[0]?.quote, 'I even');
  });

  it('places a turn by its number, and words that stand once, in the transcript or in the turn', async () => {
    const { study } = await openStudy(smallStudyFiles());
    const rows = [row({ turn: 3 }), row({ quote: 'on that ward' }), row({ turn: 4, quote: 'I even' })];
    await imported(study, 'c.csv', head + rows.join(''));
    const quotes = (await rowsOf(study, interview, 'ada')).map(({ quote }) => quote);
    assert.deepEqual(quotes, ['on that ward', 'What changed?', 'I even']);
  });

  it('overlooks white space where the words stand nowhere exactly, and says so', async () => {
    const { study } = await openStudy(smallStudyFiles());
    const plan = await imported(study, 'c.csv', head + row({ quote: 'on  that\nward' }));
    assert.equal((await rowsOf(study, interview, 'ada'))[0]?.quote, 'on that ward');
    assert.deepEqual(plan.notes, ['Rows whose words were found with other white space or accents: 2.']);
  });

  it('joins rows of one coder on one stretch to one segment with several codes', async () => {
    const { study } = await openStudy(smallStudyFiles());
    const { start, end } = clicked;
    const rows = [
      row({ start, end, memo: 'first' }),
      row({ start, end, code: 'talking', memo: 'second', certainty: '++' }),
      row({ start, end, code: 'talking', memo: 'second' }),
      row({ start, end, code: 'change', coder: 'ben' }),
    ];
    const plan = await imported(study, 'c.csv', head + rows.join(''));
    const [segment, ...others] = await rowsOf(study, interview, 'ada');
    assert.deepEqual(others, []);
    assert.deepEqual(segment?.codings, [{ code: 'bond' }, { code: 'talking', certainty: '++' }]);
    assert.equal(segment.memo, 'first\n\nsecond');
    assert.equal((await rowsOf(study, interview, 'ben')).length, 1);
    assert.deepEqual([plan.newSegments, plan.newCodings], [2, 3]);
    assert.deepEqual(plan.notes, [
      'New coder: “ben” (row 5).',
      'Rows that say again what another one says, counted once: 4.',
      'Segments with several different memos, which now stand one below the other: 1.',
    ]);
  });

  it('adds nothing the second time, and only what is new to a segment that is there', async () => {
    const { study } = await openStudy(smallStudyFiles());
    const { start, end } = clicked;
    await imported(study, 'c.csv', head + row({ start, end, memo: 'mine' }));
    const [before] = await rowsOf(study, interview, 'ada');
    const again = await imported(study, 'c.csv', head + row({ start, end, memo: 'mine' }));
    assert.deepEqual([again.files, again.alreadyThere], [[], 1]);
    const more = await imported(study, 'c.csv', head + row({ start, end, code: 'change' }) + row({ start, end }));
    assert.deepEqual([more.newSegments, more.newCodings, more.alreadyThere], [0, 1, 1]);
    const [after, ...others] = await rowsOf(study, interview, 'ada');
    assert.deepEqual(others, []);
    assert.equal(after?.id, before?.id);
    assert.equal(after?.memo, 'mine');
    assert.deepEqual(
      after.codings.map(({ code }) => code),
      ['bond', 'change'],
    );
  });

  it('finds transcripts by path or file name, coders by id or name, and makes ids for new ones', async () => {
    const { study } = await openStudy(smallStudyFiles());
    const rows = [
      row({ transcript: 'INT1', turn: 1, coder: 'Ada' }),
      row({ transcript: 'INT1.txt', turn: 2, coder: 'Bénédicte Ó' }),
      row({ turn: 2, coder: 'Bénédicte Ó', code: 'change' }),
    ];
    const plan = await imported(study, 'c.csv', head + rows.join(''));
    assert.deepEqual(plan.newCoders, [{ id: 'benedicte-o', name: 'Bénédicte Ó' }]);
    assert.deepEqual(
      plan.files.map(({ coder }) => coder),
      ['ada', 'benedicte-o'],
    );
    assert.deepEqual(
      study.coders.map(({ name }) => name),
      ['Ada', 'Bénédicte Ó'],
    );
  });

  it('takes the coder of the options where rows name none', async () => {
    const { study } = await openStudy(smallStudyFiles());
    await imported(study, 'c.csv', head + row({ turn: 1, coder: '' }), 'ben');
    assert.equal((await rowsOf(study, interview, 'ben')).length, 1);
  });

  it('keeps a segment without a code, one that had lost its place, and one that nobody has confirmed', async () => {
    const { study } = await openStudy(smallStudyFiles());
    const { start, end } = clicked;
    const rows = [
      row({ code: '', turn: 1, memo: 'look' }),
      row({ status: 'orphaned', text: 'words that are gone' }),
      row({ status: 'approximate', start, end }),
    ];
    await imported(study, 'c.csv', head + rows.join(''));
    const found = await rowsOf(study, interview, 'ada');
    assert.deepEqual(
      found.map(({ quote, state, codings }) => [quote, state, codings.length]),
      [
        ['words that are gone', 'orphaned', 1],
        ['How did you meet?', undefined, 0],
        ['We just clicked', 'unconfirmed', 1],
      ],
    );
    const again = await imported(study, 'c.csv', head + rows.join(''));
    assert.deepEqual(again.files, []);
  });

  it('keeps a segment id that is a UUID, makes others from it, and never takes one of another coder', async () => {
    const { study } = await openStudy(smallStudyFiles());
    const id = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
    await imported(study, 'c.csv', head + row({ turn: 1, segment: id }) + row({ turn: 2, segment: '7' }));
    const [first, second] = await rowsOf(study, interview, 'ada');
    assert.equal(first?.id, id);
    assert.match(second?.id ?? '', /^[0-9a-f]{8}-/);
    await imported(study, 'd.csv', head + row({ turn: 1, segment: id, coder: 'ben' }));
    const [others] = await rowsOf(study, interview, 'ben');
    assert.notEqual(others?.id, id);
  });

  it('leaves a segment where the study has it, and says so', async () => {
    const { study } = await openStudy(smallStudyFiles());
    const segment = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
    await imported(study, 'c.csv', head + row({ turn: 1, segment }));
    const plan = await imported(study, 'd.csv', head + row({ turn: 2, segment, code: 'change' }));
    const [only, ...others] = await rowsOf(study, interview, 'ada');
    assert.deepEqual(others, []);
    assert.equal(only?.quote, 'How did you meet?');
    assert.equal(only.codings.length, 2);
    assert.match(plan.notes[0] ?? '', /its place was left/);
  });

  it('refuses rows whose transcript, code, coder or certainty it does not know, each with a remedy', async () => {
    assert.match(await onlyProblem({ transcript: '', turn: 1 }), /no transcript is named/);
    assert.match(await onlyProblem({ transcript: 'INT2', turn: 1 }), /no transcript “INT2”/);
    assert.match(await onlyProblem({ turn: 1, coder: '' }), /no coder is named/);
    assert.match(await onlyProblem({ turn: 1, coder: 'x'.repeat(300) }), /too long/);
    assert.match(await onlyProblem({ turn: 1, code: 'bnd' }), /no codebook has a code “bnd”/);
    assert.match(await onlyProblem({ turn: 1, certainty: 'sure' }), /no certainty/);
    const [byName] = await problemsOf(row({ turn: 1, code: 'making a connection' }));
    assert.match(byName?.remedy ?? '', /“connection”, not its name/);
    const [near] = await problemsOf(row({ turn: 1, code: 'conection' }));
    assert.match(near?.remedy ?? '', /Did you mean “connection”/);
    const [elsewhere] = await problemsOf(row({ transcript: 'quite another file', turn: 1 }));
    assert.match(elsewhere?.remedy ?? '', /Import the transcript first/);
    const [far] = await problemsOf(row({ turn: 1, code: 'zzzzzzzz' }));
    assert.doesNotMatch(far?.remedy ?? '', /Did you mean/);
  });

  it('refuses places that are none', async () => {
    assert.match(await onlyProblem({}), /does not say where/);
    assert.match(await onlyProblem({ quote: '  ' }), /does not say where/);
    assert.match(await onlyProblem({ status: 'orphaned' }), /does not say where/);
    assert.match(await onlyProblem({ start: 3 }), /no stretch/);
    assert.match(await onlyProblem({ end: 3 }), /no stretch/);
    assert.match(await onlyProblem({ start: 5, end: 5 }), /no stretch/);
    assert.match(await onlyProblem({ start: '1.5', end: 5 }), /no stretch/);
    assert.match(await onlyProblem({ start: 0, end: 99999 }), /behind the end of the transcript/);
    assert.match(await onlyProblem({ start: 0, end: 3, offsetUnit: 'words' }), /no unit/);
    const inside = interviewText.indexOf('🙂') + 1;
    assert.match(await onlyProblem({ start: inside, end: inside + 3, offsetUnit: 'utf16' }), /inside a character/);
    assert.match(
      await onlyProblem({ start: 0, end: inside, offsetUnit: 'utf16' }),
      /lies inside a character when UTF-16 units are counted/,
    );
    const long = { start: 0, end: 9999 };
    assert.match(
      await onlyProblem(long),
      /end \(9999\) lies behind the end of the transcript, which has \d+ characters\.$/,
    );
    assert.match(await onlyProblem({ ...long, offsetUnit: 'utf16' }), /which has \d+ UTF-16 units\.$/);
    assert.match(await onlyProblem({ ...long, offsetUnit: 'byte' }), /which has \d+ bytes\.$/);
    assert.match(await onlyProblem({ turn: 9 }), /no turn “9”/);
    assert.match(await onlyProblem({ turn: 'first' }), /no turn/);
    assert.match(await onlyProblem({ start: 0, end: 2, text: 'R:' }), /given are “R:”, but at 0–2 stands “I:”/);
    assert.match(await onlyProblem({ quote: 'not there' }), /do not stand in the transcript/);
    assert.match(await onlyProblem({ turn: 1, quote: 'clicked' }), /do not stand in this turn/);
    assert.match(await onlyProblem({ quote: 'e' }), /at \d+ places in the transcript \(line 1, 3, 5, …\)/);
    assert.match(await onlyProblem({ quote: 'I: ' }), /at 2 places in the transcript \(line 1, 5\)/);
  });

  it('refuses a turn without words, and a transcript with unsaved changes', async () => {
    const text = 'I:\n\nR: Yes, I do.\n\nI: Why?\n\nR: It helps.\n';
    const { study } = await openStudy(smallStudyFiles({ [interview]: text }));
    const silent = await planOf(study, 'c.csv', head + row({ turn: 1 }));
    assert.match(silent.ok ? '' : (silent.error[0]?.message ?? ''), /turn 1 has no words/);
    const coding = await study.keep(interview);
    assert.ok(coding);
    study.replace(new TranscriptCoding(coding.path, coding.text, unsavedDigest, coding.byCoder));
    const unsaved = await planOf(study, 'c.csv', head + row({ turn: 2 }));
    assert.equal(unsaved.ok ? '' : unsaved.error[0]?.rule, 'unsaved-transcript');
  });

  it('leaves a transcript that is open in memory, with what was imported', async () => {
    const { study } = await openStudy(smallStudyFiles());
    await study.keep(interview);
    await imported(study, 'c.csv', head + row({ turn: 1 }));
    assert.equal(study.keptCoding(interview)?.byCoder.get('ada')?.list.length, 1);
  });

  it('reads marks as people write them', async () => {
    const { study } = await openStudy(smallStudyFiles());
    const rows = ['yes', 'X', '1', 'TRUE', 'no', '0'].map(
      (mark, i) => `${interview},${(i % 4) + 1},${i < 4 ? 'bond' : 'change'},ada,${mark}`,
    );
    await imported(study, 'c.csv', `transcript,turn,code,coder,exemplar\n${rows.join('\n')}\n`);
    const marks = (await rowsOf(study, interview, 'ada')).map(({ codings }) =>
      codings.map(({ exemplar }) => exemplar ?? false),
    );
    assert.deepEqual(marks, [[true, false], [true, false], [true], [true]]);
  });

  it('lists only the first of many rows that it tells of', async () => {
    const { study } = await openStudy(smallStudyFiles());
    const plan = await imported(study, 'c.csv', head + row({ turn: 1 }).repeat(14));
    assert.deepEqual(plan.notes, [
      'Rows that say again what another one says, counted once: 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, ….',
    ]);
  });

  it('refuses a segment id on two stretches', async () => {
    const [problem] = await problemsOf(row({ turn: 1, segment: 's' }), row({ turn: 2, segment: 's' }));
    assert.equal(problem?.rule, 'torn-segment');
    assert.match(problem.message, /^Row 3: .* in row 2\.$/);
  });

  it('refuses whole: one bad row keeps the others out, and nothing is written', async () => {
    const files = smallStudyFiles();
    const { study } = await openStudy(files);
    const plan = await planOf(study, 'c.csv', head + row({ turn: 1 }) + row({ turn: 2, code: 'nope' }));
    assert.ok(!plan.ok);
    assert.equal(files.writes, 0);
  });

  it('stops after a hundred problems, and refuses a file without rows', async () => {
    const wrong = (count: number): string[] =>
      Array.from({ length: count }, (_, i) => row({ turn: 1, code: `nope${i}` }));
    const [first, ...rest] = await problemsOf(...wrong(300));
    assert.equal(first?.rule, 'many-problems');
    assert.equal(rest.length, 100);
    assert.equal((await problemsOf(...wrong(99))).length, 99);
    assert.deepEqual(
      (await problemsOf()).map(({ rule }) => rule),
      ['no-rows'],
    );
  });

  it('refuses names that several transcripts share, and a transcript that is no text', async () => {
    const { study } = await openStudy(
      smallStudyFiles({ 'transcripts/b/INT1.txt': 'x', 'transcripts/bad.txt': Uint8Array.of(0xff, 0xfe, 0, 0, 1) }),
    );
    const shared = await planOf(study, 'c.csv', head + row({ transcript: 'INT1.txt', turn: 1 }));
    assert.match(shared.ok ? '' : (shared.error[0]?.message ?? ''), /several transcripts/);
    const bad = await planOf(study, 'c.csv', head + row({ transcript: 'bad', turn: 1 }));
    assert.equal(bad.ok ? '' : bad.error[0]?.rule, 'unreadable-transcript');
  });

  it('refuses to add to a segments file that cannot be read whole, and to a study of a newer version', async () => {
    const broken = smallStudyFiles({ [`coding/ada/segments/${interview}.jsonl`]: 'torn' });
    const { study } = await openStudy(broken);
    const plan = await planOf(study, 'c.csv', head + row({ turn: 1 }));
    assert.equal(plan.ok ? '' : plan.error[0]?.rule, 'unsound-file');
    const newer = smallStudyFiles({
      'verbatim.yaml': 'verbatim: 99\nname: Later\ncodebooks: [codebooks/small.yaml]\n',
    });
    const late = await planOf((await openStudy(newer)).study, 'c.csv', head + row({ turn: 1 }));
    assert.equal(late.ok ? '' : late.error[0]?.rule, 'newer-version');
  });

  it('says the line of a row in JSONL', async () => {
    const { study } = await openStudy(smallStudyFiles());
    const plan = await planOf(
      study,
      'c.jsonl',
      `\n${JSON.stringify({ transcript: interview, turn: 1, code: 'no', coder: 'ada' })}\n`,
    );
    assert.ok(!plan.ok);
    assert.equal(plan.error[0]?.line, 2);
    assert.match(plan.error[0].message, /^Line 2: /);
  });
});

describe('applyCodingsPlan', () => {
  it('writes an entry into the log of each coder, and names new coders', async () => {
    const files = smallStudyFiles();
    const { study } = await openStudy(files);
    await imported(study, 'c.csv', head + row({ turn: 1 }) + row({ turn: 2, coder: 'Ben B' }));
    const log = files
      .text('coding/ben-b/log/test-import.jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.equal(log[1]?.['op'], 'import-codings');
    const coding = await study.coding(interview);
    assert.deepEqual(log[1]['target'], { transcript: interview, text: coding?.digest });
    assert.match(files.text('coding/ben-b/coder.yaml'), /name: "Ben B"/);
    assert.match(files.text('coding/ada/log/test-import.jsonl'), /import-codings/);
    assert.equal(study.index.count('bond'), 2);
  });

  it('leaves the segments that are there as they were', async () => {
    const { start, end } = clicked;
    const there = { id: 'old', start, end, quote: 'We just clicked', codings: [{ code: 'talking' }], extra: 1 };
    const path = `coding/ada/segments/${interview}.jsonl`;
    const files = smallStudyFiles({ [path]: segmentsFileOf(interview, interviewText, 'ada', [there]) });
    const line = files.text(path).split('\n')[1];
    const { study } = await openStudy(files);
    await imported(study, 'c.csv', head + row({ turn: 1 }));
    assert.equal(files.text(path).split('\n')[2], line);
  });

  it('writes nothing where the transcript changed since the plan was made', async () => {
    const files = smallStudyFiles();
    const { study } = await openStudy(files);
    const plan = await planOf(study, 'c.csv', head + row({ turn: 1 }));
    assert.ok(plan.ok);
    files.set(interview, `${interviewText}More.\n`);
    const applied = await applyCodingsPlan(study, plan.value, 'test-import');
    assert.ok(!applied.ok);
    assert.match(applied.error, /changed while/);
    assert.equal(files.writes, 0);
  });

  it('writes nothing over a file that became unsound since', async () => {
    const files = smallStudyFiles();
    const { study } = await openStudy(files);
    const plan = await planOf(study, 'c.csv', head + row({ turn: 1 }));
    assert.ok(plan.ok);
    files.set(`coding/ada/segments/${interview}.jsonl`, 'torn');
    const applied = await applyCodingsPlan(study, plan.value, 'test-import');
    assert.ok(!applied.ok);
    assert.equal(files.text(`coding/ada/segments/${interview}.jsonl`), 'torn');
  });

  it('writes nothing where the coder went on since the plan was made, and adds the rest to that when planned again', async () => {
    const files = smallStudyFiles();
    const { session } = await openStudy(files, 'window');
    const tools = session.tools();
    const code = (code: string) =>
      session.change(interview, (mine, { text }) => applyCodes(mine, text, clicked, [code], tools));
    for (const before of ['nothing', 'a segment']) {
      if (before === 'a segment') await code('change');
      const { study } = await openStudy(files, 'import');
      const plan = await planOf(study, 'c.csv', head + row({ quote: 'We just clicked' }));
      assert.ok(plan.ok);
      await code(before === 'nothing' ? 'connection' : 'talking');
      const path = `coding/ada/segments/${interview}.jsonl`;
      const id = (JSON.parse(files.text(path).split('\n')[1]!) as { id: string }).id;
      assert.ok((await session.change(interview, (mine) => setMemo(mine, id, `Two pages on ${before}.`))).ok);
      const now = files.text(path);
      const applied = await applyCodingsPlan(study, plan.value, 'test-import');
      assert.ok(!applied.ok);
      assert.match(applied.error, /ada.*changed while .* nothing is added twice/);
      assert.equal(files.text(path), now);
    }
    const { study } = await openStudy(files, 'again');
    await imported(study, 'c.csv', head + row({ quote: 'We just clicked' }));
    const segments = (await study.coding(interview))!.byCoder.get('ada')!.list.map(({ row }) => row);
    assert.deepEqual(
      segments.map(({ memo, codings }) => [memo, codings.map(({ code }) => code).sort()]),
      [['Two pages on a segment.', ['bond', 'change', 'connection', 'talking']]],
    );
  });
});
