import assert from 'node:assert/strict';
import { neverCancelled } from '../../../src/core/base/cancellation';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { codeChangeKinds, codebookChanges, codesThen } from '../../../src/core/codebook/codebookChanges';
import { addCode, moveCode, renameCode, retireCode, setCodeField } from '../../../src/core/codebook/codebookEdits';
import { mergeCodes } from '../../../src/core/codebook/mergeCodes';
import { splitCode } from '../../../src/core/codebook/splitCode';
import {
  codebookHistoryColumns,
  codebookHistoryCsv,
  codebookHistoryMarkdown,
} from '../../../src/core/exchange/history/codebookHistoryTable';
import { csvRecords } from '../../../src/core/exchange/csv/csvRecords';
import { codebookHistory, type CodebookStep } from '../../../src/core/project/codebookHistory';
import { stagesOf } from '../../../src/core/project/stages';
import type { EditedText } from '../../../src/core/yaml/yamlEdit';
import { memoryHost } from '../../support/memoryFiles';
import { codebookText, openStudy, smallStudyFiles } from '../../support/smallStudy';

const book = 'codebooks/small.yaml' as StudyPath;

function changed(...edits: ((text: string) => EditedText)[]): readonly string[] {
  let text = codebookText;
  for (const edit of edits) {
    const done = edit(text);
    assert.ok(done.ok, done.ok ? '' : done.error);
    text = done.value;
  }
  return codebookChanges(codesThen(codebookText), codesThen(text)).map(
    ({ kind, code, name, before, after }) => `${kind} ${code} (${name}): ${before} → ${after}`,
  );
}

describe('what became of codes', () => {
  it('is nothing where only order, comments and layout changed', () => {
    assert.deepEqual(changed(), []);
    assert.deepEqual(
      changed((text) => ({ ok: true, value: text.replace('codes:\n', 'codes: # ours\n\n') })),
      [],
    );
    assert.deepEqual(
      changed((text) => moveCode(text, 'change', { parent: null, index: 0 })),
      [],
    );
  });

  it('is told by kind, with what was there before and after', () => {
    assert.deepEqual(
      changed(
        (text) => addCode(text, { entry: { id: 'hope', name: 'Hope', definition: 'Looking on.' }, parent: 'bond' }),
        (text) => renameCode(text, 'bond', 'Bonds'),
        (text) => setCodeField(text, 'connection', 'definition', 'Another meaning.'),
        (text) => setCodeField(text, 'connection', 'include', ['One', 'Two']),
        (text) => setCodeField(text, 'connection', 'color', 'blue'),
        (text) => moveCode(text, 'talking', { parent: 'change', index: 0 }),
        (text) => retireCode(text, 'change'),
      ),
      [
        'renamed bond (Bonds): Bond → Bonds',
        'definition connection (Making a connection): A first link between two people. → Another meaning.',
        'include connection (Making a connection):  → One\nTwo',
        'other connection (Making a connection):  → color',
        'created hope (Hope):  → Bonds',
        'definition hope (Hope):  → Looking on.',
        'retired change (Change):  → ',
        'moved talking (Talking): Bond → Change',
      ],
    );
  });

  it('tells of codes that were merged, split and taken out', () => {
    assert.deepEqual(
      changed((text) => mergeCodes(text, ['talking'], 'connection')),
      ['merged talking (Talking): Talking → Making a connection', 'other connection (Making a connection):  → aka'],
    );
    const parts = [{ id: 'hope', name: 'Hope' }];
    assert.deepEqual(
      changed((text) => splitCode(text, 'talking', [...parts, { id: 'change', name: null }], 'beside')),
      ['split talking (Talking): Talking → Hope\nChange', 'created hope (Hope):  → Bond'],
    );
    assert.deepEqual(
      changed((text) => ({ ok: true, value: text.replace('  - id: change\n    name: Change\n', '') })),
      ['removed change (Change):  → '],
    );
  });

  it('takes a text that is no codebook for one without codes', () => {
    assert.equal(codesThen('a: [').size, 0);
    assert.equal(codesThen('just words').size, 0);
    assert.equal(codesThen('codes: [3, {id: x}, {id: x, name: Again}]').size, 1);
  });
});

