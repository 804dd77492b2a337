import { createHash } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
  writeFileSync,
  type Dirent,
} from 'node:fs';
import { readFile, unlink } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { compareCodeUnits } from '../../../core/base/order';
import { digestFromBytes, type Digest } from '../../../core/base/digest';
import { Queues } from '../../../core/base/queues';
import { studyPath, type StudyPath } from '../../../core/base/studyPath';
import { FileAccessError, type FileEntry, type FilePort, type LinkOut } from '../../../core/project/host';
import { Spellings } from '../../../core/project/spellings';
import { bytesOnDisk, hasCode, isMissing, linkAt, openMakingFolder, realPathOf } from './disk';
import { LockFile } from './lockFile';
import { replaceWhole } from './replaceWhole';
import { pausing } from '../turns';

/** Native SHA-256, synchronous. */
export function nodeDigest(bytes: Uint8Array): Digest {
  return digestFromBytes(createHash('sha256').update(bytes).digest());
}

/** One for the whole process, since all that runs in it waits for the same turns. */
export const nodePause = pausing((then) => setImmediate(then));

/** Up to this many bytes a file is read at once: four times as fast as by promises, and far less than a moment. */
const smallFile = 1_000_000;

/** What files are read into for their digests. */
const piece = Buffer.allocUnsafeSlow(smallFile);

/** How long another process may hold a lock without a sign of life before it counts as left behind, in milliseconds. */
const patience = 15_000;

/**
 * The files of a study on a local disk. A file is replaced through a temporary file in the same folder, fsync and rename; it keeps
 * its permissions, one that nobody may write is not replaced, and a link to a file stays a link: its target is replaced. An
 * append is followed by fdatasync. What waits for the disk itself (these two, and large files) does not hold up the process;
 * the small steps around it are done at once, since each by itself takes less than a promise. Names that the disk keeps decomposed
 * (NFD) are found by their NFC path.
 *
 * Links within the study are followed, each folder once. A link that leads out is refused everywhere: a study may come from people
 * whom nobody knows, and what it links to (keys, other people's codings) is not to be read as a part of it, nor written over.
 */
export class NodeFilePort implements FilePort {
  private readonly spellings = new Spellings();
  private readonly queues = new Queues();
  private outside: readonly LinkOut[] = [];
  /** Where the study really lies, as it was at the last listing. */
  private home: string | undefined;

  constructor(
    private readonly root: string,
    private readonly staleAfter = patience,
  ) {}

  // The walk is synchronous: four times as fast as promises, and a study has hundreds of files, not millions.
  list(folder?: StudyPath): Promise<readonly FileEntry[]> {
    this.home = undefined;
    const walk: Walk = { found: [], outside: [], visited: new Set() };
    try {
      if (folder === undefined) this.walk('', '', walk);
      else if (this.holds(realPathOf(this.absolute(folder)))) this.walk(folder, this.spelling(folder), walk);
      else return Promise.resolve([]);
    } catch (error) {
      return Promise.reject(accessError(folder ?? this.root, error));
    }
    const elsewhere = this.outside.filter(({ path }) => folder !== undefined && !path.startsWith(`${folder}/`));
    this.outside = [...elsewhere, ...walk.outside];
    return Promise.resolve(walk.found.sort((a, b) => compareCodeUnits(a.path, b.path)));
  }

  get linksOut(): readonly LinkOut[] {
    return this.outside;
  }

  async read(path: StudyPath): Promise<Uint8Array | undefined> {
    await nodePause();
    try {
      const real = this.real(path);
      const size = statSync(real, { throwIfNoEntry: false })?.size;
      if (size === undefined) return undefined;
      return size <= smallFile ? readFileSync(real) : await readFile(real);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw accessError(path, error);
    }
  }

  /** Through one piece of memory for all files: that of a fresh one takes as long as the digest of a small file. */
  async digestOf(path: StudyPath): Promise<Digest | undefined> {
    await nodePause();
    try {
      const file = openSync(this.real(path), 'r');
      try {
        const hash = createHash('sha256');
        for (;;) {
          const read = readSync(file, piece, 0, piece.length, null);
          if (read === 0) return digestFromBytes(hash.digest());
          hash.update(read === piece.length ? piece : piece.subarray(0, read));
          if (read === piece.length) await nodePause();
        }
      } finally {
        closeSync(file);
      }
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw accessError(path, error);
    }
  }

  async replace(path: StudyPath, bytes: Uint8Array): Promise<void> {
    try {
      const { target, mode } = this.replaceable(path);
      await replaceWhole(target, mode, (file) => {
        writeFileSync(file, bytes);
      });
    } catch (error) {
      throw accessError(path, error);
    }
  }

  /**
   * The lock is taken, and what is there is read, while the disk takes the bytes: by then nothing but their name is missing. It is given
   * back after whoever waited here has begun what comes next, such as to write the log.
   */
  replaceSeen(
    path: StudyPath,
    bytes: Uint8Array,
    isSeen: (bytes: Uint8Array | undefined) => boolean,
  ): Promise<boolean> {
    return new Promise((resolve, reject) => {
      void this.queues.run(path, async () => {
        const taken: LockFile[] = [];
        try {
          const { target, mode } = this.replaceable(path);
          const write = (file: number): void => {
            writeFileSync(file, bytes);
          };
          const mayReplace = async (): Promise<boolean> => {
            taken.push(await this.lock(path));
            return isSeen(await this.read(path));
          };
          resolve(await replaceWhole(target, mode, write, { mayReplace }));
        } catch (error) {
          reject(accessError(path, error));
        }
        await new Promise(setImmediate);
        for (const lock of taken) lock.release();
      });
    });
  }

