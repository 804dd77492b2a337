import * as vscode from 'vscode';
import { digestFromBytes, type Digest } from '../../../core/base/digest';
import { compareCodeUnits } from '../../../core/base/order';
import { studyPath, type StudyPath } from '../../../core/base/studyPath';
import { FileAccessError, type FileEntry, type FilePort } from '../../../core/project/host';

/** SHA-256 by the browser's own implementation. */
export async function webDigest(bytes: Uint8Array): Promise<Digest> {
  return digestFromBytes(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))));
}

/** `<name>.<16 hex digits of the digest>.new`: what a replacement looks like until it has taken its place. */
const replacement = /^(.+)\.([0-9a-f]{16})\.new$/;

/**
 * The files of a study through VS Code's file system: browsers, virtual and remote folders. There is no rename to rely on, so a
 * replacement is written beside the file under a name that holds its digest, then over the file, then removed; a listing that
 * finds a whole replacement reads it instead of the file that a crash may have left torn.
 */
export class WorkspaceFilePort implements FilePort {
  private readonly spelled = new Map<string, string>();
  private readonly recovered = new Map<StudyPath, Uint8Array>();
  private readonly queues = new Map<string, Promise<unknown>>();

  constructor(private readonly root: vscode.Uri) {}

  async list(folder?: StudyPath): Promise<readonly FileEntry[]> {
    const found: FileEntry[] = [];
    await this.walk(folder ?? '', folder === undefined ? '' : (this.spelled.get(folder) ?? folder), found);
    return found.sort((a, b) => compareCodeUnits(a.path, b.path));
  }

  async read(path: StudyPath): Promise<Uint8Array | undefined> {
    const recovered = this.recovered.get(path);
    if (recovered !== undefined) return recovered;
    try {
      return await vscode.workspace.fs.readFile(this.uri(path));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw accessError(path, error);
    }
  }

  async replace(path: StudyPath, bytes: Uint8Array): Promise<void> {
    const target = this.uri(path);
    const digest = (await webDigest(bytes)).slice('sha256:'.length, 'sha256:'.length + 16);
    const beside = target.with({ path: `${target.path}.${digest}.new` });
    try {
      await vscode.workspace.fs.writeFile(beside, bytes);
      if (!sameBytes(await vscode.workspace.fs.readFile(beside), bytes)) {
        throw new Error('What was written does not read back.');
      }
      await vscode.workspace.fs.writeFile(target, bytes);
      await vscode.workspace.fs.delete(beside);
      this.recovered.delete(path);
    } catch (error) {
      throw accessError(path, error);
    }
  }

  async append(path: StudyPath, bytes: Uint8Array): Promise<void> {
    const before = (await this.read(path)) ?? new Uint8Array();
    const joined = new Uint8Array(before.length + bytes.length);
    joined.set(before);
    joined.set(bytes, before.length);
    await this.replace(path, joined);
  }

  async remove(path: StudyPath): Promise<void> {
    this.recovered.delete(path);
    try {
      await vscode.workspace.fs.delete(this.uri(path));
    } catch (error) {
      if (!isMissing(error)) throw accessError(path, error);
    }
  }

  /** Writers of this window take turns; other programs are noticed by reading and comparing before the write. */
  async exclusively<T>(path: StudyPath, work: () => Promise<T>): Promise<T> {
    const before = this.queues.get(path) ?? Promise.resolve();
    const run = before.catch(() => undefined).then(work);
    this.queues.set(path, run);
    try {
      return await run;
    } finally {
      if (this.queues.get(path) === run) this.queues.delete(path);
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
    await Promise.all(
      entries.map(async ([name, type]) => {
        if (name.startsWith('.') || name === 'node_modules') return;
        const child = studyPath(path === '' ? name : `${path}/${name}`);
        if (!child.ok) return;
        const childSpelled = spelled === '' ? name : `${spelled}/${name}`;
        if ((type & vscode.FileType.Directory) !== 0) return this.walk(child.value, childSpelled, found);
        if ((type & vscode.FileType.File) === 0) return;
        if (await this.recover(child.value, childSpelled)) return;
        if (childSpelled !== child.value) this.spelled.set(child.value, childSpelled);
        const stat = await vscode.workspace.fs.stat(this.uri(child.value));
        found.push({ path: child.value, size: stat.size, modified: stat.mtime });
      }),
    );
  }

  /** True where the file is a replacement; a whole one then stands in for its file. */
  private async recover(path: StudyPath, spelled: string): Promise<boolean> {
    const match = replacement.exec(path);
    if (match?.[1] === undefined) return false;
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.root, spelled));
    const target = studyPath(match[1]);
    if (target.ok && (await webDigest(bytes)).startsWith(`sha256:${match[2] ?? ''}`)) {
      this.recovered.set(target.value, bytes);
    }
    return true;
  }

  private uri(path: StudyPath): vscode.Uri {
    return vscode.Uri.joinPath(this.root, this.spelled.get(path) ?? path);
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
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
