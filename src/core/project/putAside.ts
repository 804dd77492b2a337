import { joinPath, type StudyPath } from '../base/studyPath';
import type { StudyHost } from './host';

/**
 * Keeps bytes of a file below `.verbatim/copies`, out of what is synced; their digest in the path lets several of one name lie side by
 * side. Gives where they are. FileAccessError where that is refused.
 */
export async function putAside(
  { files, digest }: Pick<StudyHost, 'files' | 'digest'>,
  path: StudyPath,
  bytes: Uint8Array,
): Promise<StudyPath> {
  const name = (await digest(bytes)).slice('sha256:'.length, 'sha256:'.length + 12);
  const aside = joinPath('.verbatim/copies', name, path);
  await files.replace(aside, bytes);
  return aside;
}
