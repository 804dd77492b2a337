import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fdatasync,
  fstatSync,
  fsync,
  lstatSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
  type Dirent,
} from 'node:fs';
import { readFile, unlink } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { compareCodeUnits } from '../../../core/base/order';
import { digestFromBytes, type Digest } from '../../../core/base/digest';
import { Queues } from '../../../core/base/queues';
import { studyPath, type StudyPath } from '../../../core/base/studyPath';
import { FileAccessError, type FileEntry, type FilePort } from '../../../core/project/host';
import { Spellings } from '../../../core/project/spellings';
import { discard, hasCode, isMissing, openMakingFolder } from './disk';
import { LockFile } from './lockFile';
import { Turns } from './turns';

/** Native SHA-256, synchronous. */
export function nodeDigest(bytes: Uint8Array): Digest {
  return digestFromBytes(createHash('sha256').update(bytes).digest());
}

/** Up to this many bytes a file is read at once: four times as fast as by promises, and far less than a moment. */
const smallFile = 1_000_000;

/** How long another process may hold a lock without a sign of life before it counts as left behind, in milliseconds. */
const patience = 15_000;

/** Below this folder lies what people coded: nothing is listed there that a link brings in from outside the study. */
const codingFolder = 'coding/';

/**
 * The files of a study on a local disk. A file is replaced through a temporary file in the same folder, fsync and rename; it keeps
 * its permissions, one that nobody may write is not replaced, and a link to a file stays a link: its target is replaced. An
 * append is followed by fdatasync. What waits for the disk itself (these two, and large files) does not hold up the process;
 * the small steps around it are done at once, since each by itself takes less than a promise. Names that the disk keeps decomposed (NFD) are found by their NFC path.
 *
 * Links are followed, each folder once. People link in transcripts that lie outside the study; below `coding/`, where that would
 * pass off other people's files as codings of this study, a link whose real path lies outside the study is not listed.
 */
export class NodeFilePort implements FilePort {
  private readonly spellings = new Spellings();
  private readonly queues = new Queues();
  private readonly turns = new Turns();

  constructor(
    private readonly root: string,
    private readonly staleAfter = patience,
  ) {}

  // The walk is synchronous: four times as fast as promises, and a study has hundreds of files, not millions.
  list(folder?: StudyPath): Promise<readonly FileEntry[]> {
    const found: FileEntry[] = [];
    try {
      if (folder === undefined) this.walk('', '', new Set(), found);
      else if (this.mayList(folder, this.absolute(folder))) this.walk(folder, this.spelling(folder), new Set(), found);
    } catch (error) {
      return Promise.reject(accessError(folder ?? this.root, error));
    }
    found.sort((a, b) => compareCodeUnits(a.path, b.path));
    return Promise.resolve(found);
  }

  async read(path: StudyPath): Promise<Uint8Array | undefined> {
    const absolute = this.absolute(path);
    await this.turns.give();
    try {
      const size = statSync(absolute, { throwIfNoEntry: false })?.size;
      if (size === undefined) return undefined;
      return size <= smallFile ? readFileSync(absolute) : await readFile(absolute);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw accessError(path, error);
    }
  }

  async replace(path: StudyPath, bytes: Uint8Array): Promise<void> {
    try {
      const { target, mode } = this.replaceable(path);
      const temporary = join(dirname(target), `.${randomBytes(6).toString('hex')}.tmp`);
      try {
        await writeDurably(temporary, bytes, mode);
        renameSync(temporary, target);
      } catch (error) {
        discard(temporary);
        throw error;
      }
    } catch (error) {
      throw accessError(path, error);
    }
  }

  async append(path: StudyPath, bytes: Uint8Array): Promise<void> {
    const target = this.absolute(path);
    try {
      const file = openMakingFolder(target, 'a');
      try {
        writeFileSync(file, bytes);
        await promisify(fdatasync)(file);
      } finally {
        closeSync(file);
      }
    } catch (error) {
      throw accessError(path, error);
    }
  }

  async remove(path: StudyPath): Promise<void> {
    try {
      await unlink(this.absolute(path));
    } catch (error) {
      if (!isMissing(error)) throw accessError(path, error);
    }
  }

  /** Waits for its turn among this process's writers of the file, then for the lock file that other processes see. */
  exclusively<T>(path: StudyPath, work: () => Promise<T>): Promise<T> {
    return this.queues.run(path, () => this.withLockFile(path, work));
  }