  async append(path: StudyPath, bytes: Uint8Array, head?: Uint8Array): Promise<void> {
    try {
      const file = openMakingFolder(this.real(path), 'a');
      try {
        const isNew = head !== undefined && fstatSync(file).size === 0;
        writeFileSync(file, isNew ? Buffer.concat([head, bytes]) : bytes);
        await bytesOnDisk(file);
      } finally {
        closeSync(file);
      }
    } catch (error) {
      throw accessError(path, error);
    }
  }

  async remove(path: StudyPath): Promise<void> {
    try {
      // A link is removed itself, wherever it leads; the folder that it lies in has to be the study's.
      const absolute = this.absolute(path);
      await unlink(join(this.within(path, realPathOf(dirname(absolute))), basename(absolute)));
    } catch (error) {
      if (!isMissing(error)) throw accessError(path, error);
    }
  }

  /** Waits for its turn among this process's writers of the file, then for the lock file that other processes see. */
  exclusively<T>(path: StudyPath, work: () => Promise<T>): Promise<T> {
    return this.queues.run(path, () => this.withLockFile(path, work));
  }

  private async withLockFile<T>(path: StudyPath, work: () => Promise<T>): Promise<T> {
    const lock = await this.lock(path).catch((error: unknown) => {
      throw accessError(path, error);
    });
    try {
      return await work();
    } finally {
      lock.release();
    }
  }

  private async lock(path: StudyPath): Promise<LockFile> {
    const name = createHash('sha256').update(path).digest('hex').slice(0, 32);
    const locks = join('.verbatim', 'locks');
    const at = join(this.within(locks, realPathOf(join(this.root, locks))), name);
    if (linkAt(at) !== undefined) throw new FileAccessError(join(locks, name), 'outside', undefined);
    return LockFile.take(at, this.staleAfter);
  }

  /** Where the bytes of a file are kept, links followed, and the permissions that it has; undefined for a new file. */
  private replaceable(path: StudyPath): { readonly target: string; readonly mode?: number } {
    const target = this.real(path);
    const stats = statSync(target, { throwIfNoEntry: false });
    if (stats === undefined) {
      // A link to what is not there now: a file in its place would part the two for good.
      if (linkAt(this.absolute(path)) !== undefined) throw new FileAccessError(path, 'unavailable', undefined);
      return { target };
    }
    const mode = stats.mode & 0o777;
    if ((mode & 0o222) === 0) throw new FileAccessError(path, 'read-only', undefined);
    return { target, mode };
  }

  private walk(path: string, spelled: string, walk: Walk): void {
    const absolute = join(this.root, spelled);
    let entries: Dirent[];
    try {
      const real = realpathSync.native(absolute);
      if (walk.visited.has(real)) return;
      walk.visited.add(real);
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
      const leads = entry.isSymbolicLink() ? this.leads(childAbsolute) : 'within';
      if (leads === 'nowhere') continue;
      const stats = statSync(childAbsolute, { throwIfNoEntry: false });
      if (leads === 'out') walk.outside.push({ path: child.value, isFolder: stats?.isDirectory() ?? false });
      if (leads === 'out' || stats === undefined) continue;
      this.spellings.found(child.value, childSpelled);
      if (stats.isDirectory()) this.walk(child.value, childSpelled, walk);
      else if (stats.isFile()) walk.found.push({ path: child.value, size: stats.size, modified: stats.mtimeMs });
    }
  }

  /** Where a link leads; nowhere where it leads in a circle. */
  private leads(link: string): 'within' | 'out' | 'nowhere' {
    try {
      return this.holds(realPathOf(link)) ? 'within' : 'out';
    } catch (error) {
      if (hasCode(error, 'ELOOP')) return 'nowhere';
      throw error;
    }
  }

  /** Where a file lies, links followed. Throws where that is outside the study. */
  private real(path: StudyPath): string {
    return this.within(path, realPathOf(this.absolute(path)));
  }

  /** The real path, if it lies in the study; throws FileAccessError, which names `path`, where it does not. */
  private within(path: string, real: string): string {
    if (this.holds(real)) return real;
    throw new FileAccessError(path, 'outside', undefined);
  }

  private holds(real: string): boolean {
    const home = (this.home ??= realPathOf(this.root));
    return real === home || real.startsWith(home.endsWith(sep) ? home : `${home}${sep}`);
  }

  spelling(path: StudyPath): string {
    return this.spellings.of(path);
  }

  private absolute(path: StudyPath): string {
    return join(this.root, this.spelling(path));
  }
}

/** What a listing has come upon so far. */
interface Walk {
  readonly found: FileEntry[];
  readonly outside: LinkOut[];
  /** Real paths of the folders that it was in. */
  readonly visited: Set<string>;
}

function accessError(path: string, error: unknown): FileAccessError {
  if (error instanceof FileAccessError) return error;
  if (hasCode(error, 'EACCES') || hasCode(error, 'EPERM')) return new FileAccessError(path, 'no-permission', error);
  if (hasCode(error, 'ENOSPC') || hasCode(error, 'EDQUOT')) return new FileAccessError(path, 'no-space', error);
  if (hasCode(error, 'EROFS')) return new FileAccessError(path, 'read-only', error);
  return new FileAccessError(path, 'unavailable', error);
}
