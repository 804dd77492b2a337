import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Opens a file; where its folder is missing, makes it first. */
export async function openMakingFolder(absolute: string, flags: string, mode?: number): Promise<FileHandle> {
  try {
    return await open(absolute, flags, mode);
  } catch (error) {
    if (!isMissing(error)) throw error;
    await mkdir(dirname(absolute), { recursive: true });
    return open(absolute, flags, mode);
  }
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

export function isMissing(error: unknown): boolean {
  return hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR');
}
