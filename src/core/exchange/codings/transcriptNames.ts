import { baseName, extensionOf, type StudyPath } from '../../base/studyPath';

/**
 * How a codings file may name the transcripts of a study: by path, and by file name with or without its ending. A name that several
 * share stands for none of them (null), unless it is the path of one.
 */
export function transcriptNames(paths: readonly StudyPath[]): ReadonlyMap<string, StudyPath | null> {
  const names = new Map<string, StudyPath | null>();
  for (const path of paths) {
    const name = baseName(path);
    for (const short of new Set([name, name.slice(0, name.length - extensionOf(name).length)])) {
      names.set(short, names.has(short) ? null : path);
    }
  }
  for (const path of paths) names.set(path, path);
  return names;
}
