import assert from 'node:assert/strict';
import { CancelledError } from '../../../src/core/base/cancellation';
import { exportEverything, planExport, plannedCoding } from '../../../src/core/exchange/exportPlan';
import { segmentRecords } from '../../../src/core/exchange/segmentRecord';
import { maskedCoders } from '../../../src/core/exchange/maskedCoders';
import { batched } from '../../../src/core/exchange/batched';
import type { StudyPath } from '../../../src/core/base/studyPath';
import type { SegmentRow } from '../../../src/core/coding/segmentsFile';
import { unsavedDigest } from '../../../src/core/project/liveEdit';
import { Study } from '../../../src/core/project/study';
import { TranscriptCoding } from '../../../src/core/project/transcriptCoding';
import type { ExportFile } from '../../../src/core/exchange/json/exportFile';
import { writeJson } from '../../../src/core/exchange/json/writeJson';
import { CodeFilter } from '../../../src/core/exchange/codeFilter';
import { csvOf, jsonlOf, jsonOf, planned, segmentsFileOf } from '../../support/exchangeStudy';
import { CancellationSource } from '../../support/cancellationSource';
import { memoryHost, type MemoryFiles } from '../../support/memoryFiles';
import { interview, interviewText, openStudy, smallStudyFiles, spanOfWords } from '../../support/smallStudy';

interface Line {
  readonly id: string;
  readonly coder: string;
  readonly start: number | null;
  readonly end: number | null;
  readonly line: number | null;
  readonly text: string;
  readonly speakers: readonly string[];
  readonly participants: readonly string[];
  readonly cases: readonly string[];
  readonly codes: readonly string[];
  readonly status: string;
}

function segment(id: string, words: string, codes: readonly string[], more: Partial<SegmentRow> = {}): SegmentRow {
  const { start, end } = spanOfWords(interviewText, words);
  return { id, start, end, quote: words, codings: codes.map((code) => ({ code })), ...more };
}

const casesText = [
  'verbatim-cases: 1',
  'variables: {setting: {of: case, type: text}}',
  'cases: [{id: WARD, setting: closed}, {id: HOME}]',
  'participants: [{id: P1, memberOf: WARD, role: PW}, {id: P2, memberOf: HOME}]',
  `transcripts: [{path: ${interview}, date: 2026-01-02, speakers: {I: interviewer, R: P1}}]`,
  '',
].join('\n');

const ada = [
  segment('a2', 'We just clicked', ['connection']),
  segment('a1', 'We just clicked', ['change', 'talking']),
  segment('a3', 'What changed?\n\nR: I talk more 🙂', []),
];
const ben = [
  segment('b1', 'We just clicked', ['bond']),
  segment('b2', 'I even ring my sister.', ['talking']),
  { ...segment('b0', 'I talk', ['change']), start: 0, end: 0, quote: 'gone for good', state: 'orphaned' as const },
];

function files(): MemoryFiles {
  return smallStudyFiles({
    'verbatim.yaml': 'verbatim: 1\nname: Small study\ncodebooks: [codebooks/small.yaml]\ncases: cases.yaml\n',
    'cases.yaml': casesText,
    'transcripts/plain/P2.txt': 'Only words here.\n',
    'coding/ben/coder.yaml': 'verbatim-coder: 1\nname: Ben B.\n',
    [`coding/ada/segments/${interview}.jsonl`]: segmentsFileOf(interview, interviewText, 'ada', ada),
    [`coding/ben/segments/${interview}.jsonl`]: segmentsFileOf(interview, interviewText, 'ben', ben),
    'coding/ada/segments/transcripts/plain/P2.txt.jsonl': segmentsFileOf(
      'transcripts/plain/P2.txt',
      'Only words here.\n',
      'ada',
      [{ id: 'p1', start: 5, end: 10, quote: 'words', codings: [{ code: 'bond' }] }],
    ),
  });
}

async function linesOf(study: Study, options: Parameters<typeof jsonlOf>[1] = {}): Promise<Line[]> {
  const text = await jsonlOf(study, options);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}

async function idsOf(options: Parameters<typeof jsonlOf>[1]): Promise<string[]> {
  return (await linesOf((await openStudy(files())).study, options)).map(({ id }) => id);
}

async function rulesOf(study: Study, options: Partial<typeof exportEverything>): Promise<string[]> {
  const plan = await planExport(study, { ...exportEverything, ...options });
  return plan.ok ? [] : plan.error.map(({ rule }) => rule);
}

