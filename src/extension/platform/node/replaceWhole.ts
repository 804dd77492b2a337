import { randomBytes } from 'node:crypto';
import { rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openMakingFolder } from './disk';

/** A name that nothing has, in the folder of a file, so that what is written under it can take the file's place. */
export function temporaryBeside(target: string): string {
  return join(dirname(target), `.${randomBytes(6).toString('hex')}.tmp`);
}

/**
 * Puts a file in its place whole or not at all: what `write` gives goes into a `temporary` file beside it, which takes its name when
 * all of it is on the disk. `mode` is what it may be used for, where it is not what new files may. Throws the failure; what stood
 * there before stands there then.
 */
export async function replaceWhole(
  target: string,
  mode: number | undefined,
  write: (file: FileHandle) => Promise<void>,
  temporary = temporaryBeside(target),
): Promise<void> {
  try {
    const file = await openMakingFolder(temporary, 'wx', mode);
    try {
      // The mode of open() is cut by the umask.
      if (mode !== undefined && ((await file.stat()).mode & 0o777) !== mode) await file.chmod(mode);
      await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
