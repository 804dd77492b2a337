/**
 * Another language, in which every word has an accent: what is seen without one was never asked for in the person's language.
 */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import { poll } from '../support/ui/poll.mjs';
import { longStudy } from '../support/ui/study.mjs';
import { suite } from '../support/ui/suite.mjs';
import { pseudo, pseudoLanguage } from '../support/vscode/language.mjs';

const TRANSCRIPT = 'transcripts/night1.txt';
const QUOTE = 'I was tired in night 1, for the 2. time, and nobody asked.';

/** Names that are the same in every language, and days and months, of which VS Code's engine knows none in this one. */
const NAMES =
  /^(?:Verbatim|yaml|txt|UTF|[A-Z][a-z]+day|January|February|March|April|May|June|July|August|September|October|November|December|AM|PM)$/;

describe('In another language', () => {
  /** @type {Set<string>} */
  const ofTheStudy = new Set();
  const here = suite({
    session: { language: pseudoLanguage },
    folder: () => longStudy(2, 3),
    begin: async ({ w }) => {
      await w.openView('Verbatim');
      await w.openFile(TRANSCRIPT);
      await w.statusBarText(pseudo('Coding'));
    },
  });

  before('what files say is read', async () => {
    const { study } = here;
    for (const entry of await readdir(study.root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.relative(study.root, path.join(entry.parentPath, entry.name));
      for (const word of wordsOf(`${file} ${await study.read(file)}`)) ofTheStudy.add(word);
    }
  });

  /** @param {string} text */
  const wordsOf = (text) => text.match(/[\p{L}\p{M}]+/gu) ?? [];

  /** The texts in which a word has no accent and comes from no file. @param {readonly string[]} texts */
  const bare = (texts) =>
    texts.filter((text) =>
      wordsOf(text).some((word) => /^[A-Za-z]{2,}$/.test(word) && !ofTheStudy.has(word) && !NAMES.test(word)),
    );

  /** What is shown and spoken of elements. @param {string} selector */
  const textsOf = (selector) =>
    here.w.page
      .locator(selector)
      .evaluateAll((elements) =>
        elements.flatMap((element) => [element.getAttribute('aria-label') ?? '', element.textContent ?? '']),
      );

  it('every row, head and greeting of the views is said in it', async () => {
    const { w } = here;
    await poll('rows of the transcripts', async () => (await w.treeRows(pseudo('Transcripts'))).length > 1);
    await poll('rows of the segments', async () => (await w.treeRows(pseudo('Segments'))).length > 2);
    const rows = await textsOf('.part.sidebar .monaco-list-row');
    const heads = await textsOf('.part.sidebar .pane-header .title');
    assert.ok(rows.length > 8 && heads.length > 8);
    assert.deepEqual(bare([...rows, ...heads]), []);
    assert.ok(heads.includes(pseudo('Codebook')));
    await w.screenshot('language-pseudo');
  });

  it('the status bar speaks it', async () => {
    const items = await textsOf('.statusbar-item[id^="verbatim-qda.verbatim"]');
    assert.ok(items.length > 2);
    assert.deepEqual(bare(items), []);
  });

  it('the list of codes speaks it, and so does the history, while the log on the disk speaks English', async () => {
    const { w, study } = here;
    await w.selectText(QUOTE);
    await w.page.keyboard.press('c');
    const rows = await poll('the list of codes', async () => {
      const found = (await w.isPickerOpen()) ? await w.pickerRows() : [];
      return found.length > 0 && found;
    });
    const { title, placeholder } = await w.pickerState();
    assert.deepEqual(bare([title, placeholder, ...rows.map(({ label }) => label)]), []);
    await w.closePicker();
    await w.selectText(QUOTE);
    await w.page.keyboard.press('x');
    await w.statusBarText(new RegExp(pseudo('Marked')));
    const log = async () => {
      const [file = ''] = await readdir(path.join(study.root, 'coding/kim/log')).catch(() => []);
      return study.read(path.join('coding/kim/log', file));
    };
    assert.match(
      await poll('the entry in the log', async () => (await log()).includes('"label"') && log()),
      /"label":"Marked “/,
    );
    await w.page.locator(`.pane-header[aria-label^="${pseudo('History')}"]`).click();
    const [row] = await poll('the history', async () => {
      const rows = await w.treeRows(pseudo('History'));
      return rows.some(({ label }) => label.includes(pseudo('Marked'))) && rows.slice(1);
    });
    assert.deepEqual(bare([row?.label ?? '', row?.spoken ?? '']), []);
  });
});
