/**
 * Studies for UI tests: copies in temporary folders, so that no test sees what another left.
 */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/**
 * @typedef {object} TestFolder
 * @property {string} root
 * @property {(file: string) => Promise<string>} read a file's text; '' where it is missing
 * @property {(file: string, text: string) => Promise<void>} write
 * @property {(file: string) => Promise<Record<string, unknown>[]>} rows of a file of JSON lines, without its header
 * @property {() => Promise<void>} remove
 */

/**
 * @param {string} [name] what the window calls it
 * @returns {Promise<TestFolder>} an empty folder
 */
export async function emptyFolder(name = 'study') {
  const parent = await mkdtemp(path.join(tmpdir(), 'verbatim-'));
  const root = path.join(parent, name);
  await mkdir(root);
  /** @param {string} file */
  const read = async (file) => readFile(path.join(root, file), 'utf8').catch(() => '');
  return {
    root,
    read,
    async write(file, text) {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true });
      await writeFile(path.join(root, file), text);
    },
    async rows(file) {
      const lines = (await read(file)).split('\n').filter((line) => line !== '');
      return lines.slice(1).map((line) => JSON.parse(line));
    },
    remove: () => rm(parent, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}

/**
 * A copy of the sample study.
 * @param {{ coder?: string | null, name?: string }} [options] who codes on this machine (null where nobody was chosen yet), and the folder's name
 * @returns {Promise<TestFolder>}
 */
export async function sampleStudy({ coder = 'coder1', name } = {}) {
  const folder = await emptyFolder(name);
  await cp(path.join(repository, 'media/sample'), folder.root, { recursive: true });
  if (coder !== null) {
    await folder.write('.verbatim/local.json', `${JSON.stringify({ version: 1, coder })}\n`);
  }
  return folder;
}
