/**
 * Several roots in one window: what is done goes to the study whose transcript is in the active editor.
 */
import assert from 'node:assert/strict';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { describe, it } from 'mocha';
import { dragCodeOnto } from '../support/ui/drag.mjs';
import { poll } from '../support/ui/poll.mjs';
import { severalRoots } from '../support/ui/study.mjs';
import { applyCode, codesOf, segmentsFile } from '../support/ui/codingMoves.mjs';
import { suite } from '../support/ui/suite.mjs';

const FIRST = 'transcripts/RIV1PW01.txt';
const SECOND = 'transcripts/anna.txt';
const FIRST_FILE = `first/${segmentsFile(FIRST)}`;
const SECOND_FILE = `second/${segmentsFile(SECOND, 'kim')}`;
const BESIDE = '.editor-group-container:not(.active) .editor-instance .monaco-editor';

/** @typedef {import('../support/ui/suite.mjs').Suite} Suite */

/**
 * Opens a transcript and waits until the views show its study.
 * @param {Suite} suite
 * @param {string} file
 * @param {{ study: string, coder: string, code: string }} shown
 */
async function openIn({ w }, file, { study, coder, code }) {
  await w.openFile(file);
  await w.statusBarText(`${coder} · ${study}`);
  await w.statusBarText(/^(Coding|Editing)$/);
  await w.treeRow(code, 'Codebook');
}

const first = { study: 'Sample study', coder: 'Robin (coder 1)', code: 'Theories' };
const second = { study: 'Night shifts', coder: 'Kim Ng', code: 'Tiredness' };

/**
 * @param {Suite} suite
 * @param {string} file
 * @param {string} quote
 */
function saved({ study }, file, quote) {
  return poll(`“${quote}” in ${file}`, async () => (await study.rows(file)).find((row) => row.quote === quote));
}

/**
 * @param {Suite} suite
 * @param {string} file
 * @param {string} quote
 */
function gone({ study }, file, quote) {
  return poll(`no “${quote}” in ${file}`, async () => (await study.rows(file)).every((row) => row.quote !== quote));
}

/** @param {Suite} suite @param {string} folder */
async function filesBelow({ study }, folder) {
  const names = await readdir(`${study.root}/${folder}`, { recursive: true });
  return names.filter((name) => !name.split('/').some((part) => part.startsWith('.'))).sort();
}

describe('Two studies in one window', () => {
  const here = suite({
    folder: () => severalRoots(['first', 'second']),
    begin: ({ w }) => w.openView('Verbatim'),
  });
  const labels = async (/** @type {string} */ view) => (await here.w.treeRows(view)).map(({ label }) => label);

  it('shows the codes, transcripts, segments and coder of the study that is being read', async () => {
    const { w } = here;
    await openIn(here, `first/${FIRST}`, first);
    await w.treeRow('RIV1SU01.txt', 'Transcripts');
    await poll('its segments', async () =>
      (await labels('Segments')).some((label) => label.startsWith('I was a patient')),
    );
    assert.match(await w.page.locator('.pane-header[aria-label^="Codebook"]').innerText(), /Sample study/);
    await openIn(here, `second/${SECOND}`, second);
    await w.treeRow('anna.txt', 'Transcripts');
    await poll('the other study alone', async () => {
      const [codes, transcripts, segments] = [
        await labels('Codebook'),
        await labels('Transcripts'),
        await labels('Segments'),
      ];
      return (
        codes.join() === 'Tiredness' && !transcripts.includes('RIV1SU01.txt') && segments.every((label) => label === '')
      );
    });
    assert.match(await w.page.locator('.pane-header[aria-label^="Codebook"]').innerText(), /Night shifts/);
  });

  it('codes into the folder of each, with the codes of each', async () => {
    const { w, study } = here;
    await openIn(here, `second/${SECOND}`, second);
    const before = await study.read(FIRST_FILE);
    await w.selectText('Tired, mostly');
    await w.page.keyboard.press('c');
    await w.typeInPicker('Theories');
    await poll('no code of the other study', async () =>
      (await w.pickerRows()).some(({ label }) => label === 'Create “Theories”'),
    );
    assert.deepEqual(
      (await w.pickerRows()).filter(({ label }) => label === 'Theories'),
      [],
    );
    await w.closePicker();
    await applyCode(here, 'Tired, mostly', 'Tiredness');
    assert.deepEqual(codesOf(await saved(here, SECOND_FILE, 'Tired, mostly')), ['tiredness']);
    assert.equal(await study.read(FIRST_FILE), before);

    await openIn(here, `first/${FIRST}`, first);
    const other = await filesBelow(here, 'second');
    await applyCode(here, 'that’s recording', 'Theories');
    assert.deepEqual(codesOf(await saved(here, FIRST_FILE, 'that’s recording')), ['theories']);
    assert.deepEqual((await study.rows(SECOND_FILE)).length, 1);
    assert.deepEqual(await filesBelow(here, 'second'), other);
  });

  it('undoes in the study that is being read, whichever was coded in last', async () => {
    const { w } = here;
    await openIn(here, `first/${FIRST}`, first);
    await applyCode(here, 'a quiz', 'Theories');
    await saved(here, FIRST_FILE, 'a quiz');
    await openIn(here, `second/${SECOND}`, second);
    await applyCode(here, 'the nights', 'Tiredness');
    await saved(here, SECOND_FILE, 'the nights');
    await openIn(here, `first/${FIRST}`, first);
    await w.selectFrom({ line: 1, column: 1 });
    await w.page.keyboard.press('Control+z');
    await gone(here, FIRST_FILE, 'a quiz');
    await saved(here, SECOND_FILE, 'the nights');
  });

  it('brings no code of one study into the other by a drop', async () => {
    const { w, study } = here;
    await openIn(here, `first/${FIRST}`, first);
    await w.selectText('how you came');
    await w.page.keyboard.press('F9');
    await w.statusBarText(/^Editing$/);
    const before = await study.read(FIRST_FILE);
    await w.goBeside();
    await openIn(here, `second/${SECOND}`, second);
    await dragCodeOnto(w, 'Tiredness', 'you came', BESIDE);
    await w.notification('This code cannot be applied here');
    assert.equal(await study.read(FIRST_FILE), before);
  });
});

