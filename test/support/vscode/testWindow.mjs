/**
 * A window whose extension host runs a test module: what the desktop does for `--extensionTestsPath`.
 */
import { format } from 'node:util';

/** What VS Code itself says in every run of a server build, of no concern to a test; `VERBATIM_VSCODE_LOG=1` shows it all the same. */
const NOISE = [
  /^(Resolving|Resolved) connection token|^Creating a socket|^\[reconnection-grace-time\]|^Updating additional builtin extensions/,
  /^\[(Service Worker|AgentHost|AccountPolicyGate|ChatModelSelection|ChatSessionStore)|^Chat(SessionStore|ModelSelection)/,
  /Could not locate the bindings file|Cannot find module '\.\/build\/Release\/watchdog'/,
  /authentication provider 'github'|open-vsx\.org/,
  /^%c?\[?(Local Extension Host|LocalWebWorker)/,
];

/**
 * Opens the address and waits for the test module's `run()` to end.
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} address
 * @param {{ onLine: (line: string) => void, timeoutMs: number }} options `onLine` gets what the extension host logs, a message at a time
 * @returns {Promise<number>} 0 when `run()` resolved, else 1
 * @throws {Error} when there is no result in time, or the window failed to load
 */
export async function runTestWindow(context, address, { onLine, timeoutMs }) {
  const page = await context.newPage();
  /** @type {string[]} */
  const seen = [];
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** @type {Promise<number>} */
  const exit = new Promise((resolve, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new Error(
            `The tests gave no result within ${timeoutMs / 1000} s. The window's last lines:\n${seen.join('\n')}`,
          ),
        ),
      timeoutMs,
    );
    page.on('crash', () => reject(new Error('The browser window crashed. Is there enough memory?')));
    page.on('console', (message) => {
      seen.push(message.text());
      seen.splice(0, seen.length - 40);
    });
    void page.exposeFunction('codeAutomationExit', resolve);
  });
  await page.exposeFunction('codeAutomationLog', (/** @type {string} */ _type, /** @type {unknown[]} */ args) => {
    const message = plain(args);
    if (process.env.VERBATIM_VSCODE_LOG || !NOISE.some((noise) => noise.test(message))) {
      onLine(message);
    }
  });
  try {
    await page.goto(address);
    return await exit;
  } finally {
    clearTimeout(timer);
    await page.close();
  }
}

/**
 * A logged line as the desktop prints it: without the styling that consoles take.
 * @param {unknown[]} args
 */
function plain(args) {
  const [first, ...rest] = args;
  return format(first, ...rest).replaceAll('%c', '');
}
