// Installs the peers of the benchmarks, in the versions of their own lock file, into dist: apart from what the extension is built of.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../support/install.mjs';

const kept = join(root, 'test/bench/peers');
const folder = join(root, 'dist/bench/peers');

/** Installs the peers where they are missing or of other versions. */
function installPeers() {
  const lock = readFileSync(join(kept, 'package-lock.json'), 'utf8');
  const there = join(folder, 'package-lock.json');
  const installed = existsSync(join(folder, 'node_modules/.package-lock.json'));
  if (installed && existsSync(there) && readFileSync(there, 'utf8') === lock) return;
  mkdirSync(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(kept, name), join(folder, name));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('The peers could not be installed.');
}

/** @param {string} path below node_modules @returns {Promise<any>} */
const load = (path) => import(pathToFileURL(join(folder, 'node_modules', path)).href);

/** Gives the peers that spans in a text are held against. */
export async function spanPeers() {
  installPeers();
  const codeMirror = await load('@codemirror/state/dist/index.js');
  const { default: Flatbush } = await load('flatbush/index.js');
  const vsCode = await load('monaco-editor/esm/vs/editor/common/model/intervalTree.js');
  return { codeMirror, Flatbush, vsCode };
}

/** Gives the peers that re-anchoring is held against. */
export async function anchoringPeers() {
  installPeers();
  const { default: fastDiff } = await load('fast-diff/diff.js');
  const { default: search } = await load('approx-string-match/build/src/index.js');
  return { fastDiff: fastDiff.default ?? fastDiff, search };
}