describe('an export', () => {
  it('as JSON has threads and memos of the coders that go out, masked where they are, and none where parts are left out', async () => {
    const note = (id: string, text: string): string =>
      JSON.stringify({
        id,
        thread: 'n1',
        about: { kind: 'segment', coder: 'ben', id: 'b1', transcript: interview },
        at: '2026',
        text,
      });
    const notesOf = (coder: string, ...lines: string[]): string =>
      [JSON.stringify({ verbatim: 'notes', version: 1, coder }), ...lines, ''].join('\n');
    const more = files();
    more.set('coding/ada/notes.jsonl', notesOf('ada', note('n1', 'Bond?')));
    more.set('coding/ben/notes.jsonl', notesOf('ben', note('n2', 'Yes.')));
    more.set('memos/int1-ada.md', '---\nverbatim-memo: 1\ntitle: Bonds\nby: ada\nabout: [bond]\n---\n\nThey grow.\n');
    const { study } = await openStudy(more);
    type Said = Pick<ExportFile, 'threads' | 'memos'>;
    const said = async (options: Parameters<typeof jsonOf>[1]): Promise<Said> =>
      JSON.parse(await jsonOf(study, options)) as Said;
    const all = await said({});
    const about = { kind: 'segment', coder: 'ben', id: 'b1' };
    const comment = (id: string, coder: string, text: string): object => ({
      id,
      coder,
      at: '2026',
      edited: null,
      text,
    });
    const comments = [comment('n1', 'ada', 'Bond?'), comment('n2', 'ben', 'Yes.')];
    assert.deepEqual(all.threads, [{ id: 'n1', about, resolved: false, comments }]);
    const memo = { file: 'memos/int1-ada.md', title: 'Bonds', kind: null, about: ['bond'], coder: 'ada', at: null };
    assert.deepEqual(all.memos, [{ ...memo, text: 'They grow.' }]);
    const bens = await said({ coders: ['ben'] });
    assert.deepEqual(bens.threads?.[0]?.comments, [comments[1]]);
    assert.equal(bens.memos, undefined);
    const masked = await said({ maskCoders: true });
    assert.doesNotMatch(JSON.stringify([masked.threads, masked.memos]), /ada|ben/);
    assert.deepEqual(await said({ codes: ['bond'] }).then(({ threads }) => threads), undefined);
  });

  it('as JSON has threads on whatever they are about, and memos as far as they can be read', async () => {
    const targets = [
      { kind: 'transcript', path: interview },
      { kind: 'study', more: 'unknown' },
      { kind: 'code', id: 'bond' },
      { kind: 'segment', coder: 'gone', id: 'x' },
    ];
    const rows = targets.map((about, i) => ({
      id: `t${i}`,
      thread: `t${i}`,
      about,
      at: `202${i}`,
      edited: '2029',
      text: 'Why?',
    }));
    const closed = { id: 'c', thread: 't0', about: targets[0], at: '2030', text: '', resolved: true };
    const header = { verbatim: 'notes', version: 1, coder: 'ada' };
    const more = files();
    more.set('coding/ada/notes.jsonl', [header, ...rows, closed].map((row) => `${JSON.stringify(row)}\n`).join(''));
    more.set('memos/plain.md', 'No front matter.\n');
    more.set('memos/open.md', '---\ntitle: Never closed\n');
    const { study } = await openStudy(more);
    const { threads, memos } = JSON.parse(await jsonOf(study, {})) as Pick<ExportFile, 'threads' | 'memos'>;
    assert.deepEqual(
      threads?.map(({ about, resolved, comments }) => [about, resolved, comments[0]?.edited]),
      [
        [{ kind: 'transcript', path: interview }, true, '2029'],
        [{ kind: 'study' }, false, '2029'],
        [{ kind: 'code', id: 'bond' }, false, '2029'],
        [{ kind: 'segment', coder: null, id: 'x' }, false, '2029'],
      ],
    );
    assert.deepEqual(
      memos?.map(({ text, coder }) => [coder, text.split('\n')[0]]),
      [
        [null, '---'],
        [null, 'No front matter.'],
      ],
    );
  });

  it('sorts by transcript, start, end, coder and id, with lost segments last', async () => {
    assert.deepEqual(await idsOf({}), ['a1', 'a2', 'b1', 'a3', 'b2', 'b0', 'p1']);
  });

  it('says line, speakers, participants and cases of the turns that a segment touches', async () => {
    const lines = await linesOf((await openStudy(files())).study);
    const said = new Map(
      lines.map(({ id, line, speakers, participants, cases }) => [id, [line, speakers, participants, cases]]),
    );
    assert.deepEqual(said.get('a2'), [3, ['R'], ['P1'], ['WARD']]);
    assert.deepEqual(said.get('a3'), [5, ['I', 'R'], ['P1'], ['WARD']]);
    assert.deepEqual(said.get('p1'), [1, [], ['P2'], ['HOME']]);
    assert.deepEqual(said.get('b0'), [null, [], [], ['WARD']]);
  });

  it('gives a lost segment no place, and its words as text', async () => {
    const lost = (await linesOf((await openStudy(files())).study)).find(({ id }) => id === 'b0');
    assert.deepEqual([lost?.start, lost?.end, lost?.text, lost?.status], [null, null, 'gone for good', 'orphaned']);
  });

  it('counts in the unit asked for', async () => {
    const { study } = await openStudy(files());
    for (const [offsetUnit, length] of [
      ['utf16', 'What changed?\n\nR: I talk more 🙂'.length],
      ['codePoint', 'What changed?\n\nR: I talk more 🙂'.length - 1],
      ['byte', Buffer.byteLength('What changed?\n\nR: I talk more 🙂')],
    ] as const) {
      const one = (await linesOf(study, { offsetUnit })).find(({ id }) => id === 'a3');
      assert.equal((one?.end ?? 0) - (one?.start ?? 0), length, offsetUnit);
    }
  });

  it('leaves out other coders, codes (but not those below one) and cases', async () => {
    assert.deepEqual(await idsOf({ coders: ['ben'] }), ['b1', 'b2', 'b0']);
    assert.deepEqual(await idsOf({ codes: ['bond'] }), ['a1', 'a2', 'b1', 'b2', 'p1']);
    assert.deepEqual(await idsOf({ codes: ['connection', 'change'] }), ['a1', 'a2', 'b0']);
    assert.deepEqual(await idsOf({ cases: ['HOME'] }), ['p1']);
    const [first] = await linesOf((await openStudy(files())).study, { codes: ['bond'] });
    assert.deepEqual(first?.codes, ['talking']);
  });

  it('leaves out of the JSON document what the filters leave out', async () => {
    const { study } = await openStudy(files());
    const document = JSON.parse(await jsonOf(study, { coders: ['ben'], cases: ['HOME'] })) as Record<
      string,
      { id: string; path: string }[]
    >;
    assert.deepEqual(
      document['coders']?.map(({ id }) => id),
      ['ben'],
    );
    assert.deepEqual(
      document['cases']?.map(({ id }) => id),
      ['HOME'],
    );
    assert.deepEqual(
      document['participants']?.map(({ id }) => id),
      ['P2'],
    );
    assert.deepEqual(
      document['transcripts']?.map(({ path }) => path),
      ['transcripts/plain/P2.txt'],
    );
    assert.deepEqual(document['segments'], []);
  });

  it('puts numbers in the place of coders, the same whoever is left out', async () => {
    const { study } = await openStudy(files());
    const text = (await jsonOf(study, { maskCoders: true })) + (await csvOf(study, { maskCoders: true }));
    assert.doesNotMatch(text, /\bada\b|\bben\b|Ada|Ben/);
    assert.deepEqual(
      [...new Set((await linesOf(study, { maskCoders: true, coders: ['ben'] })).map(({ coder }) => coder))],
      ['2'],
    );
  });

  it('is refused where a coder, code or case is not known', async () => {
    const { study } = await openStudy(files());
    assert.deepEqual(await rulesOf(study, { coders: ['bne'], codes: ['bnd'], cases: ['WRAD'] }), [
      'unknown-coder',
      'unknown-code',
      'unknown-case',
    ]);
    const plan = await planExport(study, { ...exportEverything, codes: ['bnd'] });
    assert.match(plan.ok ? '' : (plan.error[0]?.remedy ?? ''), /^Did you mean “bond”\? /);
  });

  it('names the coders that there are, the likest first and not too many', async () => {
    const many = files();
    for (let i = 10; i < 30; i++) many.set(`coding/coder-${i}/coder.yaml`, 'name: X\n');
    const { study } = await openStudy(many);
    const remedyOf = async (coders: string[]): Promise<string> => {
      const plan = await planExport(study, { ...exportEverything, coders });
      return plan.ok ? '' : (plan.error[0]?.remedy ?? '');
    };
    assert.match(await remedyOf(['Code-17']), /^Name one of these: coder-17, coder-1\d, .* … and \d+ more\.$/);
    assert.match(await remedyOf(['zzz']), /^Name one of these: /);
  });

  it('stops between transcripts once it is cancelled, and gives other work its turn there', async () => {
    const many = files();
    for (let i = 0; i < 5; i++) many.set(`transcripts/more/${i}.txt`, 'Only words here.\n');
    const source = new CancellationSource();
    let pause = (): Promise<void> => Promise.resolve();
    const host = { ...memoryHost(many, 'test'), pause: () => pause() };
    const { study } = await Study.open(host, 'everyone', source.token);
    assert.ok(study);
    let pauses = 0;
    pause = () => {
      if (++pauses === 3) source.cancel();
      return Promise.resolve();
    };
    const reads: string[] = [];
    many.refusing = (path) => {
      reads.push(path);
      return undefined;
    };
    await assert.rejects(planExport(study, exportEverything, source.token), CancelledError);
    assert.equal(reads.length, 2);
    assert.ok((await planExport(study, exportEverything, new CancellationSource().token)).ok);
  });

  it('is refused where a transcript is missing, no text, or not saved', async () => {
    const gone = files();
    const { study } = await openStudy(gone);
    gone.contents.delete(interview);
    assert.deepEqual(await rulesOf(study, {}), ['missing-transcript']);
    const bad = files();
    bad.set('transcripts/bad.txt', Uint8Array.of(0xff, 0xfe, 0, 0, 1));
    assert.equal((await rulesOf((await openStudy(bad)).study, {})).length, 1);

    const { study: open } = await openStudy(files());
    const coding = await open.keep(interview);
    assert.ok(coding);
    open.replace(new TranscriptCoding(coding.path, coding.text, unsavedDigest, coding.byCoder));
    assert.deepEqual(await rulesOf(open, {}), ['unsaved-transcript']);
  });

  it('takes a transcript that is open from memory, and keeps no other one', async () => {
    const { study } = await openStudy(files());
    await study.keep(interview);
    const plan = await planned(study);
    for (const transcript of plan.transcripts) await plannedCoding(plan, transcript);
    assert.ok(study.keptCoding(interview));
    assert.equal(study.storedOf('transcripts/plain/P2.txt' as StudyPath).size, 0);
  });

  it('breaks off where a transcript changes meanwhile', async () => {
    const changing = files();
    const { study } = await openStudy(changing);
    const plan = await planned(study);
    changing.set(interview, 'I: Other words.\n');
    const [first] = plan.transcripts;
    assert.ok(first);
    await assert.rejects(plannedCoding(plan, first), /changed while it was exported/);
  });

  it('is the same, byte for byte, each time', async () => {
    const one = await jsonOf((await openStudy(files())).study);
    assert.equal(await jsonOf((await openStudy(files())).study), one);
  });

  it('counts a coding of a merged code as one of the code that it joined', async () => {
    const merged = files();
    merged.set(
      'codebooks/small.yaml',
      merged.text('codebooks/small.yaml').replace('id: change\n', 'id: change\n    merged: [old]\n'),
    );
    merged.set(
      `coding/ben/segments/${interview}.jsonl`,
      segmentsFileOf(interview, interviewText, 'ben', [segment('m1', 'We just clicked', ['old'])]),
    );
    const { study } = await openStudy(merged);
    const found = await linesOf(study, { codes: ['change'], coders: ['ben'] });
    assert.deepEqual(
      found.map(({ codes }) => codes),
      [['old']],
    );
    assert.match(await csvOf(study, { coders: ['ben'] }), /,old,Change,Change,small,ben,/);
  });

  it('sorts several lost segments by coder and id', async () => {
    const lost = files();
    const gone = (id: string): SegmentRow => ({
      id,
      start: 9,
      end: 12,
      quote: `gone ${id}`,
      codings: [],
      state: 'orphaned',
    });
    for (const coder of ['ben', 'ada']) {
      const rows = [gone(`${coder}-2`), gone(`${coder}-1`)];
      lost.set(`coding/${coder}/segments/${interview}.jsonl`, segmentsFileOf(interview, interviewText, coder, rows));
    }
    const found = await linesOf((await openStudy(lost)).study);
    assert.deepEqual(
      found.map(({ id }) => id),
      ['ada-1', 'ada-2', 'ben-1', 'ben-2', 'p1'],
    );
  });

  it('writes what a codebook leaves out as empty, and retired codes as such', async () => {
    const bare = files();
    const codebook = `${bare.text('codebooks/small.yaml')}    retired: true\nthemes: [{id: t, name: T}]\nrelations: [{id: r, from: bond, to: change, kind: precedes}]\n`;
    bare.set('codebooks/small.yaml', codebook);
    const document = JSON.parse(await jsonOf((await openStudy(bare)).study)) as {
      codebooks: { codes: { id: string; retired?: boolean }[]; themes: unknown[]; relations: unknown[] }[];
    };
    const [written] = document.codebooks;
    assert.deepEqual(
      written?.codes.filter(({ retired }) => retired).map(({ id }) => id),
      ['change'],
    );
    assert.deepEqual(written.themes, [{ id: 't', name: 'T', codes: [], note: null }]);
    assert.deepEqual(written.relations, [
      {
        id: 'r',
        from: 'bond',
        to: 'change',
        kind: 'precedes',
        sign: 'unstated',
        basis: null,
        citation: null,
        note: null,
      },
    ]);
  });

  it('guesses no participant where turns have labels that nobody explained, or several could be meant', async () => {
    const plain = files();
    plain.set('cases.yaml', casesText.replace('speakers: {I: interviewer, R: P1}', 'case: HOME'));
    const lines = await linesOf((await openStudy(plain)).study);
    assert.deepEqual(lines.map(({ id, participants, cases }) => [id, participants, cases]).slice(0, 1), [
      ['a1', [], ['HOME']],
    ]);
  });

  it('says nothing of a code that no codebook has but its id', async () => {
    const stray = files();
    stray.set(
      `coding/ben/segments/${interview}.jsonl`,
      segmentsFileOf(interview, interviewText, 'ben', [segment('m1', 'We just clicked', ['stray'])]),
    );
    const { study } = await openStudy(stray);
    assert.match(await csvOf(study, { coders: ['ben'] }), /,stray,,,,ben,/);
    const plan = await planned(study, { codes: ['bond'], coders: ['ben'] });
    const [transcript] = plan.transcripts;
    assert.ok(transcript);
    assert.deepEqual(segmentRecords(plan, await plannedCoding(plan, transcript)), []);
  });
});

