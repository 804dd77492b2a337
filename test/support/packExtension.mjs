// Packs the built extension into the file that is installed (VSIX).
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { root } from './install.mjs';
import { packedReadme } from './packedReadme.mjs';
import { run } from './vscode/command.mjs';
import { vsixEntries } from './vscode/vsix.mjs';

/** A file of this many bytes or more is not made: people fetch it over hotel networks. */
export const vsixLimit = 3_000_000;

/** Keys of package.json that say how Verbatim is made, not what it is. */
const ofTheRepository = ['bin', 'devDependencies', 'prettier', 'private', 'scripts'];

const vsce = join(dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json')), 'vsce');

/**
 * @typedef {object} Packed
 * @property {string} file
 * @property {number} size in bytes
 * @property {string[]} entries names of the files in it
 */

/**
 * Packs what is built. The files that go in are copied aside first: package.json and the README are others there.
 * @param {object} options
 * @param {string} options.file to write
 * @param {string | undefined} [options.contentUrl] address that links of the README lead to
 * @param {string | undefined} [options.imagesUrl] address that its pictures come from
 * @returns {Promise<Packed>}
 * @throws {Error} where vsce refuses or warns, and where the file is too large
 */
export async function packExtension({ file, contentUrl, imagesUrl }) {
  const aside = join(root, 'dist/package');
  await rm(aside, { recursive: true, force: true });
  for (const path of await listFiles({ cwd: root, packageManager: PackageManager.None })) {
    await mkdir(dirname(join(aside, path)), { recursive: true });
    await cp(join(root, path), join(aside, path));
  }
  // Without it vsce warns that it takes all that it finds, which here is what it should.
  await writeFile(join(aside, '.vscodeignore'), '');
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  for (const key of ofTheRepository) delete manifest[key];
  await writeFile(join(aside, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const hasAddress = contentUrl !== undefined && imagesUrl !== undefined;
  await writeFile(join(aside, 'README.md'), hasAddress ? readme : packedReadme(readme));

  await mkdir(dirname(file), { recursive: true });
  const addresses = hasAddress ? ['--baseContentUrl', contentUrl, '--baseImagesUrl', imagesUrl] : [];
  const flags = ['--no-dependencies', '--allow-missing-repository', '--out', file, ...addresses];
  const said = await run(process.execPath, [vsce, 'package', ...flags], {
    cwd: aside,
    // There it would word warnings for another reader.
    env: { GITHUB_ACTIONS: '' },
    errorsToo: true,
  });
  if (/\bWARNING\b/.test(said)) throw new Error(`vsce warns:\n${said}`);
  const { size } = await stat(file);
  if (size >= vsixLimit) throw new Error(`${file} has ${size} bytes; the limit is ${vsixLimit}.`);
  return { file, size, entries: await vsixEntries(file) };
}
