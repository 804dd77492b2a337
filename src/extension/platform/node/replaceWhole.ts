import { randomBytes } from 'node:crypto';
import { closeSync, fchmodSync, fstatSync, fsync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { discard, openMakingFolder } from './disk';

/** A name that nothing has, in the folder of a file, so that what is written under it can take the file's place. */
export function temporaryBeside(target: string): string {
  return join(dirname(target), `.${randomBytes(6).toString('hex')}.tmp`);
}

/**
 * Puts a file in its place whole or not at all: what `write` gives goes into a `temporary` file beside it, open under a number, which
 * takes its name when all of it is on the disk. `mode` is what it may be used for, where it is not what new files may. Throws the
 * failure; what stood there before stands there then.
 */
export async function replaceWhole(
  target: string,
  mode: number | undefined,
  write: (file: number) => void | Promise<void>,
  temporary = temporaryBeside(target),
): Promise<void> {
  try {
    const file = openMakingFolder(temporary, 'wx', mode);
    try {
      // The mode of open() is cut by the umask.
      if (mode !== undefined && (fstatSync(file).mode & 0o777) !== mode) fchmodSync(file, mode);
      await write(file);
      await promisify(fsync)(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    discard(temporary);
    throw error;
  }
}
