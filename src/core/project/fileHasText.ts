import type { StudyPath } from '../base/studyPath';
import { decodeStudyText } from '../text/decode';
import type { LfText } from '../text/lfText';
import type { FilePort } from './host';

/**
 * True where the file's text, with LF line ends and without a byte order mark, is this one. False where there is no such file, or none
 * in UTF-8. FileAccessError where it cannot be read.
 */
export async function fileHasText(files: FilePort, path: StudyPath, text: LfText): Promise<boolean> {
  const bytes = await files.read(path);
  const decoded = bytes && decodeStudyText(bytes);
  return decoded?.ok === true && decoded.value.text === text;
}
