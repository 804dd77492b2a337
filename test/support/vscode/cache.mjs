/**
 * Where the harness keeps what it fetched: `.vscode-test/` at the repository's root, git-ignored. Deleting the folder is always safe.
 */
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root: three folders above this file. */
export const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/** The folder of everything fetched. `VERBATIM_CACHE` names another one, so that several checkouts can share it. */
export const cacheFolder = path.resolve(process.env.VERBATIM_CACHE || path.join(repositoryRoot, '.vscode-test'));

/** A lock whose holder died is broken after this long, should its process id have been taken by another process. */
const LOCK_IS_STALE_AFTER_MS = 15 * 60_000;
const LOCK_POLL_MS = 300;
const DONE_MARKER = 'is-complete';

/**
 * A folder of the cache, made once: `fill` writes into a fresh folder that takes its final name only when `fill` succeeded.
 * Any number of processes may ask for the same folder at once; one fills it, the others wait.
 * @param {string} name the folder's name; holds the version, since what stands there is never renewed
 * @param {(folder: string) => Promise<void>} fill
 * @returns {Promise<string>} the folder's absolute path
 * @throws what `fill` throws; nothing is kept then, so the next call tries again
 */
export async function cached(name, fill) {
  const folder = path.join(cacheFolder, name);
  if (await exists(path.join(folder, DONE_MARKER))) {
    return folder;
  }
  await mkdir(cacheFolder, { recursive: true });
  const unlock = await lock(`${folder}.lock`);
  try {
    if (!(await exists(path.join(folder, DONE_MARKER)))) {
      const unfinished = `${folder}.unfinished`;
      await rm(unfinished, { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
      await mkdir(unfinished, { recursive: true });
      await fill(unfinished);
      await writeFile(path.join(unfinished, DONE_MARKER), '');
      await rename(unfinished, folder);
    }
  } finally {
    await unlock();
  }
  return folder;
}

/**
 * @param {string} file
 * @returns {Promise<boolean>}
 */
export async function exists(file) {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/**
 * Takes the lock, waiting for its holder to end or to release it.
 * @param {string} folder made by the holder, since making a folder is atomic everywhere
 * @returns {Promise<() => Promise<void>>} releases it
 */
async function lock(folder) {
  const holder = path.join(folder, 'pid');
  for (let waited = false; ; waited = true) {
    try {
      await mkdir(folder);
      await writeFile(holder, String(process.pid));
      return () => rm(folder, { recursive: true, force: true });
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') {
        throw error;
      }
    }
    if (await isAbandoned(folder, holder)) {
      await rm(folder, { recursive: true, force: true });
      continue;
    }
    if (!waited) {
      console.log(`Waiting for another process to fill ${folder.replace(/\.lock$/, '')} …`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOCK_POLL_MS));
  }
}

/**
 * @param {string} folder
 * @param {string} holder
 */
async function isAbandoned(folder, holder) {
  const made = await stat(folder).catch(() => undefined);
  if (!made) {
    return false;
  }
  const age = Date.now() - made.mtimeMs;
  const pid = Number(await readFile(holder, 'utf8').catch(() => ''));
  return age > LOCK_IS_STALE_AFTER_MS || (pid > 0 ? !isAlive(pid) : age > 10_000);
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