  private async withLockFile<T>(path: StudyPath, work: () => Promise<T>): Promise<T> {
    const name = createHash('sha256').update(path).digest('hex').slice(0, 32);
    const at = join(this.root, '.verbatim', 'locks', name);
    const lock = await LockFile.take(at, this.staleAfter).catch((error: unknown) => {
      throw accessError(path, error);
    });
    try {
      return await work();
    } finally {
      releaseOf(path, lock);
    }
  }

  /** Where the bytes of a file are kept, links followed, and the permissions that it has; undefined for a new file. */
  private replaceable(path: StudyPath): { readonly target: string; readonly mode?: number } {
    const absolute = this.absolute(path);
    const entry = lstatSync(absolute, { throwIfNoEntry: false });
    if (entry === undefined) return { target: absolute };
    const stats = entry.isSymbolicLink() ? statSync(absolute, { throwIfNoEntry: false }) : entry;
    // A link to a disk that is not there now: a file in its place would part the two for good.
    if (stats === undefined) throw new FileAccessError(path, 'unavailable', undefined);
    const mode = stats.mode & 0o777;
    if ((mode & 0o222) === 0) throw new FileAccessError(path, 'read-only', undefined);
    return { target: entry.isSymbolicLink() ? realpathSync(absolute) : absolute, mode };
  }

  private walk(path: string, spelled: string, visited: Set<string>, found: FileEntry[]): void {
    const absolute = join(this.root, spelled);
    let entries: Dirent[];
    try {
      const real = realpathSync(absolute);
      if (visited.has(real)) return;
      visited.add(real);
      entries = readdirSync(absolute, { withFileTypes: true });
    } catch (error) {
      if (isMissing(error)) return;
      throw error;
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const childSpelled = spelled === '' ? entry.name : `${spelled}/${entry.name}`;
      const child = studyPath(path === '' ? entry.name : `${path}/${entry.name}`);
      if (!child.ok) continue;
      const childAbsolute = join(this.root, childSpelled);
      const stats = statSync(childAbsolute, { throwIfNoEntry: false });
      if (stats === undefined) continue;
      if (entry.isSymbolicLink() && !this.mayList(child.value, childAbsolute)) continue;
      this.spellings.found(child.value, childSpelled);
      if (stats.isDirectory()) this.walk(child.value, childSpelled, visited, found);
      else if (stats.isFile()) {
        found.push({ path: child.value, size: stats.size, modified: stats.mtimeMs });
      }
    }
  }

  /** False for what a link below coding/ brings in from outside the study. `coding` itself may be kept elsewhere. */
  private mayList(path: StudyPath, absolute: string): boolean {
    if (!path.startsWith(codingFolder)) return true;
    try {
      const real = realpathSync(absolute);
      return ['.', codingFolder].some((home) =>
        `${real}${sep}`.startsWith(`${realpathSync(join(this.root, home))}${sep}`),
      );
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  spelling(path: StudyPath): string {
    return this.spellings.of(path);
  }

  private absolute(path: StudyPath): string {
    return join(this.root, this.spelling(path));
  }
}

async function writeDurably(absolute: string, bytes: Uint8Array, mode: number | undefined): Promise<void> {
  const file = openMakingFolder(absolute, 'wx', mode);
  try {
    // The mode of open() is cut by the umask.
    if (mode !== undefined && (fstatSync(file).mode & 0o777) !== mode) fchmodSync(file, mode);
    writeFileSync(file, bytes);
    await promisify(fsync)(file);
  } finally {
    closeSync(file);
  }
}

function releaseOf(path: string, lock: LockFile): void {
  try {
    lock.release();
  } catch (error) {
    throw accessError(path, error);
  }
}

function accessError(path: string, error: unknown): FileAccessError {
  if (error instanceof FileAccessError) return error;
  if (hasCode(error, 'EACCES') || hasCode(error, 'EPERM')) return new FileAccessError(path, 'no-permission', error);
  if (hasCode(error, 'ENOSPC') || hasCode(error, 'EDQUOT')) return new FileAccessError(path, 'no-space', error);
  if (hasCode(error, 'EROFS')) return new FileAccessError(path, 'read-only', error);
  return new FileAccessError(path, 'unavailable', error);
}
