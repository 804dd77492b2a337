// From Enter in the picker to the new highlight on the screen, in a real VS Code.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/install.mjs';
import { openWorkbench, startSession } from '../support/ui.mjs';

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
