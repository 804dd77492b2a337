import * as vscode from 'vscode';
import { digestFromBytes, type Digest } from '../../../core/base/digest';
import { sameBytes } from '../../../core/base/sameBytes';
import { compareCodeUnits } from '../../../core/base/order';
import { Queues } from '../../../core/base/queues';
import { folderOf, studyPath, type StudyPath } from '../../../core/base/studyPath';
import { FileAccessError, type FileEntry, type FilePort, type LinkOut } from '../../../core/project/host';
import { Spellings } from '../../../core/project/spellings';
import { fileAfterCrash, mayBeUnderWay, replacementOf, type TimedBytes } from './leftover';

/** SHA-256 by the browser's own implementation. */
export async function webDigest(bytes: Uint8Array): Promise<Digest> {
  return digestFromBytes(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))));
}

/**
 * The files of a study through VS Code's file system: browsers, virtual and remote folders. There is no rename to rely on, so a
 * replacement is written beside the file under a name that holds its digest, then over the file, then removed. A listing that
 * finds a replacement left behind completes what a crash interrupted, or drops it where the file was written since. One that is young
 * may be another window's, at work: it is read, and left to that window.
 */
export class WorkspaceFilePort implements FilePort {
  /** None is known: VS Code’s file system does not tell where a link leads, and browsers have no links. */
  readonly linksOut: readonly LinkOut[] = [];
  private readonly spellings = new Spellings();
  /** Where a replacement cannot be written over its file (read-only), or not yet: it is read instead, for as long as it is there. */
  private readonly standIns = new Map<StudyPath, vscode.Uri>();
  private readonly queues = new Queues();
  /** Replacing a file and completing its replacement take turns. */
  private readonly replacing = new Queues();

  constructor(
    private readonly root: vscode.Uri,
    private readonly now: () => number = Date.now,
  ) {}

  async list(folder?: StudyPath): Promise<readonly FileEntry[]> {
    const found: FileEntry[] = [];
    await this.walk(folder ?? '', folder === undefined ? '' : this.spelling(folder), found);
    return found.sort((a, b) => compareCodeUnits(a.path, b.path));
  }

  async read(path: StudyPath): Promise<Uint8Array | undefined> {
    try {
      const standIn = this.standIns.get(path);
      return (standIn && (await contentOf(standIn))) ?? (await contentOf(this.uri(path)));
    } catch (error) {
      if (await this.liesBelowFile(path)) return undefined;
      throw accessError(path, error);
    }
  }

  replace(path: StudyPath, bytes: Uint8Array): Promise<void> {
    return this.replacing.run(path, () => this.write(path, bytes));
  }

  append(path: StudyPath, bytes: Uint8Array, head = new Uint8Array()): Promise<void> {
    return this.replacing.run(path, async () => {
      const there = (await this.read(path)) ?? new Uint8Array();
      const before = there.length === 0 ? head : there;
      const joined = new Uint8Array(before.length + bytes.length);
      joined.set(before);
      joined.set(bytes, before.length);
      await this.write(path, joined);
    });
  }

  async remove(path: StudyPath): Promise<void> {
    try {
      const standIn = this.standIns.get(path);
      if (standIn) await removeIfThere(standIn);
      this.standIns.delete(path);
      await removeIfThere(this.uri(path));
    } catch (error) {
      throw accessError(path, error);
    }
  }

  /** Writers of this window take turns; other programs are noticed by reading and comparing before the write. */
  exclusively<T>(path: StudyPath, work: () => Promise<T>): Promise<T> {
    return this.queues.run(path, work);
  }

  spelling(path: StudyPath): string {
    return this.spellings.of(path);
  }

  private async write(path: StudyPath, bytes: Uint8Array): Promise<void> {
    const target = this.uri(path);
    const digest = (await webDigest(bytes)).slice('sha256:'.length, 'sha256:'.length + 16);
    const beside = target.with({ path: `${target.path}.${digest}.new` });
    let before: Uint8Array | undefined;
    try {
      before = await contentOf(target);
      await vscode.workspace.fs.writeFile(beside, bytes);
      if (!sameBytes(await vscode.workspace.fs.readFile(beside), bytes)) {
        throw new Error('What was written does not read back.');
      }
      await vscode.workspace.fs.writeFile(target, bytes);
    } catch (error) {
      await this.giveUp(target, before, beside);
      throw accessError(path, error);
    }
    const standIn = this.standIns.get(path);
    this.standIns.delete(path);
    // The file is written, whatever becomes of these: a listing drops what stays.
    for (const left of [beside, standIn]) if (left) await removeIfThere(left).catch(() => undefined);
  }

  /** Takes back a replacement that was refused, so that no listing puts it in place later; one whose file is torn by now has to stay. */
  private async giveUp(target: vscode.Uri, before: Uint8Array | undefined, beside: vscode.Uri): Promise<void> {
    try {
      if (sameContent(await contentOf(target), before)) await removeIfThere(beside);
    } catch {
      // The failure of the write is what has to be told.
    }
  }

