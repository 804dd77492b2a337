/**
 * One window for all files of tests that want no window of their own, since opening one costs more than most tests: a workspace with an
 * empty folder, which stays, and beside it the study of the file at work. VS Code starts nothing anew when such a folder comes or goes,
 * and the extension opens and leaves studies with them.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { movesIn, openWorkbench } from '../ui.mjs';
import { poll } from './poll.mjs';
import { emptyFolder } from './study.mjs';

/**
 * @typedef {object} SharedWindow
 * @property {(study: import('./study.mjs').TestFolder) => Promise<import('../ui.mjs').Workbench>} show brings a study, once the one before is taken out
 * @property {() => Promise<void>} clear closes what is open and takes the study out
 * @property {() => Promise<void>} close
 */

/** @type {WeakMap<import('../ui.mjs').Session, Promise<SharedWindow>>} */
const windows = new WeakMap();

/**
 * @param {import('../ui.mjs').Session} session
 * @returns {Promise<SharedWindow>} its shared window, opened where there is none yet
 */
export function sharedWindow(session) {
  const window = windows.get(session) ?? openShared(session);
  windows.set(session, window);
  window.catch(() => windows.delete(session));
  return window;
}

/**
 * @param {import('../ui.mjs').Session} session
 * @returns {Promise<SharedWindow>}
 */
async function openShared(session) {
  const beside = await emptyFolder('beside');
  const workspace = path.join(path.dirname(beside.root), 'tests.code-workspace');
  /** @param {string[]} roots */
  const setRoots = (roots) =>
    // In place: VS Code no longer sees a file that another took the place of.
    writeFile(workspace, JSON.stringify({ folders: roots.map((root) => ({ path: root })), settings: {} }));
  await setRoots([beside.root]);
  const opened = await openWorkbench(session, { folder: beside.root, workspace });
  const { page } = opened;
  await opened.openView('Verbatim');
  const noStudy = page.locator('.pane-body .welcome-view-content', { hasText: /no study in this folder/ }).first();

  return {
    async show(study) {
      await setRoots([beside.root, ...(study.roots ?? [study.root])]);
      await noStudy.waitFor({ state: 'hidden' });
      return movesIn(page, session, study.root);
    },
    async clear() {
      await opened.closePicker();
      await poll('the editors to close', async () => {
        await opened.runCommand('View: Close All Editors');
        if (await page.locator('.monaco-dialog-box').isVisible()) await opened.pressDialogButton("Don't Save");
        return (await page.locator('.tab').count()) === 0;
      });
      await opened.runCommand('View: Single Column Editor Layout');
      // An open panel would leave the next file too few lines in sight.
      await opened.hidePanel();
      await opened.dismissNotifications();
      await setRoots([beside.root]);
      await opened.openView('Verbatim');
      // Closed unless a file opens them: they take room from the other views, whose rows the next file looks for.
      for (const view of ['History', 'Themes', 'Memos']) {
        const header = page.locator(`.pane-header[aria-label^="${view}"][aria-expanded="true"]`);
        if ((await header.count()) > 0) await header.click();
      }
      await noStudy.waitFor();
    },
    async close() {
      windows.delete(session);
      await opened.close();
      await beside.remove();
    },
  };
}
