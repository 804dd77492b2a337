import { compareCodeUnits } from '../core/base/order';
import type { StudyPath } from '../core/base/studyPath';
import type { FileEntry, FilePort, LinkOut } from '../core/project/host';

/** The files of a study with changes that only memory knows: what is done here is seen by whoever reads here, and never reaches the disk. */
export class RehearsalFiles implements FilePort {
  /** Null where a file was removed. */
  private readonly changed = new Map<StudyPath, Uint8Array | null>();

  constructor(private readonly disk: FilePort) {}

  async list(folder?: StudyPath): Promise<readonly FileEntry[]> {
    const there = (await this.disk.list(folder)).filter(({ path }) => !this.changed.has(path));
    const added: FileEntry[] = [];
    for (const [path, bytes] of this.changed) {
      const hidden = path.split('/').some((name) => name.startsWith('.'));
      if (bytes === null || hidden || (folder !== undefined && !path.startsWith(`${folder}/`))) continue;
      added.push({ path, size: bytes.length, modified: 0 });
    }
    return [...there, ...added].sort((a, b) => compareCodeUnits(a.path, b.path));
  }

  get linksOut(): readonly LinkOut[] {
    return this.disk.linksOut;
  }

  async read(path: StudyPath): Promise<Uint8Array | undefined> {
    const bytes = this.changed.get(path);
    return bytes === undefined ? this.disk.read(path) : (bytes ?? undefined);
  }

  replace(path: StudyPath, bytes: Uint8Array): Promise<void> {
    this.changed.set(path, bytes);
    return Promise.resolve();
  }

  async append(path: StudyPath, bytes: Uint8Array): Promise<void> {
    const before = (await this.read(path)) ?? new Uint8Array();
    const after = new Uint8Array(before.length + bytes.length);
    after.set(before);
    after.set(bytes, before.length);
    this.changed.set(path, after);
  }

  remove(path: StudyPath): Promise<void> {
    this.changed.set(path, null);
    return Promise.resolve();
  }

  spelling(path: StudyPath): string {
    return this.disk.spelling(path);
  }

  exclusively<T>(_path: StudyPath, work: () => Promise<T>): Promise<T> {
    return work();
  }
}
