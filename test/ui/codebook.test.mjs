/**
 * The codebook view: what a code means, how often it was given, and changing the codebook by mouse.
 */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { pickUpCode } from '../support/ui/drag.mjs';
import { holdsWithin, poll } from '../support/ui/poll.mjs';
import { codesOf, openTranscript, savedSegment } from '../support/ui/codingMoves.mjs';
import { suite } from '../support/ui/suite.mjs';

const TRANSCRIPT = 'transcripts/RIV1PW01.txt';
const BOOK = 'codebooks/peer-worker-change-model.yaml';
const VIEW = 'Codebook';

describe('The codebook view', () => {
  const here = suite({ begin: (suite) => openTranscript(suite, TRANSCRIPT) });

  /** @param {RegExp} pattern */
  const bookSays = (pattern) =>
    poll(`${pattern} in the codebook`, async () => pattern.test(await here.study.read(BOOK)));

  /** Shows one code as a row, however long the tree is. @param {string} text */
  const filter = async (text) => {
    const header = here.w.page.locator('.pane-header[aria-label^="Codebook"]');
    await poll('the box of the filter', async () => {
      await header.hover();
      await header.locator('.action-label[aria-label^="Filter Codes"]').click({ timeout: 3_000 });
      return holdsWithin(() => here.w.isPickerOpen(), 5_000);
    });
    await here.w.typeInPicker(text);
    await here.w.acceptPicker();
    const pane = here.w.page.locator('.pane:has(> .pane-header[aria-label^="Codebook"])');
    await poll('the filter to be told', async () => (await pane.innerText()).includes(`Filter: “${text}”`));
  };

  /**
   * Chooses from a row's menu what opens a box.
   * @param {string} label
   * @param {string} title
   */
  const chooseForBox = async (label, title) => {
    await here.w.treeRowMenu(label, [title], VIEW);
    await poll(`the box of “${title}”`, () => here.w.isPickerOpen());
  };

  beforeEach('the whole tree', async () => {
    const { w } = here;
    await w.openView('Verbatim');
    const header = w.page.locator('.pane-header[aria-label^="Codebook"]');
    const clear = header.locator('.action-label[aria-label^="Clear Filter"]');
    if ((await clear.count()) > 0) {
      await header.hover();
      await clear.first().click();
    }
    await w.treeRow('Downstream outcomes', VIEW);
  });

  it('stands in the activity bar with seven views', async () => {
    const titles = await here.w.page.$$eval('.sidebar .pane-header .title', (all) => all.map((one) => one.textContent));
    assert.deepEqual(titles, ['Codebook', 'Themes', 'Transcripts', 'Segments', 'Details', 'Memos', 'History']);
  });

  it('shows swatches and counts of this transcript and of the study', async () => {
    const { w } = here;
    const row = await poll('the counts', async () =>
      (await w.treeRows(VIEW)).find(
        ({ label, description }) => label === 'Process outcomes' && description.includes('here'),
      ),
    );
    assert.match(row.description, /^\d+ here$/);
    assert.ok((row.count ?? 0) > Number.parseInt(row.description), 'the count of the study stands before the name');
    assert.match(row.spoken, /^Process outcomes, \d+ codings/);
    assert.match(row.spoken, /codings in this transcript, \d+ codings in the study/);
    const image = (await w.treeRow('Process outcomes', VIEW)).locator('.custom-view-tree-node-item-icon');
    assert.match(await image.evaluate((icon) => window.getComputedStyle(icon).backgroundImage), /data:image\/svg/);
  });

  it('shows the count of a long name in a narrow side bar, and the names in one column', async () => {
    const { page } = here.w;
    const bar = page.locator('.part.sidebar');
    const width = async () => (await bar.boundingBox())?.width ?? 0;
    const drag = async (/** @type {number} */ to) => {
      const box = await bar.boundingBox();
      assert.ok(box);
      await page.mouse.move(box.x + box.width, 400);
      await page.mouse.down();
      await page.mouse.move(box.x + to, 400, { steps: 4 });
      await page.mouse.up();
    };
    const before = await width();
    await drag(250);
    await poll('a narrow side bar', async () => Math.abs((await width()) - 250) < 12);
    const longest = await here.w.treeRow('M1 Building trusting relationships based on shared lived experience', VIEW);
    assert.ok(await longest.isVisible());
    const rows = (await here.w.treeRows(VIEW)).filter(({ label, level }) => level === 2 && label.length > 40);
    assert.ok(rows.length > 0 && rows.every(({ count }) => (count ?? 0) > 0), JSON.stringify(rows));
    const starts = await page.$$eval(
      '.pane:has(> .pane-header[aria-label^="Codebook"]) [aria-level="2"] .label-name',
      (names) =>
        names.map((name) => {
          const range = document.createRange();
          const text = /** @type {Text} */ (document.createTreeWalker(name, NodeFilter.SHOW_TEXT).nextNode());
          const at = text.data.indexOf('\u2002') + 1;
          range.setStart(text, at);
          range.setEnd(text, at + 1);
          return Math.round(range.getBoundingClientRect().left);
        }),
    );
    assert.ok(Math.max(...starts) - Math.min(...starts) <= 1, `names begin at ${starts.join(', ')}`);
    await here.w.screenshot('codebook-narrow');
    await drag(before);
    await poll('the side bar as it was', async () => Math.abs((await width()) - before) < 12);
  });

  it('says in a tooltip what a code means and when to use it', async () => {
    const { w } = here;
    await w.expandTreeRow('M1 Building trusting relationships based on shared lived experience', true, VIEW);
    const row = await w.treeRow('M1.1 Making a connection', VIEW);
    const hover = w.page.locator('.workbench-hover').first();
    // The rows may still be moving apart, and the tooltip be that of another.
    const text = await poll('the tooltip of the code', async () => {
      await w.page.mouse.move(640, 700);
      await row.locator('.label-name').hover();
      return poll(
        'its text',
        async () => {
          const now = (await hover.isVisible()) ? await hover.innerText() : '';
          return now.includes('The first contact') && now.includes('Use when') && now;
        },
        3_000,
      ).catch(() => false);
    });
    await w.screenshot('codebook-tooltip');
    for (const part of ['(paraphrased)', 'Do not use when', 'Examples', 'codings in the study', 'your team can put']) {
      assert.ok(text.toLowerCase().includes(part.toLowerCase().replace(/s$/, '')), `“${part}” in ${text}`);
    }
  });

  it('applies a code to the selection from its row', async () => {
    const { w } = here;
    await w.selectFrom({ line: 5, column: 4, text: 'And had you' });
    await w.treeRowAction('Downstream outcomes', 'Apply to Selection', VIEW);
    const saved = await savedSegment(here, TRANSCRIPT, 'And had you');
    assert.deepEqual(codesOf(saved), ['downstream-outcomes']);
  });

  it('renames a code, and its codings stay', async () => {
    const { w, study } = here;
    await filter('Connectedness');
    await chooseForBox('Connectedness', 'Rename…');
    await w.typeInPicker('Connected');
    await w.acceptPicker();
    await w.treeRow('Connected', VIEW);
    await bookSays(/name: "?Connected"?\n/);
    assert.match(await study.read(BOOK), /^# Verbatim built-in codebook/, 'comments stay');
  });

  it('gives a code another colour', async () => {
    const { w } = here;
    await chooseForBox('Theories', 'Change Colour…');
    await w.pick('Teal');
    await bookSays(/name: Theories[^\n]*\n(?:(?! {2}- id).*\n)*? {4}color: teal/);
  });

  it('gives a code a colour of one’s own, and says what is none', async () => {
    const { w } = here;
    await chooseForBox('Theories', 'Change Colour…');
    await w.pick('Custom #RRGGBB…');
    await poll('the box for the colour', async () => (await w.pickerState()).value === '#');
    await w.typeInPicker('#12345');
    await poll('what is wrong', async () => (await w.pickerState()).message.includes('#3366CC'));
    await w.acceptPicker();
    assert.equal(await w.isPickerOpen(), true, 'a colour that is none is not taken');
    await w.typeInPicker('#AB12CD');
    await w.acceptPicker();
    await bookSays(/name: Theories[^\n]*\n(?:(?! {2}- id).*\n)*? {4}color: ["']#AB12CD["']/);
    await poll('the swatch in that colour', async () => {
      const icon = (await w.treeRow('Theories', VIEW)).locator('.custom-view-tree-node-item-icon');
      const image = await icon.evaluate((one) => window.getComputedStyle(one).backgroundImage);
      const [, base64 = ''] = /base64,([^")]+)/.exec(image) ?? [];
      return /ab12cd/i.test(base64 === '' ? decodeURIComponent(image) : Buffer.from(base64, 'base64').toString());
    });
    await chooseForBox('Theories', 'Change Colour…');
    await poll('the colour to begin with', async () =>
      (await w.pickerRows()).some(({ label }) => label === 'Custom #RRGGBB…'),
    );
    await w.pick('Custom #RRGGBB…');
    await poll('the colour of before', async () => (await w.pickerState()).value.toUpperCase() === '#AB12CD');
    await w.closePicker();
  });

  it('makes a new code under another', async () => {
    const { w } = here;
    await chooseForBox('Theories', 'New Code Under This…');
    await w.typeInPicker('Recovery capital');
    await w.acceptPicker();
    await bookSays(/id: recovery-capital/);
    await w.treeRow('Recovery capital', VIEW);
  });

  it('makes a new category under another code', async () => {
    const { w } = here;
    await chooseForBox('Theories', 'New Category Under This…');
    await w.typeInPicker('Theories of change');
    await w.acceptPicker();
    await w.pick('It only orders the codes under it');
    await bookSays(/id: theories-of-change\n +name: Theories of change\n(?: +\w+: .*\n)*? +codable: false/);
    await w.treeRow('Theories of change', VIEW);
  });

  it('retires a code and brings it back', async () => {
    const { w } = here;
    await filter('Feelings of optimism');
    /** @param {string} title @param {boolean} retired */
    const choose = (title, retired) => {
      const isSo = async () =>
        (await w.treeRows(VIEW)).some(
          ({ label, description }) => label === 'Feelings of optimism' && description.startsWith('retired') === retired,
        );
      // The menu of a row that is drawn anew at that moment does nothing.
      return poll(`“retired” to ${retired ? 'stand' : 'be gone'}`, async () => {
        await w.treeRowMenu('Feelings of optimism', [title], VIEW);
        return holdsWithin(isSo, 5_000);
      });
    };
    await choose('Retire', true);
    await choose('Bring Back', false);
  });

  it('opens the codebook file at the code', async () => {
    const { w, study } = here;
    await filter('Self-care');
    await w.treeRowMenu('Self-care', ['Open in Codebook File'], VIEW);
    await poll('the file', async () => (await w.activeFile()) === 'peer-worker-change-model.yaml');
    const line = await poll('the line', async () => {
      const at = Number(/^Ln (\d+)/.exec(await w.cursorText())?.[1]);
      return at > 1 && at;
    });
    const lines = (await study.read(BOOK)).split('\n');
    assert.match(lines.slice(line - 1, line + 1).join('\n'), /self-care|Self-care/);
    await w.openFile(TRANSCRIPT);
  });

  it('moves a code by dragging it onto another', async () => {
    const { w } = here;
    for (const open of (await w.treeRows(VIEW)).filter(({ level, expanded }) => level === 2 && expanded)) {
      await w.expandTreeRow(open.label, false, VIEW);
    }
    const { mouse } = w.page;
    const target = await w.treeRow('Downstream outcomes', VIEW);
    await poll('the row to take the drop', async () => {
      await pickUpCode(w, 'Theories');
      const taken = await holdsWithin(async () => {
        const to = await target.boundingBox();
        assert.ok(to);
        await mouse.move(to.x + 90, to.y + to.height / 2 + 4, { steps: 4 });
        await mouse.move(to.x + 90, to.y + to.height / 2, { steps: 4 });
        return /\bdrop-target\b/.test((await target.getAttribute('class')) ?? '');
      }, 3_000);
      if (!taken) {
        // pressed on a row that was just going elsewhere
        await w.page.keyboard.press('Escape');
      }
      await mouse.up();
      return taken;
    });
    await bookSays(/\n {6}- id: [^\n]+\n {8}name: Theories/);
    await w.page.keyboard.press('Escape');
    await w.runCommand('Verbatim: Undo Coding');
    await bookSays(/\n {2}- id: [^\n]+\n {4}name: Theories/);
  });

  it('filters codes by any part of their name', async () => {
    const { w } = here;
    await filter('stigma');
    await poll('fewer rows', async () => (await w.treeRows(VIEW)).every(({ label }) => label !== 'Theories'));
    await w.treeRow('M2.3 Challenging stigma', VIEW);
    const header = w.page.locator('.pane-header[aria-label^="Codebook"]');
    await header.hover();
    await header.locator('.action-label[aria-label^="Clear Filter"]').click();
    await w.treeRow('Theories', VIEW);
  });
});