describe('a large export', () => {
  it('reads a transcript when its turn comes, and keeps none, so that memory does not grow with the corpus', async () => {
    const many = files();
    const words = 'word '.repeat(20_000);
    const names = ['A', 'B', 'C'].map((name) => `transcripts/big/${name}.txt`);
    for (const name of names) {
      const rows = Array.from({ length: 40 }, (_, i) => ({
        id: `${name}-${i}`,
        start: i,
        end: 90_000,
        quote: words.slice(i, 90_000),
        codings: [],
      }));
      many.set(name, words);
      many.set(`coding/ada/segments/${name}.jsonl`, segmentsFileOf(name, words, 'ada', rows));
    }
    const { study } = await openStudy(many);
    for (const name of names) study.release(name as StudyPath);
    const plan = await planned(study);
    const read: string[] = [];
    many.read = (path) => {
      if (path.endsWith('.txt')) read.push(path);
      return Promise.resolve(many.contents.get(path));
    };
    let largest = 0;
    const seen: number[] = [];
    for await (const piece of writeJson(plan)) {
      largest = Math.max(largest, piece.length);
      seen.push(read.length);
      for (const name of names) assert.equal(study.storedOf(name as StudyPath).size, 0);
    }
    assert.deepEqual([...new Set(seen)].slice(0, 3), [2, 3, 4]);
    assert.ok(largest < 300_000, `${largest} units in one piece`);
    assert.equal(read.length, plan.transcripts.length);
  });
});

