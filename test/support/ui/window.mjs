/**
 * The window around the editor: activity bar, notifications, dialogs, status bar, themes, webviews, pictures.
 */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { chooseFromMenu } from './menu.mjs';
import { holdsWithin, PATIENCE_MS, poll } from './poll.mjs';

/** @typedef {'light' | 'dark' | 'hc-dark' | 'hc-light'} Theme */

/**
 * `ids` in order of preference, as VS Code renamed its themes between the builds; `kind` is the class that it gives its window.
 * @type {Record<Theme, { ids: string[], kind: string }>}
 */
const THEMES = {
  light: { ids: ['Light 2026', 'Default Light Modern'], kind: 'vs' },
  dark: { ids: ['Dark 2026', 'Default Dark Modern'], kind: 'vs-dark' },
  'hc-dark': { ids: ['Default High Contrast'], kind: 'hc-black' },
  'hc-light': { ids: ['Default High Contrast Light'], kind: 'hc-light' },
};

const TOAST = '.notifications-toasts .notification-toast .notification-list-item';
const DIALOG = '.monaco-dialog-box';
const STEP_MS = 3_000;

/**
 * @param {import('playwright-core').Page} page
 * @param {{ server: import('../vscode/server.mjs').Server, screenshots: string }} session
 * @param {ReturnType<import('./picker.mjs').pickerOf>} picker
 */