  private async walk(path: string, spelled: string, found: FileEntry[]): Promise<void> {
    const folder = spelled === '' ? this.root : vscode.Uri.joinPath(this.root, spelled);
    let entries: [string, vscode.FileType][];
    try {
      entries = await vscode.workspace.fs.readDirectory(folder);
    } catch (error) {
      if (isMissing(error)) return;
      throw accessError(path, error);
    }
    const names = new Set<string>();
    const replacements = new Map<string, string[]>();
    const below: Promise<void>[] = [];
    for (const [name, type] of entries) {
      if (name.startsWith('.') || name === 'node_modules') continue;
      const child = studyPath(path === '' ? name : `${path}/${name}`);
      if (!child.ok) continue;
      const childSpelled = spelled === '' ? name : `${spelled}/${name}`;
      if ((type & vscode.FileType.Directory) !== 0) {
        this.spellings.found(child.value, childSpelled);
        below.push(this.walk(child.value, childSpelled, found));
      } else if ((type & vscode.FileType.File) !== 0) {
        const target = replacementOf(name)?.target;
        names.add(target ?? name);
        if (target !== undefined) replacements.set(target, [...(replacements.get(target) ?? []), name]);
      }
    }
    const files = [...names].map(async (name) => {
      const child = studyPath(path === '' ? name : `${path}/${name}`);
      if (!child.ok) return;
      this.spellings.found(child.value, spelled === '' ? name : `${spelled}/${name}`);
      const left = replacements.get(name) ?? [];
      const uris = left.map((one) => vscode.Uri.joinPath(folder, one));
      try {
        if (uris.length > 0) await this.replacing.run(child.value, () => this.complete(child.value, uris));
        const stat = await statOf(this.standIns.get(child.value) ?? this.uri(child.value));
        if (stat && !isFolderStat(stat)) found.push({ path: child.value, size: stat.size, modified: stat.mtime });
      } catch (error) {
        throw accessError(child.value, error);
      }
    });
    await Promise.all([...files, ...below]);
  }

  /** Completes the newest whole replacement of a file or drops it where the file is newer; older ones are dropped with it. */
  private async complete(path: StudyPath, left: readonly vscode.Uri[]): Promise<void> {
    const read = await Promise.all(left.map(async (uri) => ({ uri, file: await wholeReplacement(uri) })));
    const whole = read.flatMap(({ uri, file }) => (file ? [{ uri, file }] : []));
    const [newest] = whole.sort((a, b) => b.file.modified - a.file.modified);
    this.standIns.delete(path);
    if (newest === undefined) return;
    const target = this.uri(path);
    if (await isFolder(target)) return;
    const chosen = fileAfterCrash(await timedBytes(target), newest.file);
    const isUnderWay = mayBeUnderWay(newest.file, this.now());
    if (isUnderWay && chosen === 'replacement') this.standIns.set(path, newest.uri);
    // Where its window has removed it by now, what was read of the file may be older than what stands there.
    if (isUnderWay || !(await statOf(newest.uri))) return;
    try {
      if (chosen === 'replacement') await vscode.workspace.fs.writeFile(target, newest.file.bytes);
      for (const { uri } of whole) await removeIfThere(uri);
    } catch {
      // The file system takes no writes: nothing is lost, what is the file is read from where it is, and the next listing tries again.
      if (chosen === 'replacement') this.standIns.set(path, newest.uri);
    }
  }

  /** True where a name above the path is that of a file, which some file systems tell of as an error of its own kind, some as any. */
  private async liesBelowFile(path: StudyPath): Promise<boolean> {
    for (let above = folderOf(path); above !== ''; above = folderOf(above)) {
      const stat = await statOf(vscode.Uri.joinPath(this.root, this.spelling(above as StudyPath))).catch(
        () => undefined,
      );
      if (stat) return !isFolderStat(stat);
    }
    return false;
  }

  private uri(path: StudyPath): vscode.Uri {
    return vscode.Uri.joinPath(this.root, this.spelling(path));
  }
}

/** A replacement whose bytes are those that its name tells of; undefined for a torn one and where there is none any more. */
async function wholeReplacement(uri: vscode.Uri): Promise<TimedBytes | undefined> {
  const digest = replacementOf(uri.path)?.digest ?? '';
  const file = await timedBytes(uri);
  return file && (await webDigest(file.bytes)).startsWith(`sha256:${digest}`) ? file : undefined;
}

async function timedBytes(uri: vscode.Uri): Promise<TimedBytes | undefined> {
  const stat = await statOf(uri);
  const bytes = stat && (await contentOf(uri));
  return bytes && { bytes, modified: stat.mtime };
}

function statOf(uri: vscode.Uri): Promise<vscode.FileStat | undefined> {
  return unlessMissing(vscode.workspace.fs.stat(uri));
}

function isFolderStat({ type }: vscode.FileStat): boolean {
  return (type & vscode.FileType.Directory) !== 0;
}

/** True where there is a folder; false where there is a file or nothing, or where it cannot be told. */
async function isFolder(uri: vscode.Uri): Promise<boolean> {
  const stat = await statOf(uri).catch(() => undefined);
  return stat !== undefined && isFolderStat(stat);
}

function contentOf(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  return unlessMissing(vscode.workspace.fs.readFile(uri));
}

function sameContent(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameBytes(a, b);
}

async function removeIfThere(uri: vscode.Uri): Promise<void> {
  await unlessMissing(vscode.workspace.fs.delete(uri));
}

async function unlessMissing<T>(asked: Thenable<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof vscode.FileSystemError && (error.code === 'FileNotFound' || error.code === 'FileNotADirectory')
  );
}

function accessError(path: string, error: unknown): FileAccessError {
  if (error instanceof FileAccessError) return error;
  if (error instanceof vscode.FileSystemError && error.code === 'NoPermissions') {
    return new FileAccessError(path, 'no-permission', error);
  }
  return new FileAccessError(path, 'unavailable', error);
}
