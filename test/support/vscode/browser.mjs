/**
 * A Chromium for the window of a server build: the one installed, else one that is fetched.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { exists } from './cache.mjs';
import { run, timed } from './command.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
];
const FETCH_LIMIT_MS = 4 * 60_000;

const isRoot = process.getuid?.() === 0;

/** @type {Promise<string> | undefined} */
let found;

/**
 * Starts a browser without a screen. Close it with `browser.close()`.
 * @param {{ features?: string[] }} [options] `features` are Chromium's features to switch off
 * @returns {Promise<import('playwright-core').Browser>}
 * @throws {Error} saying what to install, when there is none and none could be fetched
 */
export async function openBrowser({ features = [] } = {}) {
  return chromium.launch({
    executablePath: await browserProgram(),
    headless: true,
    chromiumSandbox: !isRoot,
    // whoever holds the server ends this process on a signal, and Playwright ends its browser with the process
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
      '--force-color-profile=srgb',
      ...(features.length > 0 ? [`--disable-features=${features.join(',')}`] : []),
    ],
  });
}

/**
 * The browser's program: `VERBATIM_BROWSER`, else a Chromium, Chrome or Edge of this machine, else Playwright's own (downloaded where
 * that works), else, for root on Debian, the distribution's package.
 * @returns {Promise<string>} its path
 */
export function browserProgram() {
  found ??= find();
  return found;
}

async function find() {
  const named = process.env.VERBATIM_BROWSER;
  if (named) {
    if (!(await exists(named))) {
      throw new Error(`VERBATIM_BROWSER names ${named}, which does not exist. Correct or unset it.`);
    }
    return named;
  }
  return (await installed()) ?? (await fromPlaywright()) ?? (await fromDebian()) ?? missing();
}

async function installed() {
  const onPath = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const places = [
    ...onPath.flatMap((folder) => NAMES.map((name) => path.join(folder, name + suffix))),
    ...usualPlaces(),
  ];
  for (const place of places) {
    if (await exists(place)) {
      return place;
    }
  }
  return undefined;
}

function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const roots = [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA];
    return roots.flatMap((root) =>
      root
        ? ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((rest) =>
            path.join(root, rest),
          )
        : [],
    );
  }
  return ['/snap/bin/chromium', '/opt/google/chrome/chrome'];
}

async function fromPlaywright() {
  const program = chromium.executablePath();
  if (await exists(program)) {
    return program;
  }
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  try {
    await timed("No browser found: trying Playwright's download of Chromium", () =>
      run(process.execPath, [cli, 'install', '--no-shell', 'chromium'], { timeoutMs: FETCH_LIMIT_MS }),
    );
  } catch {
    console.log('That download does not work here.');
    return undefined;
  }
  return (await exists(program)) ? program : undefined;
}

async function fromDebian() {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  if (!isRoot || !/^ID(_LIKE)?=.*debian/m.test(release)) {
    return undefined;
  }
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  try {
    await timed("Installing Debian's package chromium", async () => {
      await run('apt-get', [...wait, 'update'], { timeoutMs: FETCH_LIMIT_MS });
      await run('apt-get', [...wait, 'install', '-y', '--no-install-recommends', 'chromium'], {
        timeoutMs: 2 * FETCH_LIMIT_MS,
        env: { DEBIAN_FRONTEND: 'noninteractive' },
      });
    });
  } catch (error) {
    console.log(String(error));
    return undefined;
  }
  return installed();
}

/** @returns {never} */
function missing() {
  throw new Error('No browser to show VS Code in. Install Chromium, Chrome or Edge, or name one in VERBATIM_BROWSER.');
}
