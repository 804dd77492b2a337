import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { lstat, readFile, realpath, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { compareCodeUnits } from '../../../core/base/order';
import { digestFromBytes, type Digest } from '../../../core/base/digest';
import { Queues } from '../../../core/base/queues';
import { studyPath, type StudyPath } from '../../../core/base/studyPath';
import { FileAccessError, type FileEntry, type FilePort } from '../../../core/project/host';
import { Spellings } from '../../../core/project/spellings';
import { hasCode, isMissing, openMakingFolder } from './disk';
import { LockFile } from './lockFile';

/** Native SHA-256, synchronous. */
export function nodeDigest(bytes: Uint8Array): Digest {
  return digestFromBytes(createHash('sha256').update(bytes).digest());
}

/** How long another process may hold a lock without a sign of life before it counts as left behind, in milliseconds. */
const patience = 15_000;

/** Below this folder lies what people coded: nothing is listed there that a link brings in from outside the study. */
const codingFolder = 'coding/';

/**
 * The files of a study on a local disk. A file is replaced through a temporary file in the same folder, fsync and rename; it keeps
 * its permissions, one that nobody may write is not replaced, and a link to a file stays a link: its target is replaced. An
 * append is followed by fdatasync. Names that the disk keeps decomposed (NFD) are found by their NFC path.
 *
 * Links are followed, each folder once. People link in transcripts that lie outside the study; below `coding/`, where that would
 * pass off other people's files as codings of this study, a link whose real path lies outside the study is not listed.
 */
export class NodeFilePort implements FilePort {
  private readonly spellings = new Spellings();
  private readonly queues = new Queues();

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
    try {
      return await readFile(this.absolute(path));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw accessError(path, error);
    }
  }

  async replace(path: StudyPath, bytes: Uint8Array): Promise<void> {
    try {
      const { target, mode } = await this.replaceable(path);
      const temporary = join(dirname(target), `.${randomBytes(6).toString('hex')}.tmp`);
      try {
        await writeDurably(temporary, bytes, mode);
        await rename(temporary, target);
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => undefined);
        throw error;
      }
    } catch (error) {
      throw accessError(path, error);
    }
  }

  async append(path: StudyPath, bytes: Uint8Array): Promise<void> {
    const target = this.absolute(path);
    try {
      const file = await openMakingFolder(target, 'a');
      try {
        await file.appendFile(bytes);
        await file.datasync();
      } finally {
        await file.close();
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
      await lock.release().catch((error: unknown) => {
        throw accessError(path, error);
      });
    }
  }

  /** Where the bytes of a file are kept, links followed, and the permissions that it has; undefined for a new file. */
  private async replaceable(path: StudyPath): Promise<{ readonly target: string; readonly mode?: number }> {
    const absolute = this.absolute(path);
    try {
      const target = await realpath(absolute);
      const mode = (await stat(target)).mode & 0o777;
      if ((mode & 0o222) === 0) throw new FileAccessError(path, 'read-only', undefined);
      return { target, mode };
    } catch (error) {
      if (!isMissing(error)) throw error;
      const dangling = await lstat(absolute).then(
        () => true,
        () => false,
      );
      // A link to a disk that is not there now: a file in its place would part the two for good.
      if (dangling) throw new FileAccessError(path, 'unavailable', error);
      return { target: absolute };
    }
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
  const file = await openMakingFolder(absolute, 'wx', mode);
  try {
    // The mode of open() is cut by the umask.
    if (mode !== undefined && ((await file.stat()).mode & 0o777) !== mode) await file.chmod(mode);
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

function accessError(path: string, error: unknown): FileAccessError {
  if (error instanceof FileAccessError) return error;
  if (hasCode(error, 'EACCES') || hasCode(error, 'EPERM')) return new FileAccessError(path, 'no-permission', error);
  if (hasCode(error, 'ENOSPC') || hasCode(error, 'EDQUOT')) return new FileAccessError(path, 'no-space', error);
  if (hasCode(error, 'EROFS')) return new FileAccessError(path, 'read-only', error);
  return new FileAccessError(path, 'unavailable', error);
}
