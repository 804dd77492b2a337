/**
 * One study and one window for a file of UI tests; a server and a browser for all files that want the same. A picture is kept of the
 * window where a test fails.
 */
import { after, afterEach, before, beforeEach } from 'mocha';
import { atEnd } from '../atEnd.mjs';
import { openWorkbench, startSession } from '../ui.mjs';
import { sharedWindow } from './sharedWindow.mjs';
import { sampleStudy } from './study.mjs';
import { testedVsix } from './vsix.mjs';

/** The first file of a session waits for VS Code itself, the extension and the browser. */
const START_MS = 180_000;

/**
 * @typedef {object} Suite what the tests of a file work with; there from `before` on
 * @property {import('../ui.mjs').Session} session
 * @property {import('../ui.mjs').Workbench} w the window
 * @property {import('./study.mjs').TestFolder} study
 */

/** The sessions of this run by what they were asked for. Starting one takes longer than most tests. @type {Map<string, Promise<import('../ui.mjs').Session>>} */
const sessions = new Map();

/** @param {Parameters<typeof startSession>[0]} options */
function sharedSession(options) {
  const key = JSON.stringify(options);
  const session = sessions.get(key) ?? startSession(options);
  sessions.set(key, session);
  // One that could not be started is not what the next file should fail of.
  session.catch(() => sessions.delete(key));
  return session;
}

atEnd('close the servers and browsers', async () => {
  for (const session of sessions.values()) await (await session).close();
});

/**
 * Opens a study before the tests of a file, and takes it away after them: in the window that files share, unless they say what theirs is
 * to be. Before each test boxes, messages and the pointer of the one before are gone.
 * @param {object} [options]
 * @param {() => Promise<import('./study.mjs').TestFolder>} [options.folder] the sample study unless said
 * @param {(suite: Suite) => Promise<void>} [options.begin] what every test of the file starts from
 * @param {Parameters<typeof startSession>[0]} [options.session]
 * @param {Parameters<typeof openWorkbench>[1]} [options.window] one of its own, which shows nothing but the study; `{}` for the usual one
 * @returns {Suite}
 */
export function suite({ folder = () => sampleStudy(), begin, session, window } = {}) {
  const here = /** @type {Suite} */ ({});
  let failed = false;

  async function open() {
    here.study = await folder();
    here.session = await sharedSession({ vsix: await testedVsix(), ...session });
    here.w = await shown(here.session, here.study);
    await begin?.(here);
  }

  /** @param {import('../ui.mjs').Session} session @param {import('./study.mjs').TestFolder} study */
  async function shown(session, study) {
    if (!window) return (await sharedWindow(session)).show(study);
    return openWorkbench(session, { folder: study.root, ...window });
  }

  /** Whatever failed may have left a shared window in any state: the next file gets a new one. */
  async function close(failed = false) {
    if (window) await here.w?.close();
    else if (here.session) {
      const used = await sharedWindow(here.session);
      await (failed ? used.close() : used.clear().catch(() => used.close()));
    }
    await here.study?.remove();
  }

  before('a window with the study', async function () {
    this.timeout(START_MS);
    try {
      await open();
    } catch (error) {
      // Mocha tries tests again, but no hooks, and with this one all tests of the file would fail.
      const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.send?.({ retried: { title: this.test?.fullTitle() ?? '', error: told } });
      await close(true);
      await open();
    }
  });

  beforeEach('nothing left of the test before', async () => {
    const { w } = here;
    await w.closePicker();
    await w.page.keyboard.press('Escape');
    await w.page.mouse.move(640, 795);
    if ((await w.notifications()).length > 0) {
      await w.dismissNotifications();
    }
  });

  afterEach('a picture of what failed', async function () {
    if (this.currentTest?.state !== 'failed') return;
    failed = true;
    await here.w?.screenshot(`failed-${this.currentTest.fullTitle().replace(/[^\p{L}\p{N}]+/gu, '-')}`);
  });

  after('close', () => close(failed));

  return here;
}
