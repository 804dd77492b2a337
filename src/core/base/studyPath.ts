import { say } from './say';
import { err, ok, type Result } from './result';

/** A path relative to the study's folder: `/` between names, no `.`/`..`/empty part, NFC. Safe to join to the study's root. */
export type StudyPath = string & { readonly __brand: 'StudyPath' };

/**
 * Checks a path that came from a file or a person. Backslashes are refused rather than guessed at; an absolute path, a drive
 * letter, `..`, a control character or an empty part is refused, so no file can point outside the study.
 */
export function studyPath(text: string): Result<StudyPath, string> {
  const path = text.normalize('NFC');
  if (path === '' || path.length > 1024) return err(say('A path inside the study has 1 to 1,024 characters.'));
  if (path.includes('\\')) return err(say('“{0}” has a backslash; write paths with “/”.', path));
  for (let i = 0; i < path.length; i++) {
    if (path.charCodeAt(i) < 0x20) return err(say('A path inside the study has no control characters.'));
  }
  if (/^[A-Za-z]:/.test(path) || path.startsWith('/')) return err(say('“{0}” is not relative to the study.', path));
  for (const part of path.split('/')) {
    if (part === '' || part === '.' || part === '..') return err(say('“{0}” has an empty, “.” or “..” part.', path));
  }
  return ok(path as StudyPath);
}

/** Joins names to a path; throws RangeError where the outcome is no study path (a programming error, not bad input). */
export function joinPath(...parts: readonly string[]): StudyPath {
  const joined = studyPath(parts.join('/'));
  if (!joined.ok) throw new RangeError(joined.error);
  return joined.value;
}

/** The last name of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder that holds a path, or '' at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The ending of the last name in lower case with its dot (`.vtt`), or ''. A name that begins with its only dot has none. */
export function extensionOf(path: string): string {
  const name = baseName(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot).toLowerCase() : '';
}

/** The last name of a path without its ending. */
export function fileTitle(path: string): string {
  const name = baseName(path);
  return name.slice(0, name.length - extensionOf(path).length);
}
