/**
 * A running server build: started on a free loopback port with data of its own, ended with all its children.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onEnding, removeOnEnding } from './ending.mjs';
import { writeEmptyLanguagePack } from './language.mjs';
import { serverBuild } from './serverBuild.mjs';
import { quietSettings, writeSettings } from './settings.mjs';

/**
 * @typedef {object} Server
 * @property {string} authority `127.0.0.1:port`
 * @property {string} vscodeVersion
 * @property {string} root the folder of VS Code itself
 * @property {string} dataFolder extensions/ and data/User/ stand in here
 * @property {string} userFolder holds settings.json
 * @property {() => string} output the end of what the server printed, for error messages
 * @property {Promise<void>} ended
 * @property {() => Promise<void>} close ends the server and its children, and removes its data unless they were given
 */

const keeper = fileURLToPath(new URL('keeper.mjs', import.meta.url));

const START_LIMIT_MS = 60_000;
const END_LIMIT_MS = 5_000;
const KEPT_OUTPUT = 20_000;

/**
 * Starts a server build and waits until it listens.
 * @param {object} [options]
 * @param {import('./serverBuild.mjs').BuildName} [options.build] `newest` unless said
 * @param {string} [options.dataFolder] kept on close; a fresh one under the system's temporary folder unless said
 * @param {Record<string, unknown> | undefined} [options.settings] over the quiet ones
 * @param {boolean} [options.workspaceTrust] asks for trust as the desktop does; off unless said
 * @param {string | undefined} [options.token] to be given in each address; none is asked for unless said
 * @param {number} [options.port] a free one unless said
 * @param {boolean} [options.acceptsPayload] whether an address may name an extension under development; on unless said
 * @param {string | undefined} [options.language] in which extensions are asked to speak; VS Code itself stays English, as it does unless said
 * @param {NodeJS.ProcessEnv} [options.env] reaches the extension host
 * @returns {Promise<Server>}
 * @throws {Error} with what it printed, when it does not listen within a minute
 */
export async function startServer(options = {}) {
  const {
    build = 'newest',
    settings = {},
    workspaceTrust = false,
    token,
    port = 0,
    acceptsPayload = true,
    language,
    env = {},
  } = options;
  const { node, root, serverMain, vscodeVersion, needsSmokeTestDriver } = await serverBuild(build);
  const dataFolder = options.dataFolder ?? (await mkdtemp(path.join(tmpdir(), 'verbatim-server-')));
  const userFolder = path.join(dataFolder, 'data/User');
  await writeSettings(userFolder, { ...quietSettings, ...settings });
  const args = [
    serverMain,
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--server-data-dir',
    dataFolder,
    '--telemetry-level',
    'off',
  ];
  args.push('--accept-server-license-terms');
  args.push(...(token ? ['--connection-token', token] : ['--without-connection-token']));
  if (language) {
    await writeEmptyLanguagePack(language, dataFolder);
    args.push('--locale', language);
  }
  if (!workspaceTrust) {
    args.push('--disable-workspace-trust');
  }
  if (acceptsPayload && needsSmokeTestDriver) {
    args.push('--enable-smoke-test-driver');
  }
  const child = spawn(process.execPath, [keeper, node, ...args], {
    // a process group of its own, so that its children end with it; VS Code's own variables would make it a child of another window
    detached: process.platform !== 'win32',
    env: { ...withoutVsCode(process.env), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const pid = child.pid ?? 0;
  let output = '';
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => {
    child.on('error', (error) => {
      output += String(error);
      resolve();
    });
    child.on('close', () => resolve());
  });
  const keepData = options.dataFolder ? () => {} : removeOnEnding(dataFolder);
  const forget = onEnding(() => signal(pid, 'SIGKILL'));

  async function close() {
    signal(pid, 'SIGTERM');
    const timer = setTimeout(() => signal(pid, 'SIGKILL'), END_LIMIT_MS);
    await ended;
    clearTimeout(timer);
    signal(pid, 'SIGKILL'); // what is left of its group
    forget();
    if (!options.dataFolder) {
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      keepData();
    }
  }

  /** @type {Promise<number>} */
  const listening = new Promise((resolve) => {
    /** @param {Buffer} part */
    const read = (part) => {
      output = (output + part).slice(-KEPT_OUTPUT);
      const bound = /Extension host agent listening on (\d+)/.exec(output);
      if (bound) {
        resolve(Number(bound[1]));
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
  });
  let timer;
  const timeout = new Promise((resolve) => (timer = setTimeout(resolve, START_LIMIT_MS)));
  const bound = await Promise.race([listening, ended, timeout]);
  clearTimeout(timer);
  if (typeof bound !== 'number') {
    await close();
    throw new Error(
      `VS Code's server (${vscodeVersion}) did not start. Delete the folder .vscode-test if it looks broken. It printed:\n${output}`,
    );
  }
  return {
    authority: `127.0.0.1:${bound}`,
    vscodeVersion,
    root,
    dataFolder,
    userFolder,
    output: () => output,
    ended,
    close,
  };
}

/**
 * The address of a window.
 * @param {Server} server
 * @param {{ folder?: string | undefined, workspace?: string | undefined, token?: string | undefined, payload?: [string, string][] }} [window] `folder`
 *   and `workspace` (a .code-workspace file, which goes before a folder) are absolute paths; `payload` is what the desktop takes as flags, such as
 *   `["extensionDevelopmentPath", uri]`
 * @returns {string}
 */
export function windowAddress(server, { folder, workspace, token, payload } = {}) {
  const query = [];
  if (token) {
    query.push(`tkn=${encodeURIComponent(token)}`);
  }
  const shown = workspace ?? folder;
  if (shown) {
    const path = encodeURI(shown).replaceAll(/[?#&+]/g, encodeURIComponent);
    query.push(`${workspace ? 'workspace' : 'folder'}=${path}`);
  }
  if (payload) {
    query.push(`payload=${encodeURIComponent(JSON.stringify(payload))}`);
  }
  return `http://${server.authority}/?${query.join('&')}`;
}

/**
 * A path on the server's machine, as its windows name it.
 * @param {Server} server
 * @param {string} file an absolute path
 * @returns {string}
 */
export function remoteUri(server, file) {
  return `vscode-remote://${server.authority}${encodeURI(file).replaceAll(/[?#]/g, encodeURIComponent)}`;
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} name
 */
function signal(pid, name) {
  if (pid <= 0) {
    return;
  }
  try {
    if (process.platform === 'win32') {
      spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
    } else {
      process.kill(-pid, name);
    }
  } catch {
    // it had ended
  }
}

/** @param {NodeJS.ProcessEnv} env */
function withoutVsCode(env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith('VSCODE_') && name !== 'ELECTRON_RUN_AS_NODE'),
  );
}
