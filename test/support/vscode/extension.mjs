/**
 * Puts an extension where a server build finds it, as an installed one: any address then shows it, without flags.
 */
import { mkdir, mkdtemp, readFile, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serverBuild } from './serverBuild.mjs';
import { run } from './command.mjs';
import { removeOnEnding } from './ending.mjs';

/**
 * Links a built checkout into the extensions of a server that has not started yet. A link, so that building anew and reloading the
 * window is enough to see a change.
 * @param {string} extension the folder of package.json
 * @param {string} dataFolder the server's
 */
export async function linkExtension(extension, dataFolder) {
  const { publisher, name, version } = await readManifest(extension);
  const folder = path.join(dataFolder, 'extensions');
  await mkdir(folder, { recursive: true });
  // a junction needs no rights on Windows, and is an ordinary link elsewhere
  await symlink(path.resolve(extension), path.join(folder, `${publisher}.${name}-${version}`), 'junction');
}

/**
 * Installs a packaged extension, as a person does from a file.
 * @param {string} vsix
 * @param {string} dataFolder of a server that has not started yet
 * @param {import('./serverBuild.mjs').BuildName} [build]
 * @throws {Error} with what VS Code said, when it refuses the package
 */
export async function installVsix(vsix, dataFolder, build = 'newest') {
  const { node, serverMain } = await serverBuild(build);
  const said = await run(node, [
    serverMain,
    '--accept-server-license-terms',
    '--server-data-dir',
    dataFolder,
    '--install-extension',
    vsix,
  ]);
  if (!/successfully installed/.test(said)) {
    throw new Error(`VS Code did not install ${vsix}:\n${said}`);
  }
}

/** Folders of extensions in which packages of this run were installed. @type {Map<string, Promise<string>>} */
const installed = new Map();

/**
 * A folder of extensions with a package in it, installed by VS Code once a run; to be copied, not to be used in place.
 * @param {string} vsix
 * @param {import('./serverBuild.mjs').BuildName} [build]
 * @returns {Promise<string>}
 * @throws {Error} as `installVsix`
 */
export function extensionsWith(vsix, build = 'newest') {
  const key = `${build} ${vsix}`;
  const known = installed.get(key);
  if (known) return known;
  const made = install(vsix, build);
  installed.set(key, made);
  made.catch(() => installed.delete(key));
  return made;
}

/**
 * @param {string} vsix
 * @param {import('./serverBuild.mjs').BuildName} build
 */
async function install(vsix, build) {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'verbatim-installed-'));
  removeOnEnding(dataFolder);
  await installVsix(vsix, dataFolder, build);
  return path.join(dataFolder, 'extensions');
}

/**
 * The folder of an extension as VS Code unpacked it.
 * @param {string} vsix
 * @param {string} extension the folder of the package.json that was packed
 * @returns {Promise<string>}
 */
export async function unpackedVsix(vsix, extension) {
  return installedFolder(extension, await extensionsWith(vsix));
}

/**
 * The folder of an extension below a folder of extensions, as VS Code names it.
 * @param {string} extension the folder of its package.json
 * @param {string} folder
 * @returns {Promise<string>}
 */
export async function installedFolder(extension, folder) {
  const { publisher, name, version } = await readManifest(extension);
  return path.join(folder, `${publisher}.${name}-${version}`);
}

/**
 * @typedef {object} Manifest the parts of package.json that are read here
 * @property {string} publisher
 * @property {string} name
 * @property {string} version
 * @property {string} main
 * @property {{ viewsContainers?: { activitybar?: { title: string }[] } }} [contributes]
 */

/**
 * @param {string} extension the folder of package.json
 * @returns {Promise<Manifest>}
 */
export async function readManifest(extension) {
  return JSON.parse(await readFile(path.join(extension, 'package.json'), 'utf8'));
}

/**
 * The title of the extension's first icon in the activity bar.
 * @param {string} extension the folder of package.json
 * @returns {Promise<string | undefined>}
 */
export async function activityBarTitle(extension) {
  const title = (await readManifest(extension)).contributes?.viewsContainers?.activitybar?.[0]?.title;
  const key = /^%(.+)%$/.exec(title ?? '')?.[1];
  if (!key) {
    return title;
  }
  const texts = JSON.parse(await readFile(path.join(extension, 'package.nls.json'), 'utf8'));
  return typeof texts[key] === 'string' ? texts[key] : texts[key]?.message;
}
