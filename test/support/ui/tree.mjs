/**
 * Tree views of the side bar and the panel.
 */
import { chooseFromMenu } from './menu.mjs';
import { holdsWithin, PATIENCE_MS, poll } from './poll.mjs';

/**
 * @typedef {object} TreeRow
 * @property {string} label without a count before it
 * @property {number | undefined} count that stands before the label
 * @property {string} description
 * @property {number} level 1 for the roots
 * @property {boolean | undefined} expanded undefined for a leaf
 * @property {boolean} selected
 * @property {string} spoken what a screen reader says
 */

const STEP_MS = 3_000;
/** How far a tree scrolls at one turn of the wheel. */
const NOTCH_PX = 50;

/** A count before a name, in a column: figure spaces, digits, an en space. */
const COUNT = /^\u2007*(\d*)\u2002/;

/** @param {string} label @returns {RegExp} the label with or without a count before it */
function labelled(label) {
  return new RegExp(`^\\s*(\\d+\\s)?${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}

/** @param {import('playwright-core').Page} page */
export function treesOf(page) {
  /** @param {string | undefined} view the view's title; any view unless said */
  function treeOf(view) {
    const pane =
      view === undefined ? '.part' : `.pane:has(> .pane-header[aria-label^="${view.replaceAll('"', '\\"')}"])`;
    return page.locator(`${pane} .customview-tree .monaco-list`);
  }

  /** @param {string | undefined} view */
  function rowsOf(view) {
    return treeOf(view).locator('.monaco-list-row');
  }

  /**
   * The rows in sight now, from the top; none while the view is still loading, so `poll` for what is to appear, or ask for one `treeRow`.
   * @param {string} [view] the view's title
   * @returns {Promise<TreeRow[]>}
   */
  async function treeRows(view) {
    const rows = await rowsOf(view).evaluateAll((elements) =>
      elements.map((row) => ({
        top: row.getBoundingClientRect().top,
        label: row.querySelector('.label-name')?.textContent ?? '',
        description: row.querySelector('.label-description')?.textContent?.trim() ?? '',
        level: Number(row.getAttribute('aria-level')),
        expanded: row.hasAttribute('aria-expanded') ? row.getAttribute('aria-expanded') === 'true' : undefined,
        selected: row.classList.contains('selected'),
        spoken: row.getAttribute('aria-label') ?? '',
      })),
    );
    return rows
      .sort((a, b) => a.top - b.top)
      .map(({ top: _top, ...row }) => {
        const [before = '', digits] = COUNT.exec(row.label) ?? [];
        return { ...row, label: row.label.slice(before.length), count: digits ? Number(digits) : undefined };
      });
  }

  /**
   * Scrolls a tree down by most of its height, or back to the top from its end: rows out of sight do not exist.
   * @param {string | undefined} view
   * @returns {Promise<false>}
   */
  async function scrollOn(view) {
    const list = treeOf(view).first();
    const box = await list.boundingBox({ timeout: STEP_MS });
    if (!box) return false;
    const scrolled = () =>
      list.evaluate((element) => {
        const rows = /** @type {HTMLElement} */ (element.querySelector('.monaco-list-rows'));
        const [from, whole] = [-Number.parseFloat(rows.style.top || '0'), Number.parseFloat(rows.style.height || '0')];
        return { from, atEnd: from + element.clientHeight >= whole - 1 };
      });
    const { from: before, atEnd } = await scrolled();
    if (atEnd && before === 0) return false;
    // On the scroll bar, where no row's tooltip opens. However far a wheel is turned, VS Code goes on by one notch.
    await page.mouse.move(box.x + box.width - 4, box.y + box.height / 2);
    const notches = Math.ceil((atEnd ? before : Math.max(box.height - NOTCH_PX, NOTCH_PX)) / NOTCH_PX);
    for (let i = 0; i < notches; i++) await page.mouse.wheel(0, atEnd ? -NOTCH_PX : NOTCH_PX);
    // One step is drawn before the next, which else would pass over the rows that are looked for.
    await holdsWithin(async () => {
      const { from } = await scrolled();
      return atEnd ? from === 0 : from > before;
    }, STEP_MS);
    return false;
  }

  /**
   * Whether the middle of a row can be pointed at: VS Code draws rows beyond the edges of a tree, where other views lie over them.
   * @param {import('playwright-core').Locator} row
   */
  async function isInSight(row) {
    if (!(await row.isVisible())) return false;
    return row.evaluate(
      (element) => {
        const [box, list] = [element, element.closest('.monaco-list')].map((one) => one?.getBoundingClientRect());
        if (!box || !list) return false;
        const middle = (box.top + box.bottom) / 2;
        return middle > list.top && middle < list.bottom;
      },
      undefined,
      { timeout: STEP_MS },
    );
  }

  /**
   * The row with a label, scrolled into sight.
   * @param {string} label
   * @param {string} [view]
   * @returns {Promise<import('playwright-core').Locator>}
   */
  async function treeRow(label, view) {
    const row = rowsOf(view)
      .filter({ has: page.locator('.label-name').getByText(labelled(label)) })
      .first();
    await poll(
      `the row "${label}" in ${view ?? 'a tree'}`,
      async () => (await isInSight(row)) || (await scrollOn(view)),
      // A slow machine takes its time for each of the many steps through a long tree.
      3 * PATIENCE_MS,
    );
    return row;
  }

  /**
   * @param {string} label
   * @param {{ view?: string, modifiers?: ('Control' | 'Shift' | 'Alt' | 'Meta')[], double?: boolean }} [how]
   */
  async function clickTreeRow(label, { view, modifiers = [], double = false } = {}) {
    const target = (await treeRow(label, view)).locator('.label-name').first();
    await target.click({ modifiers, clickCount: double ? 2 : 1, timeout: PATIENCE_MS });
  }

  /**
   * Opens or closes a row by its twistie.
   * @param {string} label
   * @param {boolean} expanded
   * @param {string} [view]
   */
  async function expandTreeRow(label, expanded = true, view) {
    const row = await treeRow(label, view);
    await poll(`"${label}" to be ${expanded ? 'open' : 'closed'}`, async () => {
      if ((await row.getAttribute('aria-expanded')) === String(expanded)) {
        return true;
      }
      await row.locator('.monaco-tl-twistie').click({ timeout: STEP_MS });
      return holdsWithin(async () => (await row.getAttribute('aria-expanded')) === String(expanded), STEP_MS);
    });
  }

  /**
   * Presses an icon that a row shows while pointed at.
   * @param {string} label
   * @param {string} action its title
   * @param {string} [view]
   */
  async function treeRowAction(label, action, view) {
    const row = await treeRow(label, view);
    await row.hover();
    await row.locator(`.actions .action-label[aria-label^="${action}"]`).first().click({ timeout: PATIENCE_MS });
  }

  /**
   * Chooses from a row's context menu; a path of several titles goes through submenus.
   * @param {string} label
   * @param {string[]} titles
   * @param {string} [view]
   */
  async function treeRowMenu(label, titles, view) {
    const row = await treeRow(label, view);
    await row.locator('.label-name').first().click({ button: 'right', timeout: PATIENCE_MS });
    await chooseFromMenu(page, titles);
  }

  return { treeRows, treeRow, clickTreeRow, expandTreeRow, treeRowAction, treeRowMenu };
}