export function windowOf(page, { server: { root }, screenshots }, picker) {
  /**
   * Opens a view container by its icon in the activity bar.
   * @param {string} title
   */
  async function openView(title) {
    const icon = page.locator(`.activitybar .action-item:has(a[aria-label^="${title}"])`).first();
    // The first window of a session waits for the extension to be found.
    await icon.waitFor({ timeout: 3 * PATIENCE_MS });
    await poll(`the view ${title} to open`, async () => {
      if (await isChecked(icon)) {
        return true;
      }
      await icon.click({ timeout: STEP_MS });
      return holdsWithin(() => isChecked(icon), STEP_MS);
    });
  }

  /** @param {import('playwright-core').Locator} icon */
  async function isChecked(icon) {
    return /\bchecked\b/.test((await icon.getAttribute('class')) ?? '');
  }

  /** @returns {Promise<{ text: string, buttons: string[] }[]>} the notifications on the screen now */
  function notifications() {
    return page.$$eval(TOAST, (toasts) =>
      toasts.map((toast) => ({
        text: toast.querySelector('.notification-list-item-message')?.textContent?.trim() ?? '',
        buttons: [...toast.querySelectorAll('.notification-list-item-buttons-container .monaco-button')].map(
          (button) => button.textContent?.trim() ?? '',
        ),
      })),
    );
  }

  /**
   * Waits for a notification.
   * @param {string | RegExp} text a part of it
   * @param {number} [timeoutMs] longer than usual where a window is loaded first
   * @returns {Promise<{ text: string, buttons: string[] }>}
   */
  function notification(text, timeoutMs) {
    const matches = (/** @type {string} */ whole) =>
      typeof text === 'string' ? whole.includes(text) : text.test(whole);
    const shown = async () => (await notifications()).find((each) => matches(each.text));
    return poll(`the notification ${text}`, shown, timeoutMs);
  }

  /**
   * Presses a button of a notification.
   * @param {string} text a part of the notification
   * @param {string} button
   */
  async function pressNotificationButton(text, button) {
    const toast = page.locator(TOAST).filter({ hasText: text });
    await toast.locator('.monaco-button').getByText(button, { exact: true }).click({ timeout: PATIENCE_MS });
  }

  /** Takes all notifications from the screen. */
  async function dismissNotifications() {
    await picker.runCommand('Notifications: Clear All Notifications');
    await poll('the notifications to go', async () => (await page.locator(TOAST).count()) === 0);
  }

  /** Closes the panel with problems and output, where it is open. */
  async function hidePanel() {
    const panel = page.locator('.part.panel');
    await poll('the panel to close', async () => {
      if (!(await panel.isVisible())) return true;
      await picker.runCommand('View: Hide Panel');
      return holdsWithin(async () => !(await panel.isVisible()), STEP_MS);
    });
  }

  /** @returns {Promise<string>} what the modal dialog says; waits for one */
  async function dialogText() {
    await page.waitForSelector(DIALOG, { timeout: PATIENCE_MS });
    return (await page.locator(DIALOG).innerText()).trim();
  }

  /** @param {string} button of the modal dialog */
  async function pressDialogButton(button) {
    await page.locator(`${DIALOG} .monaco-button`).getByText(button, { exact: true }).click({ timeout: PATIENCE_MS });
  }

  /**
   * @param {string | RegExp} [matching] waits for an item with this text
   * @returns {Promise<string[]>} the status bar's texts, from the left
   */
  async function statusBarText(matching) {
    const read = () =>
      page.$$eval('.statusbar-item', (items) =>
        items.map((item) => item.textContent?.replaceAll('\u00a0', ' ').trim() ?? '').filter((text) => text !== ''),
      );
    if (matching === undefined) {
      return read();
    }
    return poll(`${matching} in the status bar`, async () => {
      const texts = await read();
      return (
        texts.some((text) => (typeof matching === 'string' ? text.includes(matching) : matching.test(text))) && texts
      );
    });
  }

  /**
   * Changes the colour theme, through the list that VS Code offers.
   * @param {Theme} theme
   */
  async function setTheme(theme) {
    const { ids, kind } = THEMES[theme];
    const label = await themeLabel(ids);
    await poll(`the theme ${label}`, async () => {
      await picker.runCommand('Preferences: Color Theme');
      await picker.typeInPicker(label);
      await picker.pick(label);
      return holdsWithin(() => page.locator(`.monaco-workbench.${kind}`).isVisible(), STEP_MS);
    });
    await poll('the list of themes to close', async () => !(await picker.isPickerOpen()));
  }

  /**
   * The name under which this build lists the first of the themes that it has.
   * @param {string[]} ids
   * @returns {Promise<string>}
   */
  async function themeLabel(ids) {
    const folder = path.join(root, 'extensions/theme-defaults');
    /** @type {{ id: string, label: string }[]} */
    const themes = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')).contributes.themes;
    const texts = JSON.parse(await readFile(path.join(folder, 'package.nls.json'), 'utf8'));
    const theme = ids.map((id) => themes.find((each) => each.id === id)).find((each) => each !== undefined);
    if (!theme) {
      throw new Error(
        `This VS Code has none of the themes ${ids.join(', ')}. Add one of its own to ui/window.mjs: ${themes.map((each) => each.id).join(', ')}`,
      );
    }
    return texts[theme.label.replaceAll('%', '')];
  }

  /**
   * The document inside a webview.
   * @param {string} selector something that only this webview shows
   * @returns {Promise<import('playwright-core').Frame>}
   */
  function webview(selector) {
    return poll(`a webview with ${selector}`, async () => {
      for (const frame of page.frames()) {
        if (
          (await frame
            .locator(selector)
            .count()
            .catch(() => 0)) > 0 &&
          frame !== page.mainFrame()
        ) {
          return frame;
        }
      }
      return undefined;
    });
  }

  /**
   * @param {string} name of the picture, without `.png`
   * @returns {Promise<string>} its file
   */
  async function screenshot(name) {
    await mkdir(screenshots, { recursive: true });
    const file = path.join(screenshots, `${name}.png`);
    await page.screenshot({ path: file, animations: 'disabled' });
    return file;
  }

  /**
   * Opens the context menu where the pointer or a locator is, and chooses from it.
   * @param {import('playwright-core').Locator} at
   * @param {string[]} titles
   */
  async function contextMenu(at, titles) {
    await at.click({ button: 'right', timeout: PATIENCE_MS });
    await chooseFromMenu(page, titles);
  }

  return {
    openView,
    notifications,
    notification,
    pressNotificationButton,
    dismissNotifications,
    hidePanel,
    dialogText,
    pressDialogButton,
    statusBarText,
    setTheme,
    webview,
    screenshot,
    contextMenu,
  };
}
