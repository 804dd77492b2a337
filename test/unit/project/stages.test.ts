import assert from 'node:assert/strict';
import { neverCancelled } from '../../../src/core/base/cancellation';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { codeFates, stageCounts } from '../../../src/core/codebook/codeFates';
import { addCode, moveCode, renameCode, retireCode, reviveCode } from '../../../src/core/codebook/codebookEdits';
import { mergeCodes } from '../../../src/core/codebook/mergeCodes';
import { splitCode } from '../../../src/core/codebook/splitCode';
import { stageColumns, stageCsv, stageMarkdown } from '../../../src/core/exchange/history/stageTable';
import { csvRecords } from '../../../src/core/exchange/csv/csvRecords';
import { stagesOf } from '../../../src/core/project/stages';
import type { EditedText } from '../../../src/core/yaml/yamlEdit';
import { memoryHost } from '../../support/memoryFiles';
import { codebookText, openStudy, smallStudyFiles } from '../../support/smallStudy';

const book = 'codebooks/small.yaml' as StudyPath;

function edited(text: string, ...edits: ((text: string) => EditedText)[]): string {
  return edits.reduce((now, edit) => {
    const done = edit(now);
    assert.ok(done.ok, done.ok ? '' : done.error);
    return done.value;
  }, text);
}

const later = edited(
  codebookText,
  (text) => addCode(text, { entry: { id: 'hope', name: 'Hope' }, parent: null }),
  (text) => renameCode(text, 'bond', 'Bonds'),
  (text) => mergeCodes(text, ['talking'], 'connection'),
  (text) => splitCode(text, 'change', [{ id: 'inner', name: 'Inner change' }], 'retired'),
  (text) => ({
    ok: true,
    value: `${text}themes:\n  - {id: closeness, name: Closeness, codes: [connection, hope]}\n`,
  }),
);

const fates = (before: string, after: string): readonly string[] =>
  codeFates(before, after).map(
    ({ code, kinds, now, others, themes }) =>
      `${code}: ${kinds.join('+')} → ${now === null ? 'gone' : [...now.path, now.name].join(' › ')} (${others.join(', ')}) [${themes.join(', ')}]`,
  );

describe('what became of codes between two stages', () => {
  it('is said of each code of the earlier one, then of the new ones', () => {
    assert.deepEqual(fates(codebookText, later), [
      'bond: renamed → Bonds () []',
      'connection: kept → Bonds › Making a connection () [Closeness]',
      'talking: merged → gone (Making a connection) []',
      'change: split+retired → gone (Inner change) []',
      'inner: new → Inner change (Change) []',
      'hope: new → Hope () [Closeness]',
    ]);
    assert.deepEqual(
      fates(codebookText, codebookText).map((line) => line.split(' ')[1]),
      Array(4).fill('kept'),
    );
  });

  it('tells of codes that were moved, taken out, and brought back, and leaves out those that were and are retired', () => {
    const then = edited(
      codebookText,
      (text) => retireCode(text, 'talking'),
      (text) => retireCode(text, 'connection'),
    );
    const now = edited(
      then,
      (text) => reviveCode(text, 'talking'),
      (text) => moveCode(text, 'talking', { parent: null, index: 0 }),
      (text) => ({ ok: true, value: text.replace('  - id: change\n    name: Change\n', '') }),
    );
    assert.deepEqual(fates(then, now), [
      'bond: kept → Bond () []',
      'talking: new+moved → Talking () []',
      'change: removed → gone () []',
    ]);
  });

  it('counts codes in use, categories and themes', () => {
    assert.deepEqual(stageCounts(codebookText), { codes: 4, categories: 1, themes: 0 });
    assert.deepEqual(stageCounts(later), { codes: 4, categories: 1, themes: 1 });
    assert.deepEqual(stageCounts('no codebook'), { codes: 0, categories: 0, themes: 0 });
  });
});

