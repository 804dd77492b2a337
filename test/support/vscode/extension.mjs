/**
 * Puts an extension where a server build finds it, as an installed one: any address then shows it, without flags.
 */
import { mkdir, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { serverBuild } from './serverBuild.mjs';
import { run } from './command.mjs';

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
