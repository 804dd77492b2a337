import { mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

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

/** Removes what was begun and failed. Where even that is refused, the first failure is what has to be told. */
export function discard(absolute: string): void {
  try {
    rmSync(absolute, { force: true });
  } catch {
    // A hidden file too many harms nothing.
  }
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

export function isMissing(error: unknown): boolean {
  return hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR');
}
