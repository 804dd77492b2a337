import { closeSync, fchmodSync, fstatSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { discard, onDisk, openMakingFolder } from './disk';
import { uniqueName } from './uniqueName';

/** A name that nothing has, in the folder of a file, so that what is written under it can take the file's place. */
export function temporaryBeside(target: string): string {
  return join(dirname(target), `.${uniqueName()}.tmp`);
}

/**
 * Puts a file in its place whole or not at all: what `write` gives goes into a `temporary` file beside it, open under a number, which
 * takes its name when all of it is on the disk. `mode` is what it may be used for, where it is not what new files may. `mayReplace` is
 * asked while the disk takes the bytes, and has the last word. Says whether the file was replaced; throws the failure. Where it was not,
 * what stood there before stands there then.
 */
export async function replaceWhole(
  target: string,
  mode: number | undefined,
  write: (file: number) => void | Promise<void>,
  {
    temporary = temporaryBeside(target),
    mayReplace,
  }: { readonly temporary?: string; readonly mayReplace?: () => Promise<boolean> } = {},
): Promise<boolean> {
  try {
    const file = openMakingFolder(temporary, 'wx', mode);
    let isWanted = true;
    try {
      // The mode of open() is cut by the umask.
      if (mode !== undefined && (fstatSync(file).mode & 0o777) !== mode) fchmodSync(file, mode);
      await write(file);
      // Both come to an end before the file is closed, whatever becomes of either.
      const [flushed, asked] = await Promise.allSettled([onDisk(file), mayReplace?.() ?? true]);
      if (flushed.status === 'rejected') throw flushed.reason;
      if (asked.status === 'rejected') throw asked.reason;
      isWanted = asked.value;
    } finally {
      closeSync(file);
    }
    if (isWanted) renameSync(temporary, target);
    else discard(temporary);
    return isWanted;
  } catch (error) {
    discard(temporary);
    throw error;
  }
}
