import { say } from '../base/say';
import { parseJsonLine } from '../base/jsonLines';
import type { Problem } from '../base/problem';
import { baseName, folderOf, joinPath, type StudyPath } from '../base/studyPath';
import { readableText } from '../text/utf8';
import type { FileEntry, FilePort } from './host';
import { anyPattern } from './pathPattern';
import { codingFileOf, type CodingFile } from './studyFiles';

/** A copy that a synced folder made beside a file of the study, because two machines had written the file at once. */
export type ConflictCopy = { readonly path: StudyPath; readonly original: StudyPath } & (
  | { readonly kind: 'segments'; readonly coder: string; readonly transcript: StudyPath }
  | { readonly kind: 'log'; readonly coder: string }
  | { readonly kind: 'codebook' }
);

/** What the name of a file may be a copy of. `sure`: nobody but a program that syncs gives such a name. */
export interface PossibleOriginal {
  readonly path: StudyPath;
  readonly sure: boolean;
}

/** What programs put before the ending of a name: Dropbox, Nextcloud and ownCloud; Syncthing. */
const sureMarks = [/^(.+) \([^()]*conflicted copy[^()]*\)$/i, /^(.+)\.sync-conflict-\d{8}-\d{6}-[A-Z0-9]{7}$/];
/** The same in other languages; Finder, iCloud and Google Drive, which count. People give such names, too. */
const looseMarks = [/^(.+) \([^()]+\)$/, /^(.+) \d{1,3}$/];

/**
 * What the name of a JSON Lines or YAML file may be a copy of, by how Dropbox, OneDrive, Syncthing, Nextcloud, iCloud and others
 * name conflict copies. Whether there is such a file, and whether it is of the study, is not looked at.
 */
export function possibleOriginals(path: StudyPath): readonly PossibleOriginal[] {
  const [, stem, ending] = /^(.+)(\.(?:jsonl|ya?ml))$/.exec(baseName(path)) ?? [];
  if (stem === undefined || ending === undefined) return [];
  const named = (name: string, sure: boolean): PossibleOriginal => {
    const folder = folderOf(path);
    return { path: joinPath(...(folder === '' ? [] : [folder]), `${name}${ending}`), sure };
  };
  const found: PossibleOriginal[] = [];
  for (const [marks, sure] of [
    [sureMarks, true],
    [looseMarks, false],
  ] as const) {
    for (const mark of marks) {
      const name = mark.exec(stem)?.[1];
      if (name !== undefined) found.push(named(name, sure));
    }
  }
  // OneDrive puts the computer's name behind a hyphen; both may hold hyphens.
  for (let at = stem.indexOf('-', 1); at > 0 && at < stem.length - 1; at = stem.indexOf('-', at + 1)) {
    found.push(named(stem.slice(0, at), false));
  }
  return found;
}

/**
 * The conflict copies among the files of a study: of segments, logs and the codebooks that match `codebooks`, each only where its
 * original is there. Where people might have chosen the name themselves, the file has to say of itself that it is the same: the
 * same transcript and coder, writer and coder, or id of the codebook. What verbatim.yaml names outright is no copy.
 * Throws FileAccessError where such a file cannot be read.
 */
export async function conflictCopiesAmong(
  port: FilePort,
  files: readonly FileEntry[],
  codebooks: readonly string[],
): Promise<readonly ConflictCopy[]> {
  const there = new Set(files.map(({ path }) => path));
  const isCodebook = anyPattern(codebooks);
  const copies: ConflictCopy[] = [];
  for (const { path } of files) {
    if (codebooks.includes(path)) continue;
    for (const { path: original, sure } of possibleOriginals(path)) {
      if (!there.has(original)) continue;
      const copy = copyOf(path, original, codingFileOf(original), isCodebook);
      if (copy === null || !(sure || (await saysTheSame(port, copy)))) continue;
      copies.push(copy);
      break;
    }
  }
  return copies;
}

function copyOf(
  path: StudyPath,
  original: StudyPath,
  file: CodingFile | null,
  isCodebook: (path: string) => boolean,
): ConflictCopy | null {
  if (file?.kind === 'segments') {
    return { kind: 'segments', path, original, coder: file.coder, transcript: file.transcript };
  }
  if (file?.kind === 'log') return { kind: 'log', path, original, coder: file.coder };
  return file === null && isCodebook(original) ? { kind: 'codebook', path, original } : null;
}

async function saysTheSame(port: FilePort, copy: ConflictCopy): Promise<boolean> {
  const text = async (path: StudyPath): Promise<string> => readableText((await port.read(path)) ?? new Uint8Array());
  const [own, originals] = [identityOf(await text(copy.path), copy), identityOf(await text(copy.original), copy)];
  return own !== null && own === originals;
}

/** What a file says that it is, in one line of text; null where it does not say. */
function identityOf(text: string, { kind }: ConflictCopy): string | null {
  if (kind === 'codebook') return /^id:[ \t]*(\S+)/m.exec(text)?.[1] ?? null;
  const first = parseJsonLine(text.slice(0, Math.max(0, text.indexOf('\n'))));
  const header = first.ok && typeof first.value === 'object' ? (first.value as Record<string, unknown> | null) : null;
  const of = kind === 'segments' ? header?.['transcript'] : header?.['writer'];
  return typeof of === 'string' && header?.['verbatim'] === kind ? `${of}\n${String(header['coder'])}` : null;
}

/** Tells of a copy, and what to do with it. */
export function conflictCopyProblem({ kind, path, original }: ConflictCopy): Problem {
  return {
    severity: 'warning',
    rule: 'conflict-copy',
    message: say(
      'This is a copy of “{0}”, made by a synced folder when two machines wrote the file at once; it is not counted.',
      original,
    ),
    remedy:
      kind === 'codebook'
        ? say('Compare the two files, take over what only the copy has, and remove the copy.')
        : say(
            'Run “Verbatim: Join Conflict Copies…”: what only the copy has is added to the file, and the copy is put aside.',
          ),
    file: path,
  };
}
