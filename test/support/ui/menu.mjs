/**
 * Context menus and their submenus.
 */
import { holdsWithin, poll } from './poll.mjs';

const STEP_MS = 1_500;

/**
 * Chooses from the menu that is open. A menu passes over a click that comes right after its opening, so each step is tried again.
 * @param {import('playwright-core').Page} page
 * @param {string[]} titles from the menu inwards
 */
export async function chooseFromMenu(page, titles) {
  const items = titles.map((title) =>
    page
      .locator('.monaco-menu .action-menu-item')
      .filter({ has: page.getByText(title, { exact: true }) })
      .last(),
  );
  for (const [at, item] of items.entries()) {
    const next = items[at + 1];
    await poll(`"${titles[at]}" in the menu`, async () => {
      if (next ? await next.isVisible() : false) {
        return true;
      }
      await item.click({ timeout: STEP_MS });
      return holdsWithin(async () => (next ? next.isVisible() : !(await item.isVisible())), STEP_MS);
    });
  }
}
