// Which folder `npm start` opens.
import { cp, readdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';

/**
 * The folder to open, and what is said of it. A named one is opened as it is; else the sample is copied once, and the copy is opened
 * as it was left from then on: what somebody coded in it is theirs.
 * @param {{ named: string | null, sample: string, copy: string }} where
 * @returns {Promise<{ folder: string, said: string }>}
 */
export async function startFolder({ named, sample, copy }) {
  if (named !== null) {
    const empty = (await readdir(named)).length === 0;
    const said = empty ? `${named} is empty, so there is no study yet: “New Study…” in VS Code makes one.` : '';
    return { folder: named, said };
  }
  if (existsSync(copy)) {
    return {
      folder: copy,
      said: `The copy of the sample study, as you left it: ${copy}\nDelete the folder for a fresh one.`,
    };
  }
  // Copied beside it first: a copy that was stopped half way would be taken for one that somebody emptied.
  const part = `${copy}.part`;
  await rm(part, { recursive: true, force: true });
  await cp(sample, part, { recursive: true });
  await rename(part, copy);
  return { folder: copy, said: `A copy of the sample study: ${copy}` };
}
