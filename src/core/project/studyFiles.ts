import { isSlug } from '../base/ids';
import { joinPath, studyPath, type StudyPath } from '../base/studyPath';

/** The file that makes a folder a study. */
export const projectFileName = 'verbatim.yaml';

/** How the cases file is usually called. It counts only where verbatim.yaml names it. */
export const casesFileName = 'cases.yaml';

/** Who works on this machine; git-ignored. */
export const localPath = '.verbatim/local.json' as StudyPath;

/** True for the file of a free memo: a Markdown file right within memos/. */
export function isMemoPath(path: string): boolean {
  return /^memos\/[^/]+\.md$/.test(path);
}

const codingFolder = 'coding';

/** The file that says who a coder is. */
export function coderPath(coder: string): StudyPath {
  return joinPath(codingFolder, coder, 'coder.yaml');
}

/** The file of a coder's comments in threads. */
export function notesPath(coder: string): StudyPath {
  return joinPath(codingFolder, coder, 'notes.jsonl');
}

/** The file of one coder's segments in one transcript. */
export function segmentsPath(coder: string, transcript: StudyPath): StudyPath {
  return joinPath(codingFolder, coder, 'segments', `${transcript}.jsonl`);
}

/** The file that one window or process of a coder appends its audit trail to. */
export function logPath(coder: string, writer: string): StudyPath {
  return joinPath(codingFolder, coder, 'log', `${writer}.jsonl`);
}

/** What a path below coding/ is, or null for anything else. */
export type CodingFile =
  | { readonly kind: 'coder'; readonly coder: string }
  | { readonly kind: 'segments'; readonly coder: string; readonly transcript: StudyPath }
  | { readonly kind: 'log'; readonly coder: string; readonly writer: string }
  | { readonly kind: 'notes'; readonly coder: string };

/** Reads a path back into what the functions above made it from. The folder of a coder is a slug; any other is nobody's (`badCoderFolder`). */
export function codingFileOf(path: StudyPath): CodingFile | null {
  const file = inAnyFolder(path);
  return file !== null && isSlug(file.coder) ? file : null;
}

/** A file of segments, and whose they are. */
export interface SegmentsFileEntry {
  readonly path: StudyPath;
  readonly coder: string;
  readonly transcript: StudyPath;
}

/** The files of segments among some files, in their order. */
export function segmentsFilesAmong(files: readonly { readonly path: StudyPath }[]): SegmentsFileEntry[] {
  return files.flatMap(({ path }) => {
    const file = codingFileOf(path);
    return file?.kind === 'segments' ? [{ path, coder: file.coder, transcript: file.transcript }] : [];
  });
}

/** True for what may belong to the frame of a study, transcripts apart: YAML files, of those below coding/ the coders', memos, and comments. */
export function isFrameFile(path: StudyPath): boolean {
  const file = codingFileOf(path);
  return (
    file?.kind === 'coder' || file?.kind === 'notes' || (file === null && (/\.ya?ml$/.test(path) || isMemoPath(path)))
  );
}

/** The folder below coding/ that a file of coding lies in, where its name can be no coder's id; null for any other path. */
export function badCoderFolder(path: StudyPath): string | null {
  const file = inAnyFolder(path);
  return file === null || isSlug(file.coder) ? null : file.coder;
}

function inAnyFolder(path: StudyPath): CodingFile | null {
  const [top, coder, folder, ...rest] = path.split('/');
  if (top !== codingFolder || coder === undefined || folder === undefined) return null;
  if (rest.length === 0) {
    if (folder === 'coder.yaml') return { kind: 'coder', coder };
    if (folder === 'notes.jsonl') return { kind: 'notes', coder };
    return null;
  }
  const inner = rest.join('/');
  if (!inner.endsWith('.jsonl')) return null;
  const name = inner.slice(0, -'.jsonl'.length);
  if (folder === 'segments') {
    const transcript = studyPath(name);
    return transcript.ok ? { kind: 'segments', coder, transcript: transcript.value } : null;
  }
  if (folder === 'log' && rest.length === 1) return { kind: 'log', coder, writer: name };
  return null;
}
