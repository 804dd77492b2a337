/**
 * Codes that are split and merged: what is asked, by a key for each answer, and what is shown before it is done.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, it } from 'mocha';
import { openTranscript } from '../support/ui/codingMoves.mjs';
import { poll } from '../support/ui/poll.mjs';
import { sampleStudy } from '../support/ui/study.mjs';
import { suite } from '../support/ui/suite.mjs';

const BOOK = 'codebooks/peer-worker-change-model.yaml';
const CODE = 'Internalised self-stigma';
const ID = 'po-self-stigma';
/** So many segments of the sample's first coder have it. */
const COUNT = 5;

/** Whether this machine has git: without it, nothing can tell of commits. */
const hasGit = spawnSync('git', ['--version']).status === 0;

/** The sample study under git, where there is one: its codebook was renamed there before, in another program. */
async function studyInGit() {
  const study = await sampleStudy();
  const git = (/** @type {string[]} */ ...words) => {
    if (!hasGit) return;
    const author = ['-c', 'user.name=Sam Colleague', '-c', 'user.email=sam@example.org', '-c', 'commit.gpgsign=false'];
    const { status, stderr } = spawnSync('git', [...author, ...words], { cwd: study.root, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  };
  git('init', '--quiet');
  const now = await study.read(BOOK);
  await study.write(BOOK, now.replace(CODE, 'Stigma turned inwards'));
  git('add', BOOK);
  git('commit', '--quiet', '-m', 'Codebook');
  await study.write(BOOK, now);
  git('commit', '--quiet', '-a', '-m', 'A clearer name');
  return study;
}

describe('Splitting and merging codes', () => {
  const here = suite({
    session: { settings: { 'git.enabled': true } },
    folder: studyInGit,
    begin: (suite) => openTranscript(suite, 'transcripts/RIV1SU01.txt'),
  });
  /** @type {string} */
  let original = '';

  beforeEach('the codebook as it was', async () => {
    original ||= await here.study.read(BOOK);
    if ((await here.study.read(BOOK)) !== original) {
      await here.w.runCommand('Verbatim: Undo Coding');
      await poll('the codebook as it was', async () => (await here.study.read(BOOK)) === original);
    }
  });

  /** @param {string} title */
  async function titled(title) {
    await poll(
      `the title ${title}`,
      async () => (await here.w.isPickerOpen()) && (await here.w.pickerState()).title === title,
    );
  }

  /** How many codings of the first coder each of these codes has. @param {...string} codes */
  async function counts(...codes) {
    const folder = path.join(here.study.root, 'coding/coder1/segments/transcripts');
    const files = (await readdir(folder)).map((name) => `coding/coder1/segments/transcripts/${name}`);
    const rows = (await Promise.all(files.map((name) => here.study.rows(name)))).flat();
    const given = rows.flatMap((row) => row.codings.map((/** @type {{ code: string }} */ { code }) => code));
    return codes.map((code) => given.filter((one) => one === code).length);
  }

  /** @param {string} rest what becomes of the code */
  async function beginSplit(rest) {
    const { w } = here;
    await w.runCommand('Verbatim: Split Code…');
    await titled('Split Which Code?');
    await w.typeInPicker(CODE);
    await poll('the code', async () =>
      (await w.pickerRows()).some(({ label, focused }) => focused && label.includes(CODE)),
    );
    await w.acceptPicker();
    for (const [i, name] of ['Shame before the family', 'Shame at work', ''].entries()) {
      await titled(`Split “${CODE}”: Code ${i + 1}`);
      await w.typeInPicker(name);
      await w.acceptPicker();
    }
    await titled(`What Becomes of “${CODE}”?`);
    await w.pick(rest);
  }

  it('gives each segment its code by a key, as one step that is undone to the byte', async () => {
    const { w, study } = here;
    const [before] = await counts(ID);
    assert.equal(before, COUNT);
    await beginSplit('It stays beside them');
    for (const [i, key] of ['1', '2', '0', '1', '2'].entries()) {
      await titled(`Split “${CODE}” (${i + 1} of ${COUNT})`);
      if (i === 1) await w.screenshot('split-a-segment');
      await w.page.keyboard.press(key);
    }
    await titled('Split Code: What It Comes To');
    await w.screenshot('split-preview');
    const said = (await w.pickerRows()).map(({ label, description }) => `${label}: ${description}`);
    assert.deepEqual(said.slice(-3), [
      'Shame before the family: new · 2 segments',
      'Shame at work: new · 2 segments',
      `${CODE}: 1 segment`,
    ]);
    await w.acceptPicker();
    await w.statusBarText(/^Split “Internalised self-stigma” into Shame before the family, Shame at work/);
    assert.match(await study.read(BOOK), /split: \[shame-before-the-family, shame-at-work\]/);
    assert.deepEqual(await counts(ID, 'shame-before-the-family', 'shame-at-work'), [1, 2, 2]);
    await w.runCommand('Verbatim: Undo Coding');
    await poll('the codebook as it was', async () => (await study.read(BOOK)) === original);
    assert.deepEqual(await counts(ID, 'shame-before-the-family'), [COUNT, 0]);
  });

  it('has segments that were ticked in a list go to a code, and asks of the others later', async () => {
    const { w, study } = here;
    await beginSplit('It is retired');
    await titled(`Split “${CODE}” (1 of ${COUNT})`);
    await w.page.keyboard.press('*');
    await titled('Which Ones Go to “Shame before the family”? (1 of 2)');
    await poll('the segments', async () => (await w.pickerRows()).length === COUNT);
    await w.pick((await w.pickerRows())[1]?.label ?? '');
    await w.screenshot('split-list');
    await w.acceptPicker();
    await titled('Which Ones Go to “Shame at work”? (2 of 2)');
    await w.acceptPicker();
    await titled(`Split “${CODE}” (1 of ${COUNT})`);
    await w.page.keyboard.press('Escape');
    await titled('Split Code: What It Comes To');
    assert.match((await w.pickerRows())[0]?.detail ?? '', /Yours that wait to be decided: 4/);
    await w.acceptPicker();
    await w.statusBarText(/^Split “Internalised self-stigma”/);
    assert.deepEqual(await counts(ID, 'shame-before-the-family', 'shame-at-work'), [4, 1, 0]);

    await w.runCommand('Verbatim: Recheck Codings…');
    await titled(`Recheck “${CODE}” (1 of 4)`);
    await w.screenshot('recheck');
    await w.page.keyboard.press('2');
    await titled(`Recheck “${CODE}” (2 of 4)`);
    assert.deepEqual(await counts(ID, 'shame-before-the-family', 'shame-at-work'), [3, 1, 1]);
    await w.closePicker();
    await w.runCommand('Verbatim: Undo Coding');
    await w.runCommand('Verbatim: Undo Coding');
    await poll('the codebook as it was', async () => (await study.read(BOOK)) === original);
    assert.deepEqual(await counts(ID), [COUNT]);
  });

  it('says what joins before codes are merged', async () => {
    const { w, study } = here;
    await w.runCommand('Verbatim: Merge Codes…');
    await titled('Merge Codes (1/2): Which?');
    await w.typeInPicker(CODE);
    await poll('the code', async () =>
      (await w.pickerRows()).some(({ label, focused }) => focused && label.includes(CODE)),
    );
    await w.acceptPicker();
    await titled('Merge Codes (2/2): Which One Stays?');
    await w.typeInPicker('Empowerment');
    await w.acceptPicker();
    await titled('Merge Codes: What Joins');
    await w.screenshot('merge-preview');
    await w.closePicker();
    assert.equal(await study.read(BOOK), original);
  });

  it('tells how the codebook came to be, as a table to read', async () => {
    const { w } = here;
    const read = async () => {
      await w.runCommand('Verbatim: Codebook History…');
      await poll('what can be done with it', async () =>
        /^Codebook History: \d+ Changes$/.test((await w.pickerState()).title),
      );
      await w.pick('Read it');
      return (await (await w.webview('table')).locator('table').first().innerText()).replaceAll('\t', ' | ');
    };
    // VS Code looks for a repository for a while after it started.
    const commit = /Sam Colleague \([0-9a-f]{10}\) \| Internalised self-stigma \| renamed \| Stigma turned inwards/;
    const text = await poll('the table', async () => {
      const table = await read();
      return (!hasGit || commit.test(table)) && table;
    });
    assert.match(text, /Shame before the family/);
    assert.match(text, /Undo: Split “Internalised self-stigma”/);
    await w.screenshot('codebook-history');
    await w.runCommand('View: Close Editor');
  });

  it('tells what became of each code since a stage that was marked', async () => {
    const { w, study } = here;
    await w.runCommand('Verbatim: Mark Stage…');
    await titled('Mark a Stage of the Study');
    await w.typeInPicker('Open coding');
    await w.acceptPicker();
    await w.statusBarText(/^Marked the stage “Open coding”/);
    await study.write(BOOK, original.replace(`name: ${CODE}`, 'name: Turned inwards'));
    await w.runCommand('Verbatim: Compare Stages…');
    await titled('Compare Stages (1/2): From Which One?');
    await w.acceptPicker();
    await titled('Compare Stages (2/2): With Which One?');
    await w.screenshot('compare-stages');
    await w.pick('The study as it is now');
    await w.pick('Read it');
    const frame = await w.webview('table');
    await poll('the table', async () =>
      /Internalised self-stigma\s+renamed\s+Turned inwards/.test(await frame.locator('table').first().innerText()),
    );
    await w.screenshot('stages');
    await study.write(BOOK, original);
    await w.runCommand('View: Close All Editors');
  });

  it('lists codes with similar names', async () => {
    const { w } = here;
    await w.runCommand('Verbatim: Find Similar Codes…');
    await poll('the pairs', async () => /^Similar Codes: /.test((await w.pickerState()).title));
    await w.screenshot('similar-codes');
    await w.closePicker();
  });
});