describe('A study beside a folder that is none', () => {
  const here = suite({
    folder: () => severalRoots(['third', 'second']),
    begin: ({ w }) => w.openView('Verbatim'),
  });

  it('is shown, though it is not the first root, and is coded in', async () => {
    await openIn(here, `second/${SECOND}`, second);
    await applyCode(here, 'Tired, mostly', 'Tiredness');
    await saved(here, SECOND_FILE, 'Tired, mostly');
  });

  it('stays shown while a file of the other folder is read, which takes no code and keeps its keys', async () => {
    const { w, study } = here;
    await openIn(here, `second/${SECOND}`, second);
    await w.openFile('third/notes.txt');
    await poll('no mode of coding', async () =>
      (await w.statusBarText()).every((text) => !/^(Coding|Editing)$/.test(text)),
    );
    const row = await w.treeRow('Tiredness', 'Codebook');
    await row.hover();
    await poll('no offer to apply the code', async () => {
      return (await row.locator('.action-label[aria-label^="Apply to Selection"]').count()) === 0;
    });
    await w.selectFrom({ line: 1, column: 4 });
    await w.page.keyboard.type('cq1');
    await poll('the keys as text', async () => (await w.visibleLines()).join('').startsWith('I: cq1These are notes'));
    await w.runCommand('File: Revert File');
    await poll('the text as it was', async () => (await w.visibleLines()).join('').startsWith('I: These are notes'));
    assert.equal((await study.rows(SECOND_FILE)).length, 1);
    assert.deepEqual(await filesBelow(here, 'third'), ['notes.txt']);
  });
});

describe('Two studies in one window, of which one cannot be read', () => {
  const here = suite({
    folder: async () => {
      const folder = await severalRoots(['first', 'second']);
      // Nobody can read a folder as a file, whatever their rights are.
      await rm(`${folder.root}/first/.verbatim/local.json`);
      await mkdir(`${folder.root}/first/.verbatim/local.json`);
      return folder;
    },
    begin: ({ w }) => w.openView('Verbatim'),
  });

  it('open the other, and tell of the one', async () => {
    const { w } = here;
    await openIn(here, `second/${SECOND}`, second);
    await applyCode(here, 'It is the nights.', 'Tiredness');
    await saved(here, SECOND_FILE, 'It is the nights.');
    await w.runCommand('Problems: Focus on Problems View');
    const rows = w.page.locator('.markers-panel .monaco-list-row').filter({ hasText: 'local.json' });
    await poll('the problem', async () => (await rows.count()) > 0);
  });
});
