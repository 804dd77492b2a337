/**
 * What `npm start` runs once all is built: opens a folder, or a copy of the sample study, in VS Code with this extension.
 *
 *     node test/support/start.mjs [folder] [--server] [--no-open] [--port=N] [--smoke [--command=Title]]
 *
 * VS Code is the one installed (`code`), else the desktop build that is downloaded, else (or with `--server`) a server build shown in
 * the browser, until Ctrl+C. `--smoke` opens the server build without a screen, waits for the extension's icon and for the command to
 * run, and ends with 0; its copy of the sample is a temporary one.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startFolder } from './startFolder.mjs';
import { readStartOptions } from './startOptions.mjs';
import { openWorkbench, startSession } from './ui.mjs';
import { exists, repositoryRoot } from './vscode/cache.mjs';
import { run } from './vscode/command.mjs';
import { desktopProgram } from './vscode/desktopBuild.mjs';
import { onEnding, removeOnEnding } from './vscode/ending.mjs';
import { activityBarTitle, linkExtension, readManifest } from './vscode/extension.mjs';
import { startServer, windowAddress } from './vscode/server.mjs';

const OLDEST_VSCODE = [1, 100];

const options = readStartOptions(process.argv.slice(2));
if (options === null) process.exit(0);
const extension = path.resolve(options.extension ?? repositoryRoot);
const sample = path.resolve(options.sample ?? path.join(extension, 'media/sample'));

/** Checks what a forgotten build would show only as a missing icon. */
async function checkBuilt() {
  const main = path.join(extension, (await readManifest(extension)).main);
  if (!(await exists(main)) && !(await exists(`${main}.js`))) {
    throw new Error(`The extension is not built: ${main} is missing. Run \`npm run build\` first.`);
  }
}

/**
 * @param {import('./startOptions.mjs').StartOptions} options
 * @returns {Promise<string>} the folder to open
 */
async function studyFolder({ folder: named, smoke }) {
  let copy = path.join(repositoryRoot, 'sample-copy');
  if (smoke) {
    const temporary = await mkdtemp(path.join(tmpdir(), 'verbatim-'));
    removeOnEnding(temporary);
    copy = path.join(temporary, 'sample');
  }
  const { folder, said } = await startFolder({ named, sample, copy });
  if (said !== '') console.log(said);
  return folder;
}

/**
 * @param {string} folder
 * @returns {Promise<boolean>} whether an installed or downloaded desktop shows it
 */
async function openDesktop(folder) {
  const hasScreen = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  const args = [`--extensionDevelopmentPath=${extension}`, folder];
  // root may start no Chromium without switching its sandbox off; and inside a remote window `code` is another program
  if (!hasScreen || process.getuid?.() === 0 || process.env.VSCODE_IPC_HOOK_CLI) {
    return false;
  }
  if (await hasRecentCode()) {
    await run('code', args);
    console.log('Opened in VS Code.');
    return true;
  }
  const program = await desktopProgram('stable');
  if (!program) {
    return false;
  }
  const data = await mkdtemp(path.join(tmpdir(), 'verbatim-vscode-'));
  removeOnEnding(data);
  const own = [
    `--user-data-dir=${path.join(data, 'u')}`,
    `--extensions-dir=${path.join(data, 'x')}`,
    '--skip-welcome',
    '--disable-updates',
  ];
  console.log('Opening VS Code; this ends when its window is closed.');
  const child = spawn(program, [...args, ...own], { stdio: 'ignore' });
  await new Promise((resolve) => child.on('close', resolve).on('error', resolve));
  return true;
}

async function hasRecentCode() {
  const said = await run('code', ['--version'], { timeoutMs: 15_000 }).catch(() => '');
  const [major = 0, minor = 0] = (said.split('\n')[0] ?? '').split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_VSCODE;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/**
 * @param {string} folder
 * @param {import('./startOptions.mjs').StartOptions} options
 */
async function openServer(folder, { port, open }) {
  const token = randomBytes(16).toString('hex');
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'verbatim-server-'));
  removeOnEnding(dataFolder);
  await linkExtension(extension, dataFolder);
  const server = await startServer({
    dataFolder,
    // The newest build opens a folder in Restricted Mode without asking unless told to ask.
    settings: { 'security.workspace.trust.startupPrompt': 'always' },
    workspaceTrust: true,
    acceptsPayload: false,
    token,
    port,
  });
  const address = windowAddress(server, { folder, token });
  console.log(`\nVS Code ${server.vscodeVersion} with Verbatim is open at\n\n  ${address}\n\nCtrl+C ends it.`);
  if (open) {
    openInBrowser(address);
  }
  onEnding(() => console.log('\nEnded.'));
  await server.ended;
  throw new Error(`VS Code's server ended by itself. It printed:\n${server.output()}`);
}

/** @param {string} address */
function openInBrowser(address) {
  const [program, ...args] = {
    darwin: ['open', address],
    win32: ['rundll32', 'url.dll,FileProtocolHandler', address],
  }[/** @type {'darwin' | 'win32'} */ (process.platform)] ?? ['xdg-open', address];
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return;
  }
  // without a browser to open, the printed address has to do
  spawn(/** @type {string} */ (program), args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

/**
 * @param {string} folder
 * @param {string | undefined} command
 */
async function smoke(folder, command) {
  const title = await activityBarTitle(extension);
  if (!title) {
    throw new Error('package.json names no view container in the activity bar, so there is nothing to wait for.');
  }
  const session = await startSession({ extension, workspaceTrust: true, token: randomBytes(16).toString('hex') });
  try {
    const workbench = await openWorkbench(session, { folder, trust: true });
    await workbench.openView(title);
    console.log(`VS Code ${session.server.vscodeVersion} shows ${title}.`);
    if (command) {
      await workbench.runCommand(command);
      console.log(`"${command}" ran.`);
    }
  } finally {
    await session.close();
  }
}

// Whoever started this one with a channel (startSample.mjs) was killed: what was started here ends, too.
process.on('disconnect', () => process.exit(1));
process.channel?.unref();

try {
  await checkBuilt();
  const folder = await studyFolder(options);
  if (options.smoke) await smoke(folder, options.command);
  else if (options.server || !(await openDesktop(folder))) await openServer(folder, options);
} catch (error) {
  // Whoever only wants to try it is helped by what is wrong, not by where in this script.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
