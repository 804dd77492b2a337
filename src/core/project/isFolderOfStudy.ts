import { extensionOf, type StudyPath } from '../base/studyPath';
import { FileAccessError } from './host';
import type { Study } from './study';

/**
 * True for a folder that came or went with files in it: where that happens at once, VS Code may tell of the folder alone. A name with an
 * ending counts as that of a file, unless transcripts of the study are known below it.
 */
export async function isFolderOfStudy(
  { transcripts, host }: Pick<Study, 'transcripts' | 'host'>,
  path: StudyPath,
): Promise<boolean> {
  if (transcripts.some((one) => one.path.startsWith(`${path}/`))) return true;
  if (extensionOf(path) !== '') return false;
  try {
    return (await host.files.list(path)).length > 0;
  } catch (error) {
    if (error instanceof FileAccessError) return false;
    throw error;
  }
}
