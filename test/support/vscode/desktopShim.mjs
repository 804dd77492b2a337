/**
 * Takes the place of the desktop's program: understands the flags that `@vscode/test-electron` starts it with, and runs the tests in
 * a server build shown in Chromium. Ends with 0 when they passed, 1 when they failed.
 *
 * Environment: `VERBATIM_SERVER_BUILD` (`newest` or `oldest`), `VERBATIM_TEST_TIMEOUT_MS`.
 */
import { openBrowser } from './browser.mjs';
import { remoteUri, startServer, windowAddress } from './server.mjs';
import { readSettings } from './settings.mjs';
import { runTestWindow } from './testWindow.mjs';
import path from 'node:path';

/**
 * The desktop's flags, those that mean something here.
 * @param {string[]} args
 * @returns {{ flags: Map<string, string[]>, folders: string[] }}
 */
export function parseDesktopArgs(args) {
  /** @type {Map<string, string[]>} */
  const flags = new Map();
  const folders = [];
  for (const arg of args) {
    const flag = /^--([A-Za-z-]+)(?:=(.*))?$/s.exec(arg);
    if (flag?.[1]) {
      flags.set(flag[1], [...(flags.get(flag[1]) ?? []), flag[2] ?? '']);
    } else {
      folders.push(path.resolve(arg));
    }
  }
  return { flags, folders };
}

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
async function main(args) {
  const { flags, folders } = parseDesktopArgs(args);
  const tests = flags.get('extensionTestsPath')?.[0];
  const extensions = flags.get('extensionDevelopmentPath') ?? [];
  if (!tests || extensions.length === 0) {
    throw new Error(
      'This stands in for VS Code in tests alone: it needs --extensionDevelopmentPath and --extensionTestsPath.',
    );
  }
  const userData = flags.get('user-data-dir')?.[0];
  const server = await startServer({
    build: process.env.VERBATIM_SERVER_BUILD === 'oldest' ? 'oldest' : 'newest',
    settings: userData ? await readSettings(path.join(userData, 'User')) : {},
    workspaceTrust: !flags.has('disable-workspace-trust'),
  });
  try {
    const browser = await openBrowser();
    try {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      /** @type {[string, string][]} */
      const payload = [
        ...extensions.map(
          (folder) => /** @type {[string, string]} */ (['extensionDevelopmentPath', remoteUri(server, folder)]),
        ),
        ['extensionTestsPath', remoteUri(server, tests)],
        ['skipWelcome', 'true'],
        ['skipReleaseNotes', 'true'],
      ];
      return await runTestWindow(context, windowAddress(server, { folder: folders[0], payload }), {
        onLine: (line) => console.log(line),
        timeoutMs: Number(process.env.VERBATIM_TEST_TIMEOUT_MS ?? 180_000),
      });
    } finally {
      await browser.close();
    }
  } catch (error) {
    throw new Error(
      `${error instanceof Error ? error.message : error}\nThe server's last lines:\n${server.output().slice(-3000)}`,
      { cause: error },
    );
  } finally {
    await server.close();
  }
}

if (process.argv[1] && path.basename(process.argv[1]) === 'desktopShim.mjs') {
  main(process.argv.slice(2)).then(
    (code) => (process.exitCode = code),
    (error) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    },
  );
}
