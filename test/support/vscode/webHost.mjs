/**
 * Runs a test module in the web worker's extension host, the one of vscode.dev: the `browser` entry of package.json, no Node.
 *
 * A server build starts that host when the page's configuration names an extension under development at an http address. The page is
 * therefore changed on its way to the browser, and the extension's files are served from disk under the page's own origin, which is the
 * only one its content policy lets it connect to.
 */
import path from 'node:path';
import { openBrowser } from './browser.mjs';
import { hostResult } from './hostResult.mjs';
import { startServer, windowAddress } from './server.mjs';
import { runTestWindow } from './testWindow.mjs';

/** The folder of the page's origin that the extension is served under. */
const SERVED_AS = '/__ext';

/** Chromium counts a page that was answered by us as public, and would keep it from the loopback server. */
const FEATURES_OFF = ['LocalNetworkAccessChecks', 'LocalNetworkAccessChecksWebSockets'];

/**
 * Runs the tests and prints what they log.
 * @param {object} tests
 * @param {import('./serverBuild.mjs').BuildName} [tests.build]
 * @param {string} tests.extensionDevelopmentPath the folder of package.json; what it names must have been built
 * @param {string} tests.extensionTestsPath the bundled module that exports `run()`; stands inside that folder
 * @param {string} [tests.workspace] the folder to open
 * @param {Record<string, unknown>} [tests.settings]
 * @param {number} [tests.timeoutMs] 3 minutes unless said
 * @returns {Promise<import('./hostResult.mjs').HostResult>} failing tests are a result, not an exception
 */
export async function runWebHostTests({
  build = 'newest',
  extensionDevelopmentPath,
  extensionTestsPath,
  workspace,
  settings,
  timeoutMs = 180_000,
}) {
  const inside = path.relative(extensionDevelopmentPath, extensionTestsPath);
  if (inside.startsWith('..') || path.isAbsolute(inside)) {
    throw new Error(
      `The web host loads tests from the extension's folder alone: move ${extensionTestsPath} into ${extensionDevelopmentPath}.`,
    );
  }
  const server = await startServer({ build, settings });
  const host = `VS Code ${server.vscodeVersion} (web worker)`;
  console.log(`Host tests in ${host}`);
  const start = Date.now();
  let output = '';
  try {
    const browser = await openBrowser({ features: FEATURES_OFF });
    try {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' });
      await serveExtension(context, server.authority, extensionDevelopmentPath);
      await nameExtension(context, server.authority, `${SERVED_AS}/${inside.split(path.sep).join('/')}`);
      const code = await runTestWindow(context, windowAddress(server, { folder: workspace }), {
        onLine: (line) => {
          output += `${line}\n`;
          console.log(line);
        },
        timeoutMs,
      });
      return hostResult(output, { host, code, seconds: (Date.now() - start) / 1000 });
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

/**
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} authority
 * @param {string} folder nothing outside it is served
 */
async function serveExtension(context, authority, folder) {
  const root = path.resolve(folder);
  await context.route(`http://${authority}${SERVED_AS}/**`, async (route) => {
    const file = path.resolve(
      root,
      decodeURIComponent(new URL(route.request().url()).pathname).slice(SERVED_AS.length + 1),
    );
    if (!file.startsWith(root + path.sep)) {
      await route.fulfill({ status: 403 });
      return;
    }
    await route.fulfill({ path: file }).catch(() => route.fulfill({ status: 404 }));
  });
}

/**
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} authority
 * @param {string} testsPath
 */
async function nameExtension(context, authority, testsPath) {
  await context.route(
    (url) => url.host === authority && url.pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const page = await response.text();
      const changed = page.replace(
        /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)"/,
        (_match, before, encoded) => {
          const configuration = JSON.parse(unescapeAttribute(encoded));
          configuration.developmentOptions = {
            ...configuration.developmentOptions,
            extensions: [{ scheme: 'http', authority, path: SERVED_AS }],
            extensionTestsPath: { scheme: 'http', authority, path: testsPath },
          };
          return `${before}${escapeAttribute(JSON.stringify(configuration))}"`;
        },
      );
      if (changed === page) {
        throw new Error("VS Code's page has changed: its configuration is not where webHost.mjs looks for it.");
      }
      await route.fulfill({ response, body: changed });
    },
  );
}

/** @param {string} text */
function unescapeAttribute(text) {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** @param {string} text */
function escapeAttribute(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
