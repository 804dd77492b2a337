/**
 * `npm start`: opens a copy of the sample study in VS Code with this extension.
 *
 *     node test/support/start.mjs [folder] [--server] [--no-open] [--port=N] [--smoke [--command=Title]]
 *
 * `folder` is opened as it is when it holds something, else it becomes the copy. VS Code is the one installed (`code`), else the
 * desktop build that is downloaded, else (or with `--server`) a server build shown in the browser, until Ctrl+C.
 * `--smoke` opens the server build without a screen, waits for the extension's icon and for the command to run, and ends with 0.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openWorkbench, startSession } from './ui.mjs';
import { exists, repositoryRoot } from './vscode/cache.mjs';
import { run } from './vscode/command.mjs';
import { desktopProgram } from './vscode/desktopBuild.mjs';
import { onEnding, removeOnEnding } from './vscode/ending.mjs';
import { activityBarTitle, linkExtension, readManifest } from './vscode/extension.mjs';
import { startServer, windowAddress } from './vscode/server.mjs';

const OLDEST_VSCODE = [1, 100];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    smoke: { type: 'boolean', default: false },
    server: { type: 'boolean', default: false },
    'no-open': { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
    command: { type: 'string' },
    extension: { type: 'string', default: repositoryRoot },
    sample: { type: 'string' },
  },
});

const extension = path.resolve(values.extension);
const sample = path.resolve(values.sample ?? path.join(extension, 'media/sample'));

/** Checks what a forgotten build would show only as a missing icon. */
async function checkBuilt() {
  const main = path.join(extension, (await readManifest(extension)).main);
  if (!(await exists(main)) && !(await exists(`${main}.js`))) {
    throw new Error(`The extension is not built: ${main} is missing. Run \`npm run build\` first.`);
  }
}

/** @returns {Promise<string>} the folder to open */
async function studyFolder() {
  const named = positionals[0];
  const folder = named ? path.resolve(named) : path.join(await mkdtemp(path.join(tmpdir(), 'verbatim-')), 'sample');
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length === 0) {
    await cp(sample, folder, { recursive: true });
    console.log(`A copy of the sample study: ${folder}`);
  }
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

/** @param {string} folder */
async function openServer(folder) {
  const token = randomBytes(16).toString('hex');
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'verbatim-server-'));
  removeOnEnding(dataFolder);
  await linkExtension(extension, dataFolder);
  const port = Number(values.port);
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
  if (!values['no-open']) {
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

/** @param {string} folder */
async function smoke(folder) {
  const title = await activityBarTitle(extension);
  if (!title) {
    throw new Error('package.json names no view container in the activity bar, so there is nothing to wait for.');
  }
  const session = await startSession({ extension, workspaceTrust: true, token: randomBytes(16).toString('hex') });
  try {
    const workbench = await openWorkbench(session, { folder, trust: true });
    await workbench.openView(title);
    console.log(`VS Code ${session.server.vscodeVersion} shows ${title}.`);
    if (values.command) {
      await workbench.runCommand(values.command);
      console.log(`"${values.command}" ran.`);
    }
  } finally {
    await session.close();
  }
}

// Whoever started this one with a channel (startSample.mjs) was killed: what was started here ends, too.
process.on('disconnect', () => process.exit(1));
process.channel?.unref();

await checkBuilt();
const folder = await studyFolder();
if (values.smoke) {
  if (!positionals[0]) {
    removeOnEnding(path.dirname(folder));
  }
  await smoke(folder);
} else if (values.server || !(await openDesktop(folder))) {
  await openServer(folder);
}
