/**
 * The first hour of somebody who was given a file and has interviews: they install it in a VS Code that has nothing installed, make a
 * study of three real transcripts and a supervisor's list of codes, code, and take what they coded along.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { after, afterEach, before, describe, it } from 'mocha';
import { movesIn, openWorkbench, startSession } from '../support/ui.mjs';
import { holdsWithin, poll } from '../support/ui/poll.mjs';
import { emptyFolder, repository } from '../support/ui/study.mjs';
import { testedVsix } from '../support/ui/vsix.mjs';

const STEP_BUTTON = '.gettingStartedContainer .getting-started-step.expanded .monaco-button';

/** Where they come from is told beside them. */
const transcripts = ['derived/speaker_colon.txt', 'derived/teams.vtt', 'changelog/go-time-163.md'];
const CODED = 'transcripts/speaker_colon.txt';
const SEGMENTS = 'coding/kim-ng/segments/transcripts/speaker_colon.txt.jsonl';

/** How long a window may take that is loaded anew, on a slow machine. */
const WINDOW_MS = 80_000;

/** As a supervisor writes it down. */
const outline = `Talk
  Greeting: the first words, before anything is asked
  Silence
Symptoms
  Pain
`;

describe('The first hour', () => {
  /** @type {import('../support/ui.mjs').Session} */
  let session;
  /** @type {import('../support/ui.mjs').Workbench} */
  let w;
  /** @type {import('../support/ui/study.mjs').TestFolder} */
  let study;

  before('an empty window', async function () {
    this.timeout(180_000);
    study = await emptyFolder('walking-with-peers');
    await study.write('../supervisor.txt', outline);
    // As it is where nobody has set anything: with a page of welcome, which is what opens the first steps of an extension later.
    session = await startSession({ settings: { 'workbench.startupEditor': 'welcomePage' } });
    const window = await openWorkbench(session);
    w = movesIn(window.page, session, study.root);
  });

  after(async () => {
    await w?.close();
    await session?.close();
    await study?.remove();
  });

  afterEach('a picture of what failed', async function () {
    if (this.currentTest?.state === 'failed') await w.screenshot(`failed-first-hour`);
  });

  /** Names a file or folder in VS Code's dialog, which passes over Enter for as long as it looks up what was typed. @param {string} file */
  async function answerDialog(file) {
    await poll('the dialog', async () => (await w.pickerState()).value.startsWith('/'));
    await poll(
      'the dialog to take it',
      async () => {
        if (!(await w.isPickerOpen())) return true;
        // Typed again where a slow look-up took the words away.
        if ((await w.pickerState()).value !== file) await w.typeInPicker(file);
        await w.acceptPicker();
        return holdsWithin(async () => !(await w.isPickerOpen()), 3_000);
      },
      WINDOW_MS,
    );
  }

  it('begins with the file, installed by the menu, and the first steps', async () => {
    await w.openView('Extensions');
    // Only a window that has its connection to the server can install; the view then has a list for each.
    await w.page.locator('.pane-header', { hasText: session.server.authority }).waitFor({ timeout: WINDOW_MS });
    await w.runCommand('Extensions: Install from VSIX...');
    await answerDialog(await testedVsix());
    await w.page.locator(STEP_BUTTON, { hasText: 'Open Sample Study' }).waitFor({ timeout: WINDOW_MS });
    await w.screenshot('walkthrough-installed');
  });

  it('makes a study of three transcripts and a list of codes, in a window without a folder', async () => {
    if ((await study.read('verbatim.yaml')) !== '') return;
    // Of a try before this one.
    await w.closePicker();
    await w.runCommand('Verbatim: New Study…');
    const frame = await w.webview('main.wizard #name');
    const arrived = (/** @type {string} */ title) =>
      poll(`the step ${title}`, async () => (await frame.locator('h2').innerText()) === title);
    const press = (/** @type {string} */ name) => frame.getByRole('button', { name, exact: true }).click();
    await arrived('Folder and name');
    await press('Choose Folder…');
    await answerDialog(study.root);
    await poll('the name', async () => (await frame.locator('#name').inputValue()) === 'walking-with-peers');
    await frame.locator('#name').fill('Walking with peers');
    await w.screenshot('first-hour-folder');

    await press('Next');
    await arrived('Transcripts');
    for (const [i, file] of transcripts.entries()) {
      await press('Add Transcripts…');
      await answerDialog(path.join(repository, 'test/golden/transcripts', file));
      await poll('the transcript', async () => (await frame.locator('.cards > li').count()) === i + 1);
    }
    await w.screenshot('first-hour-transcripts');

    await press('Next');
    await arrived('Who is speaking');
    const who = (/** @type {string} */ label) => frame.getByLabel(`Who is “${label}”?`, { exact: true });
    await who('Doctor').selectOption('interviewer');
    await who('Patient').selectOption('person');
    await poll('both choices', async () =>
      isDeepStrictEqual(
        [await who('Doctor').inputValue(), await who('Patient').inputValue()],
        ['interviewer', 'person'],
      ),
    );
    await w.screenshot('first-hour-speakers');

    await press('Next');
    await arrived('Codebooks');
    await press('Add Codebook from File…');
    await answerDialog(path.join(study.root, '../supervisor.txt'));
    await poll('its codes', async () => (await frame.locator('.cards').innerText()).includes('5 codes'));
    await w.screenshot('first-hour-codebooks');
    await press('Next');
    await arrived('Privacy');
    await press('Next');
    await arrived('Make it');
    await press('Create Study');
    // The window is loaded anew with the folder, and goes on where it was.
    await w.notification('The study is ready', WINDOW_MS);
    assert.match(await study.read('verbatim.yaml'), /name: "Walking with peers"/);
    assert.match(await study.read('cases.yaml'), /\{Doctor: interviewer, Patient: speaker_colon\}/);
    assert.match(await study.read('codebooks/supervisor.yaml'), /name: Greeting\n +definition: the first words/);
    for (const file of transcripts) assert.notEqual(await study.read(`transcripts/${path.basename(file)}`), '');
    await w.screenshot('first-hour-study');
  });

  it('codes a greeting, how sure that is, and why', async () => {
    await w.openView('Verbatim');
    await w.openFile(CODED);
    await w.statusBarText(/^Coding$/);
    await w.selectText('Good morning sir');
    await w.page.keyboard.press('c');
    if ((await poll('a question', async () => (await w.pickerState()).title)) === 'Who is coding?') {
      await w.typeInPicker('Kim Ng');
      await w.acceptPicker();
      await poll('the codes', async () => (await w.pickerState()).title === 'Apply Code');
    }
    await w.typeInPicker('greet');
    await poll('the code', async () =>
      (await w.pickerRows()).some(({ label, focused }) => focused && label === 'Greeting'),
    );
    await w.page.keyboard.press('Control+2');
    await poll('the certainty', async () =>
      (await w.pickerRows()).some(({ description }) => description.includes('++')),
    );
    await w.acceptPicker();
    const saved = () =>
      study.rows(SEGMENTS).then((rows) => /** @type {any} */ (rows.find(({ quote }) => quote === 'Good morning sir')));
    const row = await poll('the segment', saved);
    assert.deepEqual([row.codings[0].code, row.codings[0].certainty], ['greeting', '++']);
    await poll('the box of codes to close', async () => !(await w.isPickerOpen()));
    await w.selectText('Good morning sir');
    await poll('the box of the memo', async () => {
      await w.page.keyboard.press('m');
      return holdsWithin(() => w.isPickerOpen(), 3_000);
    });
    await w.typeInPicker('Polite, and short.');
    await w.acceptPicker();
    await poll('the memo', async () => (await saved())?.memo === 'Polite, and short.');
    await w.page.keyboard.press('Escape');
    for (const theme of /** @type {const} */ (['dark', 'hc-dark', 'light'])) {
      await w.setTheme(theme);
      await w.screenshot(`first-hour-coded-${theme}`);
    }
    await w.page.setViewportSize({ width: 800, height: 600 });
    await w.screenshot('first-hour-coded-narrow');
    await w.page.setViewportSize({ width: 1280, height: 800 });
  });

  it('takes it along as a table, with the words as they stand in the transcript', async () => {
    await w.runCommand('Verbatim: Export…');
    await w.pick('CSV for R or Python');
    await w.pick('All codes');
    await poll('the place to save', async () => (await w.pickerState()).value.endsWith('.csv'));
    await answerDialog(path.join(study.root, '../table.csv'));
    const csv = await poll('the table', () => study.read('../table.csv'));
    assert.match(csv, /Good morning sir/);
    assert.match(csv, /Polite, and short\./);
    const text = (await readFile(path.join(study.root, CODED), 'utf8')).replaceAll('\r\n', '\n');
    const [row] = await study.rows(SEGMENTS);
    assert.equal(text.slice(Number(row?.['start']), Number(row?.['end'])), 'Good morning sir');
  });
});
