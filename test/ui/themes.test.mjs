/**
 * The themes view: a theme of codes that are dragged into it, and its page.
 */
import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'mocha';
import { axeViolations } from '../support/ui/axe.mjs';
import { pickUpCode } from '../support/ui/drag.mjs';
import { openTranscript } from '../support/ui/codingMoves.mjs';
import { holdsWithin, poll } from '../support/ui/poll.mjs';
import { suite } from '../support/ui/suite.mjs';

const TRANSCRIPT = 'transcripts/RIV1PW01.txt';
const BOOK = 'codebooks/peer-worker-change-model.yaml';
const CATEGORY = 'Downstream outcomes';

describe('The themes view', () => {
  const here = suite({ begin: (suite) => openTranscript(suite, TRANSCRIPT) });
  let original = '';
  const pane = () => here.w.page.locator('.pane:has(> .pane-header[aria-label^="Themes"])');

  beforeEach('no theme, and the view open', async () => {
    const { w, study } = here;
    original ||= await study.read(BOOK);
    if ((await study.read(BOOK)) !== original) await study.write(BOOK, original);
    await w.openView('Verbatim');
    // With all views open, the side bar of a window of this height scrolls, and rows lie under its title.
    await setOpen('Segments', false);
    await setOpen('Details', false);
    await setOpen('Themes', true);
  });

  after('the views as they were', async () => {
    await setOpen('Segments', true);
    await setOpen('Details', true);
  });

  /** @param {string} view @param {boolean} isOpen */
  async function setOpen(view, isOpen) {
    const header = here.w.page.locator(`.pane-header[aria-label^="${view}"]`);
    await poll(`the view ${view} to be ${isOpen ? 'open' : 'closed'}`, async () => {
      if ((await header.getAttribute('aria-expanded')) === String(isOpen)) return true;
      await header.click({ timeout: 3_000 });
      return false;
    });
  }

  /** Drops a code on a theme. @param {string} code @param {string} theme */
  async function dropOn(code, theme) {
    const { w } = here;
    const { mouse } = w.page;
    const target = await w.treeRow(theme, 'Themes');
    await poll('the row to take the drop', async () => {
      await pickUpCode(w, code);
      const taken = await holdsWithin(async () => {
        const to = await target.boundingBox();
        assert.ok(to);
        await mouse.move(to.x + 90, to.y + to.height / 2 + 4, { steps: 4 });
        await mouse.move(to.x + 90, to.y + to.height / 2, { steps: 4 });
        return /\bdrop-target\b/.test((await target.getAttribute('class')) ?? '');
      }, 3_000);
      if (!taken) await w.page.keyboard.press('Escape');
      await mouse.up();
      return taken;
    });
  }

  it('begins with a button, takes a category that is dropped on a theme, and shows it from all sides', async () => {
    const { w, study } = here;
    const button = pane().locator('.welcome-view-content .monaco-button', { hasText: 'New Theme…' });
    await poll('the button of the empty view', () => button.isVisible());
    await w.screenshot('themes-empty');
    await poll('the box for the name', async () => {
      await button.click({ timeout: 3_000 });
      return holdsWithin(() => w.isPickerOpen(), 3_000);
    });
    await w.typeInPicker('Turning points');
    await w.acceptPicker();
    await poll('the theme', async () => (await w.treeRows('Themes')).some(({ label }) => label === 'Turning points'));
    await dropOn(CATEGORY, 'Turning points');
    await poll('the category in it', async () => /name: Turning points\n {4}codes: ?/.test(await study.read(BOOK)));
    const row = () => w.treeRows('Themes').then((rows) => rows.find(({ label }) => label === 'Turning points'));
    await poll('its count', async () => /^\d+ segments/.test((await row())?.description ?? ''));
    assert.match((await row())?.spoken ?? '', /^Theme Turning points, \d+ segments/);
    await w.expandTreeRow('Turning points', true, 'Themes');
    await poll('its code', async () => (await w.treeRows('Themes')).some(({ level }) => level === 2));

    const open = (await w.treeRow('Turning points', 'Themes')).locator('.action-label[aria-label^="Open Theme"]');
    await poll('the page to be asked for', async () => {
      await (await w.treeRow('Turning points', 'Themes')).hover({ timeout: 3_000 });
      await open.click({ timeout: 3_000 });
      return holdsWithin(async () => (await w.page.locator('.tab', { hasText: 'Turning points' }).count()) > 0, 3_000);
    });
    const frame = await w.webview('.theme h1');
    await poll('segments on the page', async () => (await frame.locator('li button.link').count()) > 0);
    assert.deepEqual(await axeViolations(frame), []);
    for (const theme of /** @type {const} */ (['light', 'dark'])) {
      await w.setTheme(theme);
      await w.screenshot(`themes-page-${theme}`);
    }
    await w.setTheme('light');
    await frame.getByRole('radio', { name: 'By site' }).check();
    await poll('sites', async () => (await frame.locator('h3').count()) > 0);
    await frame.locator('li button.link').first().click();
    await poll('the words of the segment', async () => {
      const tab = await w.page.locator('.tab.active').getAttribute('aria-label');
      return tab !== null && !tab.startsWith('Turning points');
    });
    await w.runCommand('Verbatim: Undo Coding');
    await poll(
      'the theme without the category',
      async () => !/name: Turning points\n {4}codes/.test(await study.read(BOOK)),
    );
  });
});
