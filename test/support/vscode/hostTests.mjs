/**
 * Runs a test module inside a real extension host: the desktop build where it can be downloaded, else a server build.
 */
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { browserProgram } from './browser.mjs';
import { exists } from './cache.mjs';
import { onEnding, removeOnEnding } from './ending.mjs';
import { desktopProgram } from './desktopBuild.mjs';
import { hostResult } from './hostResult.mjs';
import { serverBuild, vscodeVersion } from './serverBuild.mjs';
import { quietSettings, writeSettings } from './settings.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/**
 * @typedef {object} HostTests
 * @property {import('./serverBuild.mjs').BuildName} build
 * @property {string} extensionDevelopmentPath the folder of package.json; what it names must have been built
 * @property {string} extensionTestsPath the module that exports `run()`, with or without `.js`
 * @property {string} [workspace] the folder to open; tests that write need a copy
 * @property {NodeJS.ProcessEnv} [env] reaches the extension host
 * @property {Record<string, unknown>} [settings]
 * @property {number} [timeoutMs] of the run, installs apart: 3 minutes unless said
 */

/**
 * Runs the tests and prints what they log. `VERBATIM_VSCODE=server` or `desktop` insists on one kind of build.
 * @param {HostTests} tests
 * @returns {Promise<import('./hostResult.mjs').HostResult>} failing tests are a result, not an exception
 * @throws {Error} when no VS Code could be fetched
 */
export async function runHostTests({
  build,
  extensionDevelopmentPath,
  extensionTestsPath,
  workspace,
  env = {},
  settings = {},
  timeoutMs = 180_000,
}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'verbatim-host-'));
  const keep = removeOnEnding(folder);
  try {
    const desktop = await desktopFor(build);
    if (!desktop) {
      await serverBuild(build);
      await browserProgram();
    }
    const kind = desktop ? 'desktop' : 'server build';
    const host = `VS Code ${desktop && build === 'newest' ? 'stable' : vscodeVersion(build)} (${kind})`;
    console.log(`Host tests in ${host}`);
    await writeSettings(path.join(folder, 'u/User'), { ...quietSettings, ...settings });
    const options = {
      vscodeExecutablePath: desktop ?? (await shimProgram(folder)),
      extensionDevelopmentPath,
      extensionTestsPath,
      extensionTestsEnv: { ...env, VERBATIM_SERVER_BUILD: build, VERBATIM_TEST_TIMEOUT_MS: String(timeoutMs) },
      launchArgs: [
        ...(workspace ? [workspace] : []),
        `--user-data-dir=${path.join(folder, 'u')}`,
        `--extensions-dir=${path.join(folder, 'x')}`,
      ],
    };
    const start = Date.now();
    const { code, output } = await runProgram(desktop ? await withDisplay() : [], options, timeoutMs + 30_000);
    return hostResult(output, { host, code, seconds: (Date.now() - start) / 1000 });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    keep();
  }
}

/**
 * @param {import('./serverBuild.mjs').BuildName} build
 * @returns {Promise<string | undefined>} the desktop's program, undefined where the server build is to be used
 */
export async function desktopFor(build) {
  const insisted = process.env.VERBATIM_VSCODE;
  if (insisted === 'server') {
    return undefined;
  }
  const hasDisplay =
    process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY || (await onPath('xvfb-run'));
  const program = hasDisplay ? await desktopProgram(build === 'newest' ? 'stable' : vscodeVersion(build)) : undefined;
  if (!program && insisted === 'desktop') {
    throw new Error(
      hasDisplay
        ? 'VERBATIM_VSCODE=desktop, but VS Code cannot be downloaded here. Unset it to use a server build.'
        : 'VERBATIM_VSCODE=desktop, but there is no display. Install xvfb, or unset it to use a server build.',
    );
  }
  return program;
}

/** @returns {Promise<string[]>} what to put before the command so that the desktop has a display */
async function withDisplay() {
  const needed = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
  return needed ? ['xvfb-run', '-a'] : [];
}

/** @param {string} program */
async function onPath(program) {
  const places = (process.env.PATH ?? '').split(path.delimiter).map((folder) => exists(path.join(folder, program)));
  return (await Promise.all(places)).includes(true);
}

/**
 * An executable file that starts desktopShim.mjs: made here, as a checkout may not keep a file's mode.
 * @param {string} folder
 * @returns {Promise<string>}
 */
async function shimProgram(folder) {
  const shim = path.join(here, 'desktopShim.mjs');
  if (process.platform === 'win32') {
    const file = path.join(folder, 'code.cmd');
    await writeFile(file, `@"${process.execPath}" "${shim}" %*\r\n`);
    return file;
  }
  const file = path.join(folder, 'code');
  await writeFile(file, `#!/bin/sh\nexec '${quoted(process.execPath)}' '${quoted(shim)}' "$@"\n`);
  await chmod(file, 0o755);
  return file;
}

/** @param {string} text */
function quoted(text) {
  return text.replaceAll("'", `'\\''`);
}

/**
 * Runs hostRun.mjs, printing what it prints.
 * @param {string[]} before
 * @param {object} options
 * @param {number} limitMs
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function runProgram(before, options, limitMs) {
  const [program, ...args] = [...before, process.execPath, path.join(here, 'hostRun.mjs'), JSON.stringify(options)];
  return new Promise((resolve, reject) => {
    const child = spawn(/** @type {string} */ (program), args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    let output = '';
    /** @param {Buffer} part */
    const read = (part) => {
      output += part;
      process.stdout.write(part);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    const end = () => {
      if (child.pid && process.platform !== 'win32') {
        process.kill(-child.pid, 'SIGTERM');
      } else {
        child.kill();
      }
    };
    const timer = setTimeout(() => {
      output += `\nended: no result within ${limitMs / 1000} s`;
      end();
    }, limitMs);
    const forget = onEnding(end);
    const settled = () => {
      clearTimeout(timer);
      forget();
    };
    child.on('error', (error) => {
      settled();
      reject(error);
    });
    child.on('close', (code) => {
      settled();
      resolve({ code, output });
    });
  });
}