describe('maskedCoders', () => {
  it('numbers by id in code units, so that numbers sort like ids', () => {
    const ids = Array.from({ length: 11 }, (_, i) => ({ id: `coder-${String.fromCharCode(107 - i)}` }));
    const masked = maskedCoders(ids);
    assert.deepEqual(masked.get('coder-a'), { id: '01', name: 'Coder 01' });
    assert.deepEqual(masked.get('coder-k'), { id: '11', name: 'Coder 11' });
  });
});

describe('CodeFilter', () => {
  it('lets every coding through where no code is chosen, and none of a code that nobody has', async () => {
    const { study } = await openStudy(files());
    assert.equal(new CodeFilter(study.codes, []).has('anything'), true);
    assert.equal(new CodeFilter(study.codes, ['nobody']).has('bond'), false);
  });
});

describe('batched', () => {
  it('joins small pieces, hands large ones on, and nothing empty', async () => {
    async function* groups(): AsyncGenerator<string[]> {
      yield* [['a', '', 'b'], [], ['c'.repeat(70_000), 'd']];
      await Promise.resolve();
    }
    const pieces: string[] = [];
    for await (const piece of batched(groups())) pieces.push(piece);
    assert.deepEqual(
      pieces.map(({ length }) => length),
      [70_002, 1],
    );
    async function* nothing(): AsyncGenerator<string[]> {
      yield [''];
      await Promise.resolve();
    }
    const none: string[] = [];
    for await (const piece of batched(nothing())) none.push(piece);
    assert.deepEqual(none, []);
  });
});
