/**
 * What UI tests drive: VS Code in a browser with the extension installed, and a person's moves in it.
 *
 *     const session = await startSession({ extension: repositoryRoot });
 *     const workbench = await openWorkbench(session, { folder });
 *     await workbench.runCommand('Verbatim: Apply Code...');
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { editorOf } from './ui/editor.mjs';
import { pickerOf } from './ui/picker.mjs';
import { PATIENCE_MS, poll } from './ui/poll.mjs';
import { treesOf } from './ui/tree.mjs';
import { windowOf } from './ui/window.mjs';
import { openBrowser } from './vscode/browser.mjs';
import { cacheFolder } from './vscode/cache.mjs';
import { removeOnEnding } from './vscode/ending.mjs';
import { root } from './install.mjs';
import { extensionsWith, installedFolder, linkExtension } from './vscode/extension.mjs';
import { pseudoLanguage, writePseudoTexts } from './vscode/language.mjs';
import { startServer, windowAddress } from './vscode/server.mjs';

/**
 * @typedef {object} Session a server and a browser, shared by the suites of a run
 * @property {import('./vscode/server.mjs').Server} server
 * @property {import('playwright-core').Browser} browser
 * @property {string | undefined} token
 * @property {string} screenshots
 * @property {() => Promise<void>} close
 */

/** @typedef {Awaited<ReturnType<typeof openWorkbench>>} Workbench */

const START_LIMIT_MS = 60_000;

/** The newest build opens a folder in Restricted Mode without asking unless told to ask. */
const ASKS = { 'security.workspace.trust.startupPrompt': 'always' };

/**
 * Starts a server with the extension installed, and a browser.
 * @param {object} options
 * @param {string} [options.extension] a built checkout, linked
 * @param {string} [options.vsix] a packaged extension, installed
 * @param {import('./vscode/serverBuild.mjs').BuildName} [options.build] `newest` unless said
 * @param {Record<string, unknown>} [options.settings]
 * @param {boolean} [options.workspaceTrust] whether windows ask for trust; not unless said
 * @param {string} [options.language] of extensions; a package is given texts of the pseudo language where it is that one
 * @param {string} [options.token]
 * @param {string} [options.screenshots] the folder of pictures; `.vscode-test/screenshots` unless said
 * @returns {Promise<Session>}
 */
export async function startSession({
  extension,
  vsix,
  build = 'newest',
  settings = {},
  workspaceTrust = false,
  language,
  token,
  screenshots,
}) {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'verbatim-ui-'));
  const keepData = removeOnEnding(dataFolder);
  const removeData = async () => {
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    keepData();
  };
  /** @type {import('./vscode/server.mjs').Server | undefined} */
  let server;
  try {
    if (extension) {
      await linkExtension(extension, dataFolder);
    }
    if (vsix) {
      await cp(await extensionsWith(vsix, build), path.join(dataFolder, 'extensions'), { recursive: true });
      if (language === pseudoLanguage)
        await writePseudoTexts(await installedFolder(root, path.join(dataFolder, 'extensions')));
    }
    server = await startServer({
      build,
      dataFolder,
      settings: { ...ASKS, ...settings },
      workspaceTrust,
      acceptsPayload: false,
      language,
      token,
    });
    const browser = await openBrowser();
    const started = server;
    return {
      server,
      browser,
      token,
      screenshots: screenshots ?? path.join(cacheFolder, 'screenshots'),
      async close() {
        await browser.close();
        await started.close();
        await removeData();
      },
    };
  } catch (error) {
    await server?.close();
    await removeData();
    throw error;
  }
}

/**
 * Opens a window and waits until it can be worked in.
 * @param {Session} session
 * @param {object} [options]
 * @param {string} [options.folder] an absolute path
 * @param {string} [options.workspace] a .code-workspace file whose roots the window shows instead; files are still named from `folder`
 * @param {{ width: number, height: number }} [options.size]
 * @param {boolean} [options.trust] answers the question whether the folder is trusted; needs a session with `workspaceTrust`
 * @returns a person's moves, and the `page` for what they do not cover
 */
export async function openWorkbench(session, { folder, workspace, size = { width: 1280, height: 800 }, trust } = {}) {
  const context = await session.browser.newContext({ viewport: size, locale: 'en-US', reducedMotion: 'reduce' });
  try {
    return await shownIn(context, session, { folder, workspace, trust });
  } catch (error) {
    // A window that never came up would go on loading beside those of the files after it.
    await context.close();
    throw error;
  }
}

/**
 * @param {import('playwright-core').BrowserContext} context
 * @param {Session} session
 * @param {Pick<NonNullable<Parameters<typeof openWorkbench>[1]>, 'folder' | 'workspace' | 'trust'>} shown
 */
async function shownIn(context, session, { folder, workspace, trust }) {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const address = windowAddress(session.server, { folder, workspace, token: session.token });
  await page.goto(address, { timeout: START_LIMIT_MS });
  await page.waitForSelector('.monaco-workbench .statusbar-item', { timeout: START_LIMIT_MS });
  if (workspace) await withItsRoots(page);
  if (trust !== undefined) {
    await page.waitForSelector('.monaco-dialog-box', { timeout: PATIENCE_MS });
    await page.locator('.monaco-dialog-box .monaco-button', { hasText: trust ? /^Yes/ : /^No/ }).click();
    await page.locator('.monaco-dialog-box').waitFor({ state: 'detached' });
  }
  return movesIn(page, session, folder);
}

/**
 * A person's moves in a window, and its `page` for what they do not cover.
 * @param {import('playwright-core').Page} page
 * @param {Session} session
 * @param {string | undefined} folder from which files are named
 */
export function movesIn(page, session, folder) {
  const picker = pickerOf(page);
  return {
    page,
    ...picker,
    ...editorOf(page, picker, folder),
    ...treesOf(page),
    ...windowOf(page, session, picker),
    /** Closes the window alone. */
    close: () => page.context().close(),
  };
}

/**
 * Waits until the explorer shows the roots of a .code-workspace file. Now and then VS Code opens one before it can read it, and then
 * shows a workspace without folders until the window is loaded again.
 * @param {import('playwright-core').Page} page
 */
async function withItsRoots(page) {
  const explorer = page.locator('.explorer-viewlet');
  await poll('the roots of the workspace', async () => {
    if ((await explorer.locator('.monaco-list-row').count()) > 0) return true;
    if ((await explorer.locator('.welcome-view-content').count()) > 0) await page.reload();
    return false;
  });
}
