import * as vscode from 'vscode';

interface File {
  readonly bytes: Uint8Array;
  readonly modified: number;
}

/**
 * Files in memory behind VS Code's own file system, which calls this as it calls any provider. It can refuse, and it can stop in the
 * middle of a write as a crash does.
 */
export class FaultyFileSystem implements vscode.FileSystemProvider {
  readonly files = new Map<string, File>();
  /** What a write of a path throws; undefined where it goes well. `torn` has the first half of the bytes written before. */
  fault: (path: string) => { readonly error: Error; readonly torn?: boolean } | undefined = () => undefined;
  /** True where the file system takes no writes and no removals. */
  readOnly = false;
  /** What asking for a path throws. */
  refusal: (path: string) => Error | undefined = () => undefined;
  private clock = 1_000_000;

  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  /** The time by its own clock, in milliseconds. */
  readonly now = (): number => this.clock;

  put(path: string, text: string, modified = this.tick()): void {
    this.files.set(path, { bytes: new TextEncoder().encode(text), modified });
  }

  text(path: string): string | undefined {
    const file = this.files.get(path);
    return file && new TextDecoder().decode(file.bytes);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    this.mayAsk(path);
    const file = this.files.get(path);
    if (file) return { type: vscode.FileType.File, ctime: 0, mtime: file.modified, size: file.bytes.length };
    if (path === '/' || this.below(path).length > 0) {
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    }
    throw vscode.FileSystemError.FileNotFound(path);
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    this.mayAsk(path);
    const names = this.below(path).map((one) => one.slice(path === '/' ? 1 : path.length + 1));
    if (names.length === 0 && path !== '/') throw vscode.FileSystemError.FileNotFound(path);
    return [...new Set(names.map((name) => name.split('/')[0] ?? ''))].map((name) => [
      name,
      names.includes(name) ? vscode.FileType.File : vscode.FileType.Directory,
    ]);
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    this.mayAsk(path);
    const file = this.files.get(path);
    if (!file) throw vscode.FileSystemError.FileNotFound(path);
    return file.bytes;
  }

  /** Rejects rather than throws: VS Code never writes a file again after a write of it that threw at once. */
  async writeFile({ path }: vscode.Uri, bytes: Uint8Array): Promise<void> {
    await Promise.resolve();
    this.mayWrite(path);
    const fault = this.fault(path);
    if (fault && fault.torn !== true) throw fault.error;
    const part = fault ? bytes.slice(0, bytes.length / 2) : bytes.slice();
    this.files.set(path, { bytes: part, modified: this.tick() });
    if (fault) throw fault.error;
  }

  delete({ path }: vscode.Uri): void {
    this.mayWrite(path);
    if (!this.files.delete(path)) throw vscode.FileSystemError.FileNotFound(path);
  }

  createDirectory(): void {
    // Folders are where files are.
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions('There is no rename here.');
  }

  private below(path: string): readonly string[] {
    return [...this.files.keys()].filter((one) => one.startsWith(path === '/' ? '/' : `${path}/`));
  }

  private mayAsk(path: string): void {
    const error = this.refusal(path);
    if (error) throw error;
  }

  private mayWrite(path: string): void {
    if (this.readOnly) throw vscode.FileSystemError.NoPermissions(path);
  }

  private tick(): number {
    this.clock += 1000;
    return this.clock;
  }
}
