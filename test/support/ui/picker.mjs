/**
 * The box at the top of the window: the command palette, quick open, quick picks and input boxes.
 */
import { holdsWithin, PATIENCE_MS, poll } from './poll.mjs';

const WIDGET = '.quick-input-widget:not([style*="display: none"])';
const INPUT = `${WIDGET} .quick-input-filter input`;
const ROW = `${WIDGET} .quick-input-list .monaco-list-row`;
const STEP_MS = 3_000;

/**
 * @typedef {object} PickerRow
 * @property {string} label
 * @property {string} description
 * @property {string} detail
 * @property {boolean} focused
 * @property {boolean} checked
 */

/** @param {import('playwright-core').Page} page */
export function pickerOf(page) {
  /** @returns {Promise<PickerRow[]>} the rows in sight: long lists are virtual, so filter first */
  function pickerRows() {
    return page.$$eval(ROW, (rows) =>
      rows.map((row) => {
        // an icon in a label is an element of its own without text
        const text = (/** @type {string} */ selector) =>
          row.querySelector(selector)?.textContent?.replaceAll('\u00a0', ' ').trim() ?? '';
        return {
          label: text('.quick-input-list-label .label-name') || text('.quick-input-list-label'),
          description: text('.label-description'),
          detail: text('.quick-input-list-label-meta'),
          focused: row.classList.contains('focused'),
          checked: row.querySelector('[aria-checked="true"], input:checked') !== null,
        };
      }),
    );
  }

  /** @returns {Promise<{ title: string, placeholder: string, value: string, message: string }>} what the box says; waits until it is open */
  async function pickerState() {
    await page.waitForSelector(INPUT, { timeout: PATIENCE_MS });
    return page.$eval(WIDGET, (widget) => {
      const input = /** @type {HTMLInputElement | null} */ (widget.querySelector('.quick-input-filter input'));
      const text = (/** @type {string} */ selector) => widget.querySelector(selector)?.textContent?.trim() ?? '';
      return {
        title: text('.quick-input-title'),
        placeholder: input?.placeholder ?? '',
        value: input?.value ?? '',
        message: text('.quick-input-message'),
      };
    });
  }

  /** @returns {Promise<boolean>} */
  function isPickerOpen() {
    return page.locator(INPUT).isVisible();
  }

  /**
   * Opens the palette with a text in it. Other parts of a starting window take the focus away, and closing follows; so it tries again.
   * @param {string} text begins with `>` for commands, `:` for a place in the file; else it is a file's name
   */
  async function openPalette(text) {
    await poll('the command palette', async () => {
      await page.keyboard.press('F1');
      return (await holdsWithin(isPickerOpen, STEP_MS)) && (await fill(text));
    });
  }

  /**
   * @param {string} text
   * @returns {Promise<boolean>} whether the box is open and holds the text
   */
  async function fill(text) {
    await page.fill(INPUT, text, { timeout: STEP_MS });
    return (await page.inputValue(INPUT, { timeout: STEP_MS })) === text;
  }

  /**
   * Runs a command as a person does: F1, its title, Enter.
   * @param {string} title as the palette shows it, category included: `Verbatim: Apply Code...`
   */
  async function runCommand(title) {
    const text = `>${title}`;
    await poll(`the command "${title}" to run`, async () => {
      await openPalette(text);
      if (!(await holdsWithin(() => rowWithLabel(title), STEP_MS))) {
        const offered = (await pickerRows()).map((row) => row.label);
        // For as long as it is open, it offers what could be run when it was opened.
        await page.keyboard.press('Escape');
        throw new Error(`the palette offers ${JSON.stringify(offered)}`);
      }
      await clickRow(title);
      return holdsWithin(async () => !(await isPickerOpen()) || (await page.inputValue(INPUT)) !== text, STEP_MS);
    });
  }

  /**
   * @param {string} label
   * @returns {Promise<PickerRow | undefined>}
   */
  async function rowWithLabel(label) {
    return (await pickerRows()).find((row) => row.label === label);
  }

  /** @param {string} label */
  async function clickRow(label) {
    const at = (await pickerRows()).findIndex((row) => row.label === label);
    await page
      .locator(ROW)
      .nth(at)
      .locator('.quick-input-list-label, .quick-input-list-entry')
      .first()
      .click({ timeout: STEP_MS });
  }

  /**
   * Chooses a row of a quick pick, or ticks it where several may be chosen.
   * @param {string} label its whole label, without icons
   */
  async function pick(label) {
    await poll(`"${label}" among the choices`, () => rowWithLabel(label));
    await clickRow(label);
  }

  /**
   * Types into a quick pick or an input box, over what it holds.
   * @param {string} text
   */
  async function typeInPicker(text) {
    await poll('an open box to type in', async () => (await isPickerOpen()) && (await fill(text)));
  }

  /** Presses Enter in the box, as after `typeInPicker` or after ticking rows. */
  async function acceptPicker() {
    await page.locator(INPUT).press('Enter');
  }

  /** Presses Escape until the box is closed. */
  async function closePicker() {
    await poll('the box to close', async () => {
      if (!(await isPickerOpen())) {
        return true;
      }
      await page.keyboard.press('Escape');
      return holdsWithin(async () => !(await isPickerOpen()), STEP_MS);
    });
  }

  return {
    pickerRows,
    pickerState,
    isPickerOpen,
    openPalette,
    runCommand,
    pick,
    typeInPicker,
    acceptPicker,
    closePicker,
  };
}
