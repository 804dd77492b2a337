import type { StudyPath } from '../base/studyPath';
import type { FilePort } from './host';

/** A file of my segments that another program removed while its transcript is there. */
export interface LostSegments {
  readonly path: StudyPath;
  readonly transcript: StudyPath;
  /** What the file held; null where it is not in hand any more. */
  readonly bytes: Uint8Array | null;
}

/** Writes files again as they were; those that are there again are left alone. Gives how many were written. FileAccessError where that is refused. */
export async function putBack(files: FilePort, lost: readonly LostSegments[]): Promise<number> {
  let written = 0;
  for (const { path, bytes } of lost) {
    if (bytes === null) continue;
    await files.exclusively(path, async () => {
      if ((await files.read(path)) !== undefined) return;
      await files.replace(path, bytes);
      written++;
    });
  }
  return written;
}
