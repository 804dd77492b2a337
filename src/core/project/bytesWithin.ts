import type { StudyPath } from '../base/studyPath';
import { FileAccessError, type FilePort } from './host';

/** The bytes of a file, undefined where there is none; what a link keeps outside the study is as good as gone. */
export async function bytesWithin(files: FilePort, path: StudyPath): Promise<Uint8Array | undefined> {
  try {
    return await files.read(path);
  } catch (error) {
    if (error instanceof FileAccessError && error.reason === 'outside') return undefined;
    throw error;
  }
}
