import { fdatasync, fsync, lstatSync, mkdirSync, openSync, readlinkSync, realpathSync, unlinkSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Opens a file; where its folder is missing, makes it first. */
export function openMakingFolder(absolute: string, flags: string, mode?: number): number {
  try {
    return openSync(absolute, flags, mode);
  } catch (error) {
    if (!isMissing(error)) throw error;
    mkdirSync(dirname(absolute), { recursive: true });
    return openSync(absolute, flags, mode);
  }
}

/** Waits in the background until the disk has all of an open file: bytes, length and name. */
export function onDisk(file: number): Promise<void> {
  return new Promise((resolve, reject) => {
    fsync(file, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** The same for its bytes and length alone. */
export function bytesOnDisk(file: number): Promise<void> {
  return new Promise((resolve, reject) => {
    fdatasync(file, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Removes what was begun and failed; false where even that is refused. The first failure is what has to be told. */
export function discard(absolute: string): boolean {
  try {
    unlinkSync(absolute);
    return true;
  } catch (error) {
    // A hidden file too many harms nothing.
    return isMissing(error);
  }
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

export function isMissing(error: unknown): boolean {
  return hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR');
}

/** Links that are followed one after the other, as many as Linux does. */
const mostLinks = 40;

/**
 * A path with every link in it followed, whether anything is there or not: what is missing lies below the last folder that is there,
 * or where a link to nothing leads. Throws what the disk says, also of links in a circle.
 */
export function realPathOf(absolute: string, followed = 0): string {
  try {
    return realpathSync.native(absolute);
  } catch (error) {
    if (!isMissing(error) || followed > mostLinks) throw error;
  }
  const parent = dirname(absolute);
  if (parent === absolute) return absolute;
  const place = join(realPathOf(parent, followed), basename(absolute));
  const link = linkAt(place);
  return link === undefined ? place : realPathOf(resolve(dirname(place), link), followed + 1);
}

/** What a link says, or undefined where there is none. */
export function linkAt(absolute: string): string | undefined {
  // Mostly there is nothing: told so, and not by an error, which takes several times as long.
  if (lstatSync(absolute, { throwIfNoEntry: false }) === undefined) return undefined;
  try {
    return readlinkSync(absolute);
  } catch (error) {
    // EINVAL (on Windows UNKNOWN) says that there is something, but no link.
    if (isMissing(error) || hasCode(error, 'EINVAL') || hasCode(error, 'UNKNOWN')) return undefined;
    throw error;
  }
}
