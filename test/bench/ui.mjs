// From a key or click to what it brings on the screen, in a real VS Code.
import { readFileSync } from 'node:fs';
import path, { join } from 'node:path';
import { root } from '../support/install.mjs';
import { openWorkbench, startSession } from '../support/ui.mjs';
import { poll } from '../support/ui/poll.mjs';
import { sampleStudy } from '../support/ui/study.mjs';
import { applyCode, openTranscript, savedSegment } from '../support/ui/codingMoves.mjs';

/**
 * Codes words again and again, each time at another place.
 * @param {string} folder of a study with transcripts/interview.txt, which is changed
 * @param {number} times
 * @returns {Promise<number[]>} milliseconds by the window's own clock
 */
export async function measureCoding(folder, times) {
  const session = await startSession({ extension: root });
  try {
    const workbench = await openWorkbench(session, { folder });
    const { page } = workbench;
    await workbench.openFile('transcripts/interview.txt');
    await page.waitForSelector('.view-overlays [class*="ced-"], .view-lines [class*="ced-"]', { timeout: 60_000 });
    await workbench.statusBarText(/^Coding$/);
    const long = readFileSync(join(folder, 'transcripts/interview.txt'), 'utf8')
      .split('\n')
      .flatMap((line, i) => (line.length > 60 ? [i + 1] : []));
    const taken = [];
    // The first time loads what later ones have at hand.
    for (let i = -1; i < times; i++) {
      await workbench.selectFrom({ line: long[10 + 7 * i] ?? 1, column: 20 });
      for (let step = 0; step < 12; step++) await page.keyboard.press('Shift+ArrowRight');
      await workbench.runCommand('Verbatim: Apply Code…');
      await workbench.typeInPicker(`Code ${i + 30}`);
      await page.waitForTimeout(500);
      await page.evaluate(() => {
        const marks = () =>
          [...document.querySelectorAll('.view-overlays [class*="ced-"], .view-lines [class*="ced-"]')]
            .map((mark) => `${mark.className} ${mark.textContent?.length ?? 0} ${mark.getAttribute('style') ?? ''}`)
            .sort()
            .join('\n');
        const before = marks();
        /** @type {any} */ (window).verbatimTook = new Promise((resolve, reject) => {
          document.addEventListener(
            'keydown',
            (event) => {
              if (event.key !== 'Enter') return;
              const began = performance.now();
              const look = () => {
                if (marks() !== before) resolve(performance.now() - began);
                else if (performance.now() - began > 20_000) reject(new Error('No highlight came.'));
                else requestAnimationFrame(look);
              };
              requestAnimationFrame(look);
            },
            { capture: true, once: true },
          );
        });
      });
      await workbench.acceptPicker();
      const took = await page.evaluate(() => /** @type {any} */ (window).verbatimTook);
      if (i >= 0) taken.push(took);
      await page.waitForTimeout(800);
    }
    return taken;
  } finally {
    await session.close();
  }
}

/** What is asked of the window again and again after a key or a click. @typedef {{ selector: string, is?: string, holds?: string, not?: string }} Sign */

/**
 * Milliseconds by the window's own clock from the next event of a kind to the first frame with a sign of its effect.
 * @param {import('playwright-core').Page} page
 * @param {'keydown' | 'click'} event
 * @param {Sign} sign an element in sight; one whose text `is`, `holds` or is `not` so
 * @param {() => Promise<unknown>} act
 * @returns {Promise<number>}
 */
