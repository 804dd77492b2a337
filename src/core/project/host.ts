import type { Digester } from '../base/digest';
import type { Logger } from '../base/logger';
import type { StudyPath } from '../base/studyPath';

/** A file of the study as a listing gives it. */
export interface FileEntry {
  readonly path: StudyPath;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** Thrown by a port where the file system refuses: no permission, disk full, read-only, not reachable. */
export class FileAccessError extends Error {
  constructor(
    readonly path: string,
    readonly reason: 'no-permission' | 'no-space' | 'read-only' | 'unavailable',
    cause: unknown,
  ) {
    super(`“${path}” cannot be used: ${fileReasons[reason]}.`, { cause });
    this.name = 'FileAccessError';
  }
}

const fileReasons = {
  'no-permission': 'you have no permission',
  'no-space': 'the disk is full',
  'read-only': 'it is read-only',
  unavailable: 'the file system does not answer',
} as const;

/**
 * The files of one study, as core needs them. Paths are relative to the study. Each method throws FileAccessError where the file
 * system refuses. Nothing outside the study's folder can be named.
 */
export interface FilePort {
  /** Every file below the study, or below `folder`, that is not hidden there (`.git`, `.verbatim` …) nor in node_modules; sorted by path in code units. A missing folder is empty. */
  list(folder?: StudyPath): Promise<readonly FileEntry[]>;
  /** The bytes of a file, or undefined where there is none. */
  read(path: StudyPath): Promise<Uint8Array | undefined>;
  /**
   * Writes a file whole or not at all, making folders as needed; after it resolves the file survives a crash of the program. A
   * file keeps its permissions, one that is read-only is refused, and a link to a file stays: its target is written.
   */
  replace(path: StudyPath, bytes: Uint8Array): Promise<void>;
  /** Appends to a file (made where missing); after it resolves the bytes survive a crash of the program. */
  append(path: StudyPath, bytes: Uint8Array): Promise<void>;
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
  /** The time as ISO 8601 in UTC with milliseconds. */
  now(): string;
  /** A fresh UUID. */
  newId(): string;
  readonly log: Logger;
}
