import { throwIfCancelled, type CancellationToken } from '../base/cancellation';
import { sameBytes } from '../base/sameBytes';
import type { StudyPath } from '../base/studyPath';
import type { FilePort } from './host';

/** A file of a new study. */
export interface NewFile {
  readonly path: StudyPath;
  readonly bytes: Uint8Array;
  /**
   * `new` is refused where another file is there; one that has the same bytes is left alone. `changed` takes the place of what was there
   * when the plan was made: `before`, undefined where there was nothing.
   */
  readonly kind: 'new' | 'changed';
  readonly before?: Uint8Array | undefined;
}

/** How far it has come: files that are there, of all. */
export type CreationProgress = (done: number, all: number, path: StudyPath) => void;

/** What became of it: done, or which files stand in the way; then nothing was written. */
export type Creation = { readonly done: true } | { readonly done: false; readonly inTheWay: readonly StudyPath[] };

/**
 * Writes the files of a new study in the order given, all or none: where one cannot be written, or the person cancels, what was
 * written is taken away again and what was changed is put back, unless somebody else has written to it meanwhile. A file that was there
 * before is never removed. Put the file that makes a folder a study last.
 * @throws CancelledError, and what the file system throws; all is as it was then, as far as the file system lets it
 */
export async function createStudy(
  files: FilePort,
  plan: readonly NewFile[],
  progress: CreationProgress,
  token: CancellationToken,
): Promise<Creation> {
  const inTheWay: StudyPath[] = [];
  const wanted: NewFile[] = [];
  for (const file of plan) {
    throwIfCancelled(token);
    const there = await files.read(file.path);
    if (there !== undefined && sameBytes(there, file.bytes)) continue;
    if (isAsPlanned(file, there)) wanted.push(file);
    else inTheWay.push(file.path);
  }
  if (inTheWay.length > 0) return { done: false, inTheWay };
  const written: NewFile[] = [];
  try {
    for (const file of wanted) {
      throwIfCancelled(token);
      // Somebody may have put a file there since.
      if (!isAsPlanned(file, await files.read(file.path))) {
        await takeBack(files, written);
        return { done: false, inTheWay: [file.path] };
      }
      written.push(file);
      await files.replace(file.path, file.bytes);
      progress(written.length, wanted.length, file.path);
    }
    throwIfCancelled(token);
  } catch (error) {
    await takeBack(files, written);
    throw error;
  }
  return { done: true };
}

function isAsPlanned({ kind, before }: NewFile, there: Uint8Array | undefined): boolean {
  if (kind === 'new' || before === undefined) return there === undefined;
  return there !== undefined && sameBytes(there, before);
}

/** Takes back what was written, the last first. One that cannot be taken back keeps none of the others. */
async function takeBack(files: FilePort, written: readonly NewFile[]): Promise<void> {
  for (const { path, bytes, before } of [...written].reverse()) {
    try {
      const there = await files.read(path);
      // What is not as it was written here is somebody else's by now.
      if (there === undefined || !sameBytes(there, bytes)) continue;
      if (before === undefined) await files.remove(path);
      else await files.replace(path, before);
    } catch {
      // The error that stopped the work is the one that counts.
    }
  }
}
