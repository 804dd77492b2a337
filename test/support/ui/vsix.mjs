/**
 * The packed extension that a person's clicks are tried on: what is installed is what is tested.
 */
import path from 'node:path';
import { buildAll } from '../build.mjs';
import { packExtension } from '../packExtension.mjs';
import { repository } from './study.mjs';

/** @type {Promise<string> | undefined} */
let packed;

/**
 * The file, packed once a run: by `npm test`, which names it, else here from a fresh build.
 * @returns {Promise<string>}
 */
export function testedVsix() {
  packed ??= process.env.VERBATIM_VSIX ? Promise.resolve(process.env.VERBATIM_VSIX) : pack();
  return packed;
}

async function pack() {
  await buildAll();
  const { file } = await packExtension({ file: path.join(repository, 'dist/test/verbatim.vsix') });
  return file;
}
