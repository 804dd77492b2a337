import { say } from '../base/say';
import type { Digest, Digester } from '../base/digest';
import type { Logger } from '../base/logger';
import type { Pause } from '../base/pause';
import { err, type Result } from '../base/result';
import type { StudyPath } from '../base/studyPath';

/** A file of the study as a listing gives it. */
export interface FileEntry {
  readonly path: StudyPath;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** Thrown by a port where the file system refuses (no permission, disk full, read-only, not reachable), and for what a link keeps outside the study. */
export class FileAccessError extends Error {
  /** Bundles that are loaded later have a class of their own; it is told by its name, so that they know each other's. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'FileAccessError';
  }

  constructor(
    readonly path: string,
    readonly reason: 'no-permission' | 'no-space' | 'read-only' | 'outside' | 'unavailable',
    cause: unknown,
  ) {
    super(say('“{0}” cannot be used: {1}.', path, fileReasons()[reason]), { cause });
    this.name = 'FileAccessError';
  }
}

/** The cause, and what the person can do about it. */
const fileReasons = () => ({
  'no-permission': say('you have no permission; change the permissions of the file and its folder, then try again'),
  'no-space': say('the disk is full; free some space, then try again'),
  'read-only': say('it is read-only; make it writable, then try again'),
  outside: say('a link in its path leads out of the study; put the file or folder itself in the place of the link'),
  unavailable: say('the file system does not answer; see that the disk or network folder is there, then try again'),
});

/** Work that tells in its outcome, as a sentence, what the file system refuses. Whatever else goes wrong is thrown. */
export async function unlessRefused<T>(work: () => Promise<Result<T, string>>): Promise<Result<T, string>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileAccessError) return err(error.message);
    throw error;
  }
}

/** As `unlessRefused`, for work that changes nothing where the file system refuses: the sentence says so. */
export async function nothingChangedIfRefused<T>(work: () => Promise<Result<T, string>>): Promise<Result<T, string>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileAccessError) return err(say('Nothing was changed: {0}', error.message));
    throw error;
  }
}

/** What work gives, or `otherwise` where the file system refuses: for what can be done without. */
export async function whereAllowed<T>(otherwise: T, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileAccessError) return otherwise;
    throw error;
  }
}

/** A link of the study whose end lies outside it. */
export interface LinkOut {
  readonly path: StudyPath;
  /** True where it leads to a folder; false for a file, and for what is not there now. */
  readonly isFolder: boolean;
}

/**
 * The files of one study, as core needs them. Paths are relative to the study. Each method throws FileAccessError where the file
 * system refuses. Nothing outside the study's folder can be named, nor reached by a link: one that leads out is not listed, and what
 * is named through it is neither read nor written (`outside`). Links to other places within the study are followed.
 */
export interface FilePort {
  /** Every file below the study, or below `folder`, that is not hidden there (`.git`, `.verbatim` …) nor in node_modules; sorted by path in code units. A missing folder is empty. */
  list(folder?: StudyPath): Promise<readonly FileEntry[]>;
  /** The links that lead out of the study, as far as listings have found them. */
  readonly linksOut: readonly LinkOut[];
  /** The bytes of a file, or undefined where there is none. */
  read(path: StudyPath): Promise<Uint8Array | undefined>;
  /** The digest of a file's bytes, or undefined where there is none; missing where the port has no quicker way than reading them. */
  digestOf?(path: StudyPath): Promise<Digest | undefined>;
  /**
   * Writes a file whole or not at all, making folders as needed; after it resolves the file survives a crash of the program. A
   * file keeps its permissions, one that is read-only is refused, and a link to a file stays: its target is written.
   */
  replace(path: StudyPath, bytes: Uint8Array): Promise<void>;
  /**
   * As `replace`, while no other process of this program writes the same file, and only where its bytes by then (undefined where there is
   * none) are what `isSeen` knows. Says whether it did; where it did not, nothing was changed. Missing where the port has no quicker way
   * than the three steps within `exclusively`.
   */
  replaceSeen?(
    path: StudyPath,
    bytes: Uint8Array,
    isSeen: (bytes: Uint8Array | undefined) => boolean,
  ): Promise<boolean>;
  /** Appends to a file (made where missing), after `head` where nothing is in it yet; after it resolves the bytes survive a crash of the program. */
  append(path: StudyPath, bytes: Uint8Array, head?: Uint8Array): Promise<void>;
  /** Removes a file; a missing one is no error. */
  remove(path: StudyPath): Promise<void>;
  /** Runs `work` while no other process of this program writes the same file: read, compare and replace within it. */
  exclusively<T>(path: StudyPath, work: () => Promise<T>): Promise<T>;
  /** The path as the file system spells it (some keep names decomposed), as far as listings have found it; for URIs and messages of other programs. */
  spelling(path: StudyPath): string;
}

/** What a study needs of the program around it. */
export interface StudyHost {
  readonly files: FilePort;
  readonly digest: Digester;
  /** Names this machine and its user: the same in every program here, another one elsewhere. Anything that can be a key of JSON. */
  readonly machine: string;
  /** The time as ISO 8601 in UTC with milliseconds. */
  now(): string;
  /** A fresh UUID. */
  newId(): string;
  readonly log: Logger;
  /** Called between steps of long work; where it is missing, long work is done in one go. */
  readonly pause?: Pause;
  /** Whether texts that codings are anchored to may be kept on this machine (`TextCache`); they are not where this is missing. */
  keepsTexts?(): boolean;
  /** Whether the index may be kept on this machine (`IndexStore`); it is not where this is missing. */
  keepsIndex?(): boolean;
}