async function from(page, event, sign, act) {
  await page.evaluate(
    ({ event, sign: { selector, is, holds, not } }) => {
      const seen = () =>
        [...document.querySelectorAll(selector)].some((element) => {
          const said = element.textContent?.replaceAll('\u00a0', ' ').trim() ?? '';
          return element.checkVisibility() && said === (is ?? said) && said.includes(holds ?? '') && said !== not;
        });
      /** @type {any} */ (window).verbatimTook = new Promise((resolve, reject) => {
        document.addEventListener(
          event,
          () => {
            const began = performance.now();
            const look = () => {
              if (seen()) resolve(performance.now() - began);
              else if (performance.now() - began > 20_000) reject(new Error(`Nothing came of it: ${selector}`));
              else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          },
          { capture: true, once: true },
        );
      });
    },
    { event, sign },
  );
  await act();
  return page.evaluate(() => /** @type {any} */ (window).verbatimTook);
}

/**
 * What a person does all day in the sample study, each several times.
 * @param {number} times
 * @returns {Promise<{ work: string, limit: string, times: number[] }[]>}
 */
export async function measureAnswers(times) {
  const study = await sampleStudy();
  const session = await startSession({ extension: root });
  /** @type {{ work: string, limit: string, times: number[] }[]} */
  const rows = [];
  try {
    const w = await openWorkbench(session, { folder: study.root });
    const { page } = w;
    const suite = { w, study };
    const transcript = 'transcripts/RIV1PW01.txt';
    /** @type {[{ file: string, words: string }, { file: string, words: string }]} */
    const read = [
      { file: transcript, words: 'a quiz' },
      { file: 'transcripts/RIV1SU01.txt', words: 'stop whenever' },
    ];
    await openTranscript(suite, transcript);
    /** @param {string} work @param {string} limit @param {(i: number) => Promise<number>} once */
    const row = async (work, limit, once) => {
      // The first time loads what later ones have at hand.
      await once(-1);
      const taken = [];
      for (let i = 0; i < times; i++) taken.push(await once(i));
      rows.push({ work, limit, times: taken });
    };
    const key = (/** @type {string} */ name) => () => page.keyboard.press(name);
    const closed = () => poll('the box to close', async () => !(await w.isPickerOpen()));
    const cursor = async () => (await page.locator('[id="status.editor.selection"]').innerText()).trim();
    const box = '.quick-input-widget:not([style*="display: none"])';

    await row('C to the list of codes', '100 ms', async () => {
      await w.selectFrom({ line: 1, column: 4, text: 'Thanks' });
      const took = await from(page, 'keydown', { selector: `${box} .monaco-list-row` }, key('c'));
      await w.closePicker();
      await closed();
      return took;
    });
    await row('? to the list of keys', '100 ms', async () => {
      const took = await from(page, 'keydown', { selector: `${box} .monaco-list-row` }, key('Shift+Slash'));
      await w.closePicker();
      await closed();
      return took;
    });
    await w.selectFrom({ line: 1, column: 1 });
    await row('J to the next segment', '100 ms', async () =>
      from(page, 'keydown', { selector: '[id="status.editor.selection"]', not: await cursor() }, key('j')),
    );
    await row('F9 to “Editing”, and back', '100 ms', async (i) =>
      from(page, 'keydown', { selector: '.statusbar-item', is: i % 2 === 0 ? 'Coding' : 'Editing' }, key('F9')),
    );
    if (times % 2 === 0) await page.keyboard.press('F9');
    await w.statusBarText(/^Coding$/);
    await row('Ctrl+Z to “Undone”, two files written', '1 s', async () => {
      await w.selectFrom({ line: 1, column: 1 });
      await applyCode(suite, 'a quiz', 'Connectedness');
      await savedSegment(suite, transcript, 'a quiz');
      const undone = '.statusbar-item[aria-label*="Undone"]';
      await poll('nothing said any more', async () => (await page.locator(undone).count()) === 0);
      return from(page, 'keydown', { selector: undone }, key('Control+z'));
    });
    await row('a click on a transcript to its words, file read', '1 s', async (i) => {
      await w.runCommand('View: Close All Editors');
      const { file, words } = read[i % 2 === 0 ? 0 : 1];
      const target = await w.treeRow(path.basename(file), 'Transcripts');
      return from(page, 'click', { selector: '.view-line', holds: words }, () => target.click());
    });
    return rows;
  } finally {
    await session.close();
    await study.remove();
  }
}