describe('stages of a study', () => {
  async function marked() {
    const files = smallStudyFiles();
    const { session } = await openStudy(files);
    assert.ok((await session.markStage(' Open coding ')).ok);
    await session.editCodebook(book, 'Renamed', (text) => renameCode(text, 'bond', 'Bonds'));
    assert.ok((await session.markStage('Categories')).ok);
    return { files, session, host: memoryHost(files, 'stages') };
  }

  it('are kept by the log with the codebooks as they were then, the oldest first', async () => {
    const { files, host } = await marked();
    const stages = await stagesOf(host, neverCancelled);
    assert.deepEqual(
      stages.map(({ name, who, codebooks }) => [name, who, codebooks.get(book)]),
      [
        ['Open coding', 'ada', codebookText],
        ['Categories', 'ada', files.text(book)],
      ],
    );
  });

  it('are no step that undo takes back; their mark is taken away where they are listed', async () => {
    const { files, session, host } = await marked();
    const undone = await session.undo();
    assert.ok(undone.ok && undone.value.label === 'Undo: Renamed');
    assert.equal(files.text(book), codebookText);
    const [first] = await stagesOf(host, neverCancelled);
    assert.ok(first);
    assert.ok((await session.removeStage(first)).ok);
    assert.deepEqual(
      (await stagesOf(host, neverCancelled)).map(({ name }) => name),
      ['Categories'],
    );
  });

  it('need a name of a sensible length', async () => {
    const { session } = await marked();
    for (const name of ['  ', 'x'.repeat(201)]) assert.ok(!(await session.markStage(name)).ok);
  });

  it('have words for all that can become of a code, also where a codebook came or went', () => {
    const withText = (text: string) => ({ name: 'x', codebooks: new Map([[book, text]]) });
    const then = edited(codebookText, (text) => retireCode(text, 'talking'));
    const now = edited(
      then,
      (text) => reviveCode(text, 'talking'),
      (text) => moveCode(text, 'connection', { parent: null, index: 0 }),
      (text) => ({ ok: true, value: text.replace('  - id: change\n    name: Change\n', '') }),
    );
    const text = stageMarkdown(withText(then), withText(now));
    for (const words of ['brought back', 'moved', 'removed', 'stayed as it was'])
      assert.ok(text.includes(words), words);
    const none = { name: 'none', codebooks: new Map<string, string>() };
    assert.match(stageMarkdown(none, withText(now)), /Codes: 0 → 3/);
    assert.match(stageMarkdown(withText(now), none), /Codes: 3 → 0/);
    assert.equal(stageMarkdown(none, none), '# From “none” to “none”\n');
    assert.match(stageMarkdown(withText('codes: []'), withText('codes: []')), /Themes: 0 → 0\n$/);
    assert.equal(stageCsv(none, withText(now), { spreadsheetSafe: false }).split('\r\n').length, 5);
    assert.equal(stageCsv(withText(now), none, { spreadsheetSafe: false }).split('\r\n').length, 5);
    const unnamed = `${codebookText}themes: [{id: t, codes: [bond]}]\n`;
    assert.match(stageMarkdown(withText(codebookText), withText(unnamed)), /\| t \|/);
  });

  it('are compared as a table, to read and for programs', () => {
    const then = { name: 'Open coding', codebooks: new Map([[book, codebookText]]) };
    const now = { name: 'Categories <b>', codebooks: new Map([[book, later]]) };
    const { records } = csvRecords(
      stageCsv(then, now, { spreadsheetSafe: false }),
      { delimiter: ',', lineEnd: '\r\n' },
      99,
    );
    assert.deepEqual(records[0], [...stageColumns]);
    assert.deepEqual(records[3], [book, 'talking', 'Talking', 'Bond', 'merged', 'Making a connection', '', '', '']);
    assert.match(stageCsv(then, now, { spreadsheetSafe: true }), /^\ufeff.*spreadsheet_safe\r\n/);
    const text = stageMarkdown(then, now);
    assert.match(
      text,
      /^# From “Open coding” to “Categories \\<b\\>”\n\n## codebooks\/small\.yaml\n\nCodes: 4 → 4 · Categories: 1 → 1 · Themes: 0 → 1\n/,
    );
    assert.match(text, /\| Bond › Talking \| merged into Making a connection \| {2}\| {2}\| {2}\|/);
    assert.match(text, /\| {2}\| new, split from Change \| Inner change \|/);
    assert.match(text, /\| Change \| split into Inner change<br>retired \|/);
  });
});
