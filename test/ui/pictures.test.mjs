/**
 * What a researcher sees in light, dark and high-contrast themes and in a narrow window. The pictures are kept to be looked at.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { poll } from '../support/ui/poll.mjs';
import { sampleStudy } from '../support/ui/study.mjs';
import { applyCode, openTranscript, savedSegment } from '../support/ui/codingMoves.mjs';
import { suite } from '../support/ui/suite.mjs';

const TRANSCRIPT = 'transcripts/RIV1PW01.txt';
const CODE = 'M1.1 Making a connection';

describe('Pictures', () => {
  const here = suite({
    folder: () => sampleStudy({ name: 'peer-support' }),
    window: {},
    begin: async (suite) => {
      await openTranscript(suite, TRANSCRIPT);
      const { w } = suite;
      await widenSideBar(w);
      await w.expandTreeRow('M1 Building trusting relationships based on shared lived experience', true, 'Codebook');
      await applyCode(suite, 'I ran a quiz', 'Connectedness');
      await applyCode(suite, 'collared me', 'Enabling talking');
      await savedSegment(suite, TRANSCRIPT, 'collared me');
    },
  });

  /** @param {import('../support/ui.mjs').Workbench} w */
  async function widenSideBar({ page }) {
    const bar = await page.locator('.part.sidebar').boundingBox();
    assert.ok(bar);
    await page.mouse.move(bar.x + bar.width, 400);
    await page.mouse.down();
    await page.mouse.move(bar.x + bar.width + 40, 400, { steps: 4 });
    await page.mouse.up();
  }

  /** Several codes on the same words are in sight from here. */
  async function overlaps() {
    if ((await here.w.activeFile()) !== 'RIV1PW01.txt') {
      await here.w.openFile(TRANSCRIPT);
    }
    await here.w.selectFrom({ line: 17, column: 1 });
  }

  /** What stands at the ends of lines. */
  function labels() {
    return here.w.page.evaluate(() =>
      [...document.querySelectorAll('.view-lines span[class*="TextEditorDecorationType"]')]
        .map((element) => window.getComputedStyle(element, '::after').content.replace(/^"|"$/g, ''))
        .filter((content) => content !== 'none'),
    );
  }

  /** How many rows of stripes are in sight: they stand at the right end of what their lines take. */
  function stripes() {
    return here.w.page.evaluate(() => {
      const right = document.querySelector('.editor-instance .monaco-editor')?.getBoundingClientRect().right ?? 0;
      return [...document.querySelectorAll('.view-overlays .cdr')].filter(
        (element) =>
          window.getComputedStyle(element).backgroundSize === '3px 100%' &&
          element.getBoundingClientRect().right <= right,
      ).length;
    });
  }

  for (const theme of /** @type {const} */ (['light', 'dark', 'hc-dark', 'hc-light'])) {
    it(`overlapping segments, ${theme}`, async () => {
      const { w } = here;
      await w.setTheme(theme);
      await overlaps();
      await poll(
        'several lines under words with several codes',
        async () => (await w.highlightsAt('she said it was the')) >= 2,
      );
      await w.page.mouse.move(640, 795);
      await poll('no message', async () => !(await w.statusBarText()).some((text) => text.startsWith('Coded')));
      await w.screenshot(`coding-${theme}`);
    });
  }

  it('the picker, with recent codes first', async () => {
    const { w } = here;
    await w.setTheme('light');
    await overlaps();
    await w.selectText('three weeks later, in the garden');
    await w.page.keyboard.press('c');
    await poll('the recent codes', async () => /^key 1/.test((await w.pickerRows())[0]?.description ?? ''));
    await w.page.mouse.move(640, 795);
    await w.screenshot('picker');
  });

  it('the hover', async () => {
    const { w } = here;
    await w.setTheme('light');
    await overlaps();
    assert.match(await w.hoverText('But it’s a different thing'), /coded by you/);
    await w.screenshot('hover');
    await w.setTheme('dark');
    await w.hoverText('But it’s a different thing');
    await w.screenshot('hover-dark');
  });

  it('codes at the ends of lines, as stripes at the right, and not beside the words', async () => {
    const { w } = here;
    await w.setTheme('light');
    await overlaps();
    await w.page.keyboard.press('l');
    await poll('names at the ends of lines', async () =>
      (await labels()).some((text) => /[●■▲◆▼] .* · .* \+\d/.test(text)),
    );
    assert.equal(await stripes(), 0);
    await w.page.mouse.move(640, 795);
    await w.screenshot('code-labels');
    await w.page.keyboard.press('l');
    await poll('stripes', async () => (await stripes()) > 3);
    await poll('no names', async () => (await labels()).length === 0);
    await w.screenshot('code-stripes');
    await w.page.keyboard.press('l');
    await poll('neither', async () => (await stripes()) === 0);
  });

  it('the segments of a code across the study', async () => {
    const { w } = here;
    await w.setTheme('light');
    await w.clickTreeRow(CODE, { view: 'Codebook' });
    await w.expandTreeRow('RIV1SU01.txt', true, 'Segments');
    const row = await poll('segments', async () => {
      const found = (await w.treeRows('Segments')).find(({ label }) => label.startsWith('it was like hearing'));
      if (found) return found;
      // Rows out of sight do not exist.
      await (await w.treeRow('RIV1SU01.txt', 'Segments')).hover({ timeout: 3_000 });
      await w.page.mouse.wheel(0, 60);
      return false;
    });
    await w.clickTreeRow(row.label, { view: 'Segments' });
    await poll('the transcript of the segment', async () => (await w.activeFile()) === 'RIV1SU01.txt');
    await poll('the highlight', async () => (await w.highlightsAt('it was')) > 0);
    await poll('the segment, selected', async () => (await w.cursorText()).includes('selected'));
    await w.page.mouse.move(640, 795);
    await w.screenshot('segments');
  });

  it('a narrow window', async () => {
    const { w } = here;
    await w.page.setViewportSize({ width: 900, height: 700 });
    await w.openFile('transcripts/RIV1SU01.txt');
    await poll('segments', async () => (await w.treeRows('Segments')).length > 2);
    await poll('a highlight', async () => (await w.highlightsAt('And I said')) > 0);
    await w.statusBarText('Robin (coder 1)');
    await w.statusBarText(/^Coding$/);
    await w.screenshot('narrow');
  });
});
