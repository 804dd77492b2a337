/**
 * The life of a study: making one, saying who codes, exporting.
 */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'mocha';
import { poll } from '../support/ui/poll.mjs';
import { emptyFolder, sampleStudy } from '../support/ui/study.mjs';
import { openWorkbench } from '../support/ui.mjs';
import { applyCode, openTranscript, segmentsFile } from '../support/ui/codingMoves.mjs';
import { suite } from '../support/ui/suite.mjs';

const TRANSCRIPT = 'transcripts/RIV1PW01.txt';

describe('A study that nobody coded on this machine', () => {
  const here = suite({
    folder: () => sampleStudy({ coder: null }),
    window: {},
    begin: (suite) => openTranscript(suite, TRANSCRIPT),
  });

  it('exports CSV that says who said what, and where', async () => {
    const { w, study } = here;
    await w.runCommand('Verbatim: Export…');
    await w.pick('CSV for R or Python');
    await poll('the coders', async () => (await w.pickerRows()).some(({ label }) => label === 'Robin (coder 1)'));
    await w.acceptPicker();
    await w.pick('All codes');
    const file = `${study.root}/export.csv`;
    await poll('the place to save', async () => (await w.pickerState()).value.endsWith('.csv'));
    await w.typeInPicker(file);
    await w.acceptPicker();
    const csv = await poll('the file', () => study.read('export.csv'));
    await w.notification('Exported to export.csv');
    const [head, ...rows] = csv.trim().split('\n');
    assert.match(head ?? '', /quote|text/);
    assert.ok(rows.some((row) => row.includes('RIV1PW01') && row.includes('making-a-connection')));
    assert.ok(csv.includes('If I came in with my whole life story they’d run a mile, I would.'));
    assert.ok(csv.includes('coder1') && csv.includes('coder2'));
  });

  it('asks once who is coding, before the first coding', async () => {
    const { w, study } = here;
    await w.statusBarText('Choose Coder');
    await w.selectText('Thanks again');
    await w.page.keyboard.press('c');
    await w.pick('Someone new…');
    await poll('the question for a name', async () => (await w.pickerState()).title === 'Who is coding?');
    await w.typeInPicker('Kim Ng');
    await w.acceptPicker();
    await poll('the code picker', async () => (await w.pickerState()).title === 'Apply Code');
    await w.typeInPicker('Connectedness');
    await poll('the code', async () => (await w.pickerRows())[0]?.label === 'Connectedness');
    await w.acceptPicker();
    const file = segmentsFile(TRANSCRIPT, 'kim-ng');
    const [row] = await poll('the segment of the new coder', async () => {
      const rows = await study.rows(file);
      return rows.length > 0 && rows;
    });
    assert.equal(row?.quote, 'Thanks again');
    assert.match(await study.read('coding/kim-ng/coder.yaml'), /name: "?Kim Ng/);
    await w.statusBarText('Kim Ng');
    await w.selectText('Maybe just start');
    await w.page.keyboard.press('q');
    await poll('the second segment, unasked', async () => (await study.rows(file)).length === 2);
  });
});

describe('A study of two coders', () => {
  const here = suite({ window: {}, begin: (suite) => openTranscript(suite, TRANSCRIPT) });

  /**
   * Exports through the three boxes and the dialog.
   * @param {string} format its label
   * @param {string} file relative to the study
   * @param {{ without?: string, codes?: string[] }} [only] a coder to be left out, by name; codes to choose, by name
   * @returns {Promise<string>} what was written
   */
  async function exportAs(format, file, { without, codes } = {}) {
    const { w, study } = here;
    await w.runCommand('Verbatim: Export…');
    await w.pick(format);
    await poll('both coders, ticked', async () => {
      const rows = await w.pickerRows();
      return rows.length === 2 && rows.every(({ checked }) => checked);
    });
    if (without !== undefined) {
      await w.pick(without);
      await poll(`${without} to be left out`, async () =>
        (await w.pickerRows()).some(({ label, checked }) => label === without && !checked),
      );
    }
    await w.acceptPicker();
    await w.pick(codes === undefined ? 'All codes' : 'Only some codes…');
    if (codes !== undefined) {
      await w.page.locator('.quick-input-titlebar .action-label[aria-label^="Choose Several"]').click();
      await poll('check boxes', async () => (await w.pickerState()).placeholder.startsWith('Space ticks'));
      for (const code of codes) {
        await w.typeInPicker(code);
        await w.pick(code);
        await poll(`${code} to be ticked`, async () =>
          (await w.pickerRows()).some(({ label, checked }) => label === code && checked),
        );
      }
      await w.acceptPicker();
    }
    await poll('the place to save', async () => (await w.pickerState()).value.endsWith(path.extname(file)));
    await w.typeInPicker(`${study.root}/${file}`);
    await w.acceptPicker();
    await w.notification(`Exported to ${file}`);
    await w.dismissNotifications();
    return study.read(file);
  }

  it('is exported whole as JSON', async () => {
    const whole = JSON.parse(await exportAs('JSON, the whole study', 'whole.json'));
    const mine = await here.study.rows(segmentsFile(TRANSCRIPT));
    const theirs = await here.study.rows(segmentsFile(TRANSCRIPT, 'coder2'));
    /** @type {any[]} */
    const segments = whole.segments;
    const of = (/** @type {string} */ coder) =>
      segments.filter((one) => one.coder === coder && one.transcript === TRANSCRIPT).map(({ id }) => id);
    assert.deepEqual(of('coder1').sort(), mine.map(({ id }) => id).sort());
    assert.deepEqual(of('coder2').sort(), theirs.map(({ id }) => id).sort());
    assert.deepEqual(
      whole.transcripts.map((/** @type {{ path: string }} */ one) => one.path),
      [
        'transcripts/HAR1MA01.txt',
        'transcripts/HAR1PW01.md',
        'transcripts/HAR1ST01.vtt',
        'transcripts/HAR1SU01.txt',
        'transcripts/RIV1MA01.txt',
        'transcripts/RIV1PW01.txt',
        'transcripts/RIV1ST01.srt',
        'transcripts/RIV1SU01.txt',
      ],
    );
  });

  it('is exported without a coder as JSON Lines', async () => {
    const lines = (await exportAs('JSON Lines', 'robin.jsonl', { without: 'Sam (coder 2)' })).trim().split('\n');
    const rows = lines.map((line) => JSON.parse(line));
    assert.ok(rows.length > 60, `${rows.length} segments`);
    assert.deepEqual([...new Set(rows.map(({ coder }) => coder))], ['coder1']);
  });

  it('is exported with some codes alone, and those under them', async () => {
    const text = await exportAs('JSON Lines', 'some.jsonl', {
      codes: ['Process outcomes', 'M1.1 Making a connection'],
    });
    /** @type {{ codes: string[] }[]} */
    const rows = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const used = new Set(rows.flatMap(({ codes: ids }) => ids));
    assert.ok(used.has('making-a-connection'));
    assert.ok(used.has('po-hope'), `a code under the category, among ${[...used].join(', ')}`);
    const others = [...used].filter((id) => id !== 'making-a-connection' && !id.startsWith('po-'));
    assert.deepEqual(others, []);
    assert.ok(rows.every(({ codes: ids }) => ids.length > 0));
  });

  it('is not exported where the person leaves at the last step', async () => {
    const { w, study } = here;
    const before = (await readdir(study.root)).sort();
    await w.runCommand('Verbatim: Export…');
    await w.pick('JSON, the whole study');
    await poll('the coders', async () => (await w.pickerRows()).length === 2);
    await w.acceptPicker();
    await w.pick('All codes');
    await poll('the place to save', async () => (await w.pickerState()).value.endsWith('.json'));
    await w.closePicker();
    assert.deepEqual(await w.notifications(), []);
    assert.deepEqual((await readdir(study.root)).sort(), before);
  });

  it('lets the other coder be chosen, whose file the next coding goes to', async () => {
    const { w, study } = here;
    const [mine, theirs] = [segmentsFile(TRANSCRIPT), segmentsFile(TRANSCRIPT, 'coder2')];
    const before = await study.read(mine);
    const has = (/** @type {string} */ file, /** @type {string} */ words) =>
      poll(`“${words}” in ${file}`, async () => (await study.rows(file)).some(({ quote }) => quote === words));
    await w.page.locator('.statusbar-item', { hasText: 'Robin (coder 1)' }).first().click();
    await poll('the coders, and who is chosen', async () =>
      (await w.pickerRows()).some(
        ({ label, description }) => label === 'Robin (coder 1)' && description === 'you, on this machine',
      ),
    );
    await w.pick('Sam (coder 2)');
    await w.statusBarText('Sam (coder 2)');
    assert.deepEqual(Object.values(JSON.parse(await study.read('.verbatim/local.json')).coders), ['coder2']);
    await applyCode(here, 'had you had any connection', 'Theories');
    await has(theirs, 'had you had any connection');
    assert.equal(await study.read(mine), before);
    const now = await study.read(theirs);

    await w.runCommand('Verbatim: Choose Coder…');
    await w.pick('Robin (coder 1)');
    await w.statusBarText('Robin (coder 1)');
    await applyCode(here, 'the activities lead', 'Theories');
    await has(mine, 'the activities lead');
    assert.equal(await study.read(theirs), now);
  });

  it('is told of a copy that a synced folder makes, whose codings a button joins', async () => {
    const { w, study } = here;
    const mine = segmentsFile(TRANSCRIPT);
    const copy = mine.replace('.jsonl', ' (Robin’s conflicted copy 2026-11-22).jsonl');
    const said = 'A synced folder made copies';
    const [content, before] = [await study.read(mine), await study.rows(mine)];
    const words = 'Okay, so that’s recording';
    const start = (await study.read(TRANSCRIPT)).indexOf(words);
    const other = { id: '0e0f2c11-4ab5-4f0e-9d55-0a7a5b5c1d22', start, end: start + words.length, quote: words };
    await study.write(copy, `${content}${JSON.stringify({ ...other, codings: [{ code: 'making-a-connection' }] })}\n`);
    await w.notification(said);
    await w.pressNotificationButton(said, 'Join…');
    const rows = await poll('the list of copies', async () => {
      const all = await w.pickerRows();
      return all.length > 0 && all;
    });
    assert.deepEqual(
      rows.map(({ label, checked, detail }) => [label, checked, detail]),
      [[path.basename(copy), true, 'Adds: 1, changes: 0, removes: 0.']],
    );
    await w.acceptPicker();
    await poll('the copy to be put aside', async () => (await study.read(copy)) === '');
    const ids = (/** @type {Record<string, unknown>[]} */ all) => all.map(({ id }) => String(id)).sort();
    assert.deepEqual(ids(await study.rows(mine)), [...ids(before), other.id].sort());
    await w.selectFrom({ line: 1, column: 1 });
    await poll('the highlight', async () => (await w.highlightsAt(words)) > 0);
  });
});

describe('An empty folder', () => {
  const here = suite({ folder: () => emptyFolder(), window: {}, begin: ({ w }) => w.openView('Verbatim') });
  const button = (/** @type {string} */ text) =>
    here.w.page.locator('.welcome-view-content .monaco-button', { hasText: text });

  it('becomes a study, and then says how to begin', async () => {
    const { w, study } = here;
    await button('New Study…').waitFor();
    await w.screenshot('welcome-no-study');
    await button('New Study…').click();
    const frame = await w.webview('main.wizard #name');
    await frame.locator('#name').fill('Night shifts');
    await frame.getByRole('button', { name: '6 Make it' }).click();
    await frame.getByText('The study “Night shifts” in').waitFor();
    await frame.getByRole('button', { name: 'Create Study', exact: true }).click();
    await w.notification('The study is ready');
    assert.match(await study.read('verbatim.yaml'), /name: "?Night shifts/);
    assert.match(await study.read('codebooks/my-own-codebook.yaml'), /verbatim-codebook: 1/);
    await button('New Code…').waitFor();
    await poll('what to do for transcripts', async () =>
      (await w.page.locator('.welcome-view-content').allInnerTexts()).some((text) =>
        text.includes('no transcripts yet'),
      ),
    );
    await w.screenshot('welcome-no-codes');

    await button('New Code…').click();
    await w.typeInPicker('Tiredness');
    await w.acceptPicker();
    await poll('the question who is coding', async () => (await w.pickerState()).title === 'Who is coding?');
    await w.typeInPicker('Kim Ng');
    await w.acceptPicker();
    await w.treeRow('Tiredness', 'Codebook');
    await study.write('transcripts/anna.txt', 'I: How are you?\n\nA: Tired, mostly.\n');
    await w.treeRow('anna.txt', 'Transcripts');
  });

  it('or, where a window has no folder, is to be opened', async () => {
    const w = await openWorkbench(here.session);
    try {
      await w.openView('Verbatim');
      await poll('the words', async () =>
        (await w.page.locator('.welcome-view-content').allInnerTexts()).some((text) =>
          text.includes('Open the folder that holds your transcripts'),
        ),
      );
      await w.page.locator('.welcome-view-content .monaco-button', { hasText: 'Open Folder' }).first().waitFor();
    } finally {
      await w.close();
    }
  });
});