describe('the history of a codebook', () => {
  async function edited() {
    const files = smallStudyFiles({ 'coding/ben/coder.yaml': 'verbatim-coder: 1\nname: Ben\n' });
    const { session } = await openStudy(files);
    await session.editCodebook(book, 'Renamed “Bond” to “Bonds”', (text) => renameCode(text, 'bond', 'Bonds'));
    await session.editCodebook(book, 'Retired “Change”', (text) => retireCode(text, 'change'));
    await session.undo();
    const host = memoryHost(files, 'history');
    return { files, host };
  }

  it('has each step of every log, undoing as well, the oldest first', async () => {
    const { host } = await edited();
    let done = 0;
    const past = await codebookHistory(host, neverCancelled, [], (now) => (done = now));
    assert.deepEqual(
      past.map(({ who, kind, name, step }) => [who, kind, name, step]),
      [
        ['ada', 'renamed', 'Bonds', 'Renamed “Bond” to “Bonds”'],
        ['ada', 'retired', 'Change', 'Retired “Change”'],
        ['ada', 'broughtBack', 'Change', 'Undo: Retired “Change”'],
      ],
    );
    assert.equal(done, 3);
  });

  it('takes what another source knows of and no log, and tells the rest once', async () => {
    const { files, host } = await edited();
    const now = files.text(book);
    const commit = (at: string, after: string): CodebookStep => ({
      at,
      who: 'Ben Miller',
      source: { commit: 'abc1234' },
      step: 'Codebook',
      file: book,
      before: codebookText,
      after,
    });
    const byHand = now.replace('name: Talking', 'name: To talk');
    const past = await codebookHistory(host, neverCancelled, [commit('2000-01-01T00:00:00.000Z', byHand)]);
    assert.deepEqual(past.map(({ who, kind, name }) => [who, kind, name]).slice(0, 2), [
      ['Ben Miller', 'renamed', 'To talk'],
      ['ada', 'renamed', 'Bonds'],
    ]);
    assert.equal(past.length, 4);
  });

  it('has every kind of change in words of its own, and says which commit knows of it', async () => {
    const { host } = await edited();
    const [first] = await codebookHistory(host, neverCancelled);
    assert.ok(first);
    const texts = codeChangeKinds.map((kind) =>
      codebookHistoryMarkdown([{ ...first, kind, source: { commit: 'abc1234' } }], (id) => id, 'Small'),
    );
    const words = texts.map((text) => /^(.+): 1$/m.exec(text)?.[1]);
    assert.equal(new Set(words).size, codeChangeKinds.length);
    for (const text of texts) assert.match(text, /\| ada \(abc1234\) \|/);
    assert.match(
      codebookHistoryCsv([{ ...first, source: { commit: 'abc1234' } }], () => '', { spreadsheetSafe: false }),
      /,ada,abc1234,/,
    );
  });

  it('reads long logs of other things in steps, and leaves out what says nothing of a text', async () => {
    const line = (seq: number, op: string, after: unknown): string =>
      JSON.stringify({ id: `e${seq}`, at: '2026-01-01T00:00:00.000Z', seq, op, target: {}, before: {}, after });
    const lines = Array.from({ length: 600 }, (_, i) =>
      line(i + 1, i === 300 ? 'edit-codebook' : 'relink', { [book]: null }),
    );
    const files = smallStudyFiles({
      'coding/ada/log/old.jsonl': `${['{"verbatim":"log","version":1,"coder":"ada","writer":"old"}', ...lines].join('\n')}\n`,
    });
    const host = memoryHost(files, 'history');
    assert.deepEqual(await codebookHistory(host, neverCancelled), []);
    assert.deepEqual(await stagesOf(host, neverCancelled), []);
    const stopped = { ...neverCancelled, isCancellationRequested: true };
    await assert.rejects(codebookHistory(host, stopped), { name: 'CancelledError' });
    await assert.rejects(stagesOf(host, stopped), { name: 'CancelledError' });
  });

  it('stops where it is cancelled', async () => {
    const { host } = await edited();
    await assert.rejects(codebookHistory(host, { ...neverCancelled, isCancellationRequested: true }), {
      name: 'CancelledError',
    });
  });

  it('is written as CSV that reads back, safe for spreadsheets where asked', async () => {
    const { host } = await edited();
    const past = await codebookHistory(host, neverCancelled);
    const plain = csvRecords(
      codebookHistoryCsv(past, (id) => id, { spreadsheetSafe: false }),
      { delimiter: ',', lineEnd: '\r\n' },
      100,
    );
    const rows = plain.records;
    assert.deepEqual(rows[0], [...codebookHistoryColumns]);
    assert.equal(rows.length, 4);
    const [first] = past;
    assert.ok(first);
    const evil = { ...first, name: '=1+1', before: 'a "b",\nc' };
    const safe = codebookHistoryCsv([evil], () => 'coder1', { spreadsheetSafe: true });
    assert.match(safe, /^\ufeffat,who,.*,spreadsheet_safe\r\n/);
    assert.match(safe, /,coder1,log,codebooks\/small\.yaml,bond,'=1\+1,renamed,"a ""b"",\nc",Bonds,/);
  });

  it('is written as Markdown in which no word of a file becomes a mark', async () => {
    const { host } = await edited();
    const past = await codebookHistory(host, neverCancelled);
    const [first] = past;
    assert.ok(first);
    const text = codebookHistoryMarkdown(
      [{ ...first, name: 'a | b <i>', before: 'x\ny' }, ...past],
      () => 'Ada',
      'Small',
    );
    assert.match(
      text,
      /^# How the codebook of “Small” came to be\n\n## codebooks\/small\.yaml\n\nrenamed: 2 · retired: 1 · brought back: 1\n/,
    );
    assert.match(text, /\| Ada \| a \\\| b \\<i\\> \| renamed \| x<br>y \| Bonds \|/);
    const moved = { ...first, kind: 'moved', before: 'Bond', after: '' } as const;
    assert.match(
      codebookHistoryMarkdown([moved], () => 'Ada', 'Small'),
      /\| moved \| Bond \| top level \|/,
    );
    assert.match(text, /brought back \(Undo: Retired “Change”\)/);
    assert.match(
      codebookHistoryMarkdown([], () => '', 'Small'),
      /Nothing was changed/,
    );
  });
});
