/**
 * Replace All of VS Code's search view, over the whole folder: transcripts of which one is open in an editor and one is not, and with
 * them the files that hold the segments.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, it } from 'mocha';
import { poll } from '../support/ui/poll.mjs';
import { repository } from '../support/ui/study.mjs';
import { openTranscript, segmentsFile } from '../support/ui/codingMoves.mjs';
import { suite } from '../support/ui/suite.mjs';

const OPEN = 'transcripts/RIV1SU01.txt';
const CLOSED = 'transcripts/RIV1PW01.txt';
const ASKED = 'read-only while coding';

/** How a segment of the open transcript begins that has one of the replaced words. */
const QUESTIONED = 'I thought it was a weakness in me';

/** @typedef {{ id: string, transcript: string, coder: string, text: string, codes: string[], status: string }} Found */

/** What is to be the same of segments before and after, sorted. @param {Found[]} all @param {(words: string) => string} [becomes] of their words */
const facts = (all, becomes = (words) => words) =>
  all.map(({ id, text, codes }) => JSON.stringify([id, becomes(text), codes])).sort();

const unsure = (/** @type {Found[]} */ all) => all.filter(({ status }) => status !== 'exact' && status !== 'moved');

describe('Words that are replaced in many files', () => {
  const here = suite({ begin: (suite) => openTranscript(suite, OPEN) });

  /** How often words occur in the files that the search view looks at. */
  async function occurrences(/** @type {string} */ words) {
    const entries = await readdir(here.study.root, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => path.relative(here.study.root, path.join(parentPath, name)))
      .filter((file) => !file.startsWith('.verbatim'));
    const texts = await Promise.all(files.map((file) => here.study.read(file)));
    return texts.join('\n').toLowerCase().split(words).length - 1;
  }

  /** Replaces words in all files of the folder, as a person does. @param {string} words @param {string} by */
  async function replaceAll(words, by) {
    const { w } = here;
    const box = (/** @type {string} */ part) => w.page.locator(`.search-view ${part} textarea`).first();
    const all = await occurrences(words);
    await w.runCommand('Search: Replace in Files');
    await poll(`${all} results`, async () => {
      await box('.search-container').fill(words, { timeout: 2_000 });
      await box('.replace-input').fill(by, { timeout: 2_000 });
      await box('.search-container').press('Enter', { timeout: 2_000 });
      return poll(
        'the count',
        async () => (await w.page.locator('.search-view .messages').innerText()).startsWith(`${all} results`),
        3_000,
      );
    });
    await w.page.locator('.search-view .codicon-search-replace-all').first().click();
    assert.match(await w.dialogText(), new RegExp(`Replace ${all} occurrences`));
    await w.pressDialogButton('Replace');
    await w.openView('Verbatim');
  }

  /**
   * The segments of both transcripts as a program finds them that opens the study anew; `text` is what stands at the place.
   * @returns {Promise<Found[]>}
   */
  async function readAnew() {
    const cli = path.join(repository, 'dist/cli.js');
    const args = [cli, 'export', '--format', 'json', '--project', here.study.root];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 26 });
    /** @type {any[]} */
    const segments = JSON.parse(stdout).segments;
    return segments.filter(({ transcript }) => transcript === OPEN || transcript === CLOSED);
  }

  const saved = (/** @type {string} */ file, /** @type {string} */ text) =>
    poll(`the new words in ${file}`, async () => (await here.study.read(file)) === text);

  /** Waits until my segments of a transcript are these words, in any order. @param {string} transcript @param {string[]} quotes */
  const mine = (transcript, quotes) =>
    poll(`my segments of ${transcript}`, async () => {
      const rows = await here.study.rows(segmentsFile(transcript));
      return JSON.stringify(rows.map(({ quote }) => quote).sort()) === JSON.stringify([...quotes].sort());
    });

  it('take the segments of all coders along', async () => {
    const { w, study } = here;
    const before = await readAnew();
    const [open, closed] = [await study.read(OPEN), await study.read(CLOSED)];
    const replaced = (/** @type {string} */ words) => words.replace(/room/gi, 'chamber');
    await w.page.keyboard.press('F9');
    await w.statusBarText(/^Editing$/);
    await replaceAll('room', 'chamber');
    await saved(OPEN, replaced(open));
    await saved(CLOSED, replaced(closed));
    for (const transcript of [OPEN, CLOSED]) {
      const own = before.filter((one) => one.transcript === transcript && one.coder === 'coder1');
      await mine(
        transcript,
        own.map(({ text }) => replaced(text)),
      );
    }
    const now = await readAnew();
    assert.deepEqual(facts(now), facts(before, replaced));
    assert.deepEqual(unsure(now), []);
  });

  it('are put back by the button of the message where they are read-only for coding', async () => {
    const { w, study } = here;
    await w.openFile(OPEN);
    await w.selectFrom({ line: 27, column: 1 });
    await w.page.keyboard.press('F9');
    await w.statusBarText(/^Coding$/);
    const before = await readAnew();
    const [open, closed] = [await study.read(OPEN), await study.read(CLOSED)];
    const replaced = (/** @type {string} */ words) => words.replace(/woman/gi, 'person');
    const shown = (/** @type {string} */ words) =>
      poll(`“${words}” to be shown`, async () => (await w.visibleLines()).join('').includes(words));
    await replaceAll('woman', 'person');
    await saved(CLOSED, replaced(closed));
    await w.notification(ASKED);
    await shown('got this person and');
    await w.pressNotificationButton(ASKED, 'Put Old Words Back');
    await shown('got this woman and');
    assert.equal(await study.read(OPEN), open);
    await w.statusBarText(/^Coding$/);

    // Of the one whose words have become others in the segments file alone, the person is asked.
    await w.runCommand('Problems: Focus on Problems View');
    const problems = w.page.locator('.markers-panel .monaco-list-row').filter({ hasText: 'Verbatim' });
    await poll('its problem', async () => (await problems.allInnerTexts()).some((text) => text.includes(QUESTIONED)));
    assert.equal(await problems.count(), 1);
    const own = before.filter(({ transcript, coder }) => transcript === CLOSED && coder === 'coder1');
    await mine(
      CLOSED,
      own.map(({ text }) => replaced(text)),
    );
    const now = await readAnew();
    const expected = [OPEN, CLOSED].flatMap((file) =>
      facts(
        before.filter(({ transcript }) => transcript === file),
        file === OPEN ? undefined : replaced,
      ),
    );
    assert.deepEqual(facts(now), expected.sort());
    assert.deepEqual(
      unsure(now).map(({ text }) => text.slice(0, QUESTIONED.length)),
      [QUESTIONED],
    );
  });
});
