/**
 * The text editor: opening files, selecting, reading hovers.
 */
import path from 'node:path';
import { holdsWithin, PATIENCE_MS, poll } from './poll.mjs';

const EDITOR = '.editor-group-container.active .editor-instance .monaco-editor';
const HOVER =
  '.monaco-editor .monaco-hover:not(.hidden) .monaco-hover-content, .monaco-hover.workbench-hover .hover-contents';
const STEP_MS = 4_000;

/** A text of so many characters is selected by clicks sooner than by keys. */
const CLICKED_FROM = 8;

/** A click that has not selected after this many milliseconds has missed. */
const CLICK_MS = 1_000;

/**
 * @param {import('playwright-core').Page} page
 * @param {ReturnType<import('./picker.mjs').pickerOf>} picker
 * @param {string | undefined} folder that the window shows
 */
export function editorOf(page, picker, folder) {
  /**
   * Opens a file of the folder: by its tab where it has one, else by its path in quick open. Tabs are told by the file's name alone.
   * @param {string} file relative to the folder, such as `transcripts/anna.txt`
   */
  async function openFile(file) {
    if (!folder) {
      throw new Error('openFile needs a window with a folder.');
    }
    const whole = path.posix.join(folder, file);
    const name = path.posix.basename(file);
    await poll(
      `the file ${file} to open`,
      async () => {
        const tab = page.locator(`.editor-group-container.active .tab[data-resource-name="${name}"]`);
        if ((await tab.count()) > 0) {
          await tab.first().click({ timeout: STEP_MS });
        } else {
          await picker.openPalette(whole);
          await picker.pick(name);
        }
        return holdsWithin(async () => (await activeFile()) === name, STEP_MS);
      },
      3 * PATIENCE_MS,
    );
    await page.waitForSelector(`${EDITOR} .view-line`, { timeout: PATIENCE_MS });
  }

  /** Makes a second group of editors, to the right and empty, the active one. Commands may run twice, so none is used that would split twice. */
  async function goBeside() {
    await picker.runCommand('View: Two Columns Editor Layout');
    await poll('two groups of editors', async () => (await page.locator('.editor-group-container').count()) === 2);
    const second = page.locator('.editor-group-container.empty');
    await poll('the second group to be active', async () => {
      await second.click({ timeout: STEP_MS });
      return holdsWithin(async () => /\bactive\b/.test((await second.getAttribute('class')) ?? ''), STEP_MS);
    });
  }

  /** @returns {Promise<string | undefined>} the name on the active tab */
  async function activeFile() {
    const tab = page.locator('.editor-group-container.active .tab.active').first();
    return (await tab.count()) > 0 ? ((await tab.getAttribute('data-resource-name')) ?? undefined) : undefined;
  }

  /** @returns {Promise<string[]>} the lines in sight, from the top; a wrapped line counts as several */
  function visibleLines() {
    return page.$$eval(`${EDITOR} .view-lines .view-line`, (lines) =>
      lines
        .map((line) => ({
          top: line.getBoundingClientRect().top,
          text: (line.textContent ?? '').replaceAll('\u00a0', ' '),
        }))
        .sort((a, b) => a.top - b.top)
        .map((line) => line.text),
    );
  }

  /**
   * Where the first character of a text in sight stands on the screen.
   * @param {string} text line breaks in it are passed over
   * @param {string} [editor] the selector of another editor than the active one
   * @param {boolean} [last] where its last character stands instead
   * @returns {Promise<{ left: number, right: number, middle: number } | undefined>}
   */
  function placeOf(text, editor = EDITOR, last = false) {
    return page.$$eval(
      `${editor} .view-lines .view-line`,
      (lines, { wanted, last }) => {
        const sorted = lines
          .map((line) => ({ line, top: line.getBoundingClientRect().top }))
          .sort((a, b) => a.top - b.top);
        const whole = sorted.map(({ line }) => (line.textContent ?? '').replaceAll('\u00a0', ' ')).join('');
        let left = whole.indexOf(wanted);
        if (left < 0) {
          return undefined;
        }
        if (last) left += wanted.length - 1;
        for (const { line } of sorted) {
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const length = node.textContent?.length ?? 0;
            if (left < length) {
              const range = document.createRange();
              range.setStart(node, left);
              range.setEnd(node, left + 1);
              const box = range.getBoundingClientRect();
              return { left: box.left, right: box.right, middle: (box.top + box.bottom) / 2 };
            }
            left -= length;
          }
        }
        return undefined;
      },
      { wanted: text.replaceAll('\n', ''), last },
    );
  }

  /**
   * Selects a text in sight: a click before it and one with Shift behind it, or Shift+Right for each of its characters where that selects
   * another. A click is lost where something closes at that moment, so it tries again.
   * @param {string} text its first occurrence in sight is taken; may cross line breaks, written `\n`
   */
  async function selectText(text) {
    await poll(
      `"${text}" to be selected`,
      async () => {
        const place = await poll(`"${text}" in the editor`, () => placeOf(text));
        await page.mouse.click(place.left + 1, place.middle);
        if (await clickBehind(text)) return true;
        await page.mouse.click(place.left + 1, place.middle);
        return (await pressRight(text)) && holdsWithin(() => isSelected(text), STEP_MS);
      },
      2 * PATIENCE_MS,
    );
  }

  /**
   * Clicks with Shift behind a text whose last character is in sight.
   * @param {string} text
   * @returns {Promise<boolean>} whether all of it is selected now
   */
  async function clickBehind(text) {
    const last = await placeOf(text, EDITOR, true);
    // What is selected is told in characters alone, so that a click beside a character of several units would not be noticed.
    if (!last || text.length < CLICKED_FROM || characters(text) !== text.length) return false;
    await page.keyboard.down('Shift');
    await page.mouse.click(last.right, last.middle);
    await page.keyboard.up('Shift');
    return holdsWithin(() => isSelected(text), CLICK_MS);
  }

  /**
   * Puts the cursor at a place, in sight or not, and selects from there.
   * @param {{ line: number, column: number, text?: string }} from counted from 1; `text` is what stands there, to be selected
   */
  async function selectFrom({ line, column, text = '' }) {
    await poll(`the cursor to reach line ${line}`, async () => {
      await picker.openPalette(`:${line}:${column}`);
      await picker.acceptPicker();
      return holdsWithin(async () => (await cursorText()).startsWith(`Ln ${line}, Col ${column}`), STEP_MS);
    });
    await extendSelection(text);
  }

  /** @param {string} text */
  async function extendSelection(text) {
    if (text === '') {
      return;
    }
    await pressRight(text);
    await poll(`"${text}" to be selected`, () => isSelected(text));
  }

  /** @param {string} text */
  const characters = (text) => [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].length;

  /** @param {string} text @returns {Promise<true>} */
  async function pressRight(text) {
    for (let step = characters(text); step > 0; step--) {
      await page.keyboard.press('Shift+ArrowRight');
    }
    return true;
  }

  /** @param {string} text */
  async function isSelected(text) {
    const selected = Number(/\((\d+) selected\)/.exec(await cursorText())?.[1]);
    return selected >= characters(text) && selected <= text.length;
  }

  /** @returns {Promise<string>} such as `Ln 2, Col 7 (5 selected)` */
  async function cursorText() {
    return (await page.locator('.statusbar-item[id="status.editor.selection"]').first().innerText()).trim();
  }

  /**
   * Points at a text in sight and reads what appears.
   * @param {string} text
   * @returns {Promise<string>}
   */
  async function hoverText(text) {
    const hover = page.locator(HOVER).first();
    return poll(`a hover at "${text}"`, async () => {
      const place = await placeOf(text);
      if (!place) {
        return undefined;
      }
      // from outside, since a pointer that rests shows nothing
      await page.mouse.move(place.left, place.middle + 60);
      await page.mouse.move((place.left + place.right) / 2, place.middle, { steps: 4 });
      return (await holdsWithin(() => hover.isVisible(), STEP_MS)) && (await hover.innerText()).trim();
    });
  }

  /**
   * How many highlights cover the first character of a text in sight.
   * @param {string} text
   * @returns {Promise<number>}
   */
  async function highlightsAt(text) {
    const place = await placeOf(text);
    if (!place) {
      return 0;
    }
    return page.$$eval(
      `${EDITOR} .view-overlays .cdr`,
      (marks, { x, y }) =>
        marks.filter((mark) => {
          const box = mark.getBoundingClientRect();
          const drawn = window.getComputedStyle(mark).backgroundImage.includes('gradient');
          return drawn && box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
        }).length,
      { x: (place.left + place.right) / 2, y: place.middle },
    );
  }

  return {
    openFile,
    goBeside,
    activeFile,
    visibleLines,
    placeOf,
    selectText,
    selectFrom,
    cursorText,
    hoverText,
    highlightsAt,
  };
}
