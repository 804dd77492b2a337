/**
 * Studies for UI tests: copies in temporary folders, so that no test sees what another left.
 */
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/**
 * @typedef {object} TestFolder
 * @property {string} root
 * @property {string[]} [roots] the folders in it that a window shows; itself unless said
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

/**
 * A study whose export takes its time: one coder, one code, and as many segments.
 * @param {number} transcripts
 * @param {number} segments of each
 * @returns {Promise<TestFolder>}
 */
export async function longStudy(transcripts, segments) {
  const folder = await emptyFolder();
  await writeNightShifts(folder, '');
  let id = 0;
  for (let night = 1; night <= transcripts; night++) {
    const transcript = `transcripts/night${night}.txt`;
    let text = '';
    const rows = [];
    for (let time = 1; time <= segments; time++) {
      const quote = `I was tired in night ${night}, for the ${time}. time, and nobody asked.`;
      const start = text.length + 'R: '.length;
      text += `R: ${quote}\n\n`;
      rows.push({
        id: `00000000-0000-4000-8000-${String(id++).padStart(12, '0')}`,
        start,
        end: start + quote.length,
        quote,
        codings: [{ code: 'tiredness', at: '2026-11-01T09:00:00.000Z' }],
      });
    }
    const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
    const header = { verbatim: 'segments', version: 1, transcript, text: digest, coder: 'kim' };
    await folder.write(transcript, text);
    const lines = [header, ...rows].map((line) => `${JSON.stringify(line)}\n`);
    await folder.write(`coding/kim/segments/${transcript}.jsonl`, lines.join(''));
  }
  return folder;
}

/**
 * A folder with several roots in one window: the sample study in `first`, a small study in `second`, and a folder that is no study in
 * `third`, as far as they are named.
 * @param {('first' | 'second' | 'third')[]} roots
 * @returns {Promise<TestFolder>}
 */
export async function severalRoots(roots) {
  const folder = await emptyFolder('roots');
  if (roots.includes('first')) {
    await cp(path.join(repository, 'media/sample'), path.join(folder.root, 'first'), { recursive: true });
    await folder.write('first/.verbatim/local.json', '{"version":1,"coder":"coder1"}\n');
  }
  if (roots.includes('second')) {
    await writeNightShifts(folder, 'second/');
    await folder.write('second/transcripts/anna.txt', 'I: How are you?\n\nA: Tired, mostly. It is the nights.\n');
  }
  if (roots.includes('third')) {
    await folder.write('third/notes.txt', 'I: These are notes.\n\nA: Of no study.\n');
  }
  return { ...folder, roots: roots.map((root) => path.join(folder.root, root)) };
}

/**
 * Writes a study with one code and one coder, and no transcripts.
 * @param {TestFolder} folder
 * @param {string} at where in the folder: empty, or ends with a slash
 */
async function writeNightShifts(folder, at) {
  await folder.write(`${at}verbatim.yaml`, 'verbatim: 1\nname: Night shifts\ncodebooks: [codebooks/nights.yaml]\n');
  await folder.write(
    `${at}codebooks/nights.yaml`,
    'verbatim-codebook: 1\nid: nights\nname: Nights\ncodes:\n  - id: tiredness\n    name: Tiredness\n',
  );
  await folder.write(`${at}coding/kim/coder.yaml`, 'verbatim-coder: 1\nid: kim\nname: Kim Ng\n');
  await folder.write(`${at}.verbatim/local.json`, '{"version":1,"coder":"kim"}\n');
}
