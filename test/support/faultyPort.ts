import type { StudyPath } from '../../src/core/base/studyPath';
import type { FileEntry, FilePort, LinkOut } from '../../src/core/project/host';

/** One call of a port. */
export interface PortStep {
  readonly call: 'list' | 'read' | 'replace' | 'append' | 'remove' | 'hold';
  readonly path: string;
}

/** When a fault comes: before anything is done, or after it was done although it is told of as not. */
export type Fault = { readonly error: Error; readonly when: 'before' | 'after' };

/** A port in front of another one, whose calls fail where `fault` says so. */
export class FaultyPort implements FilePort {
  fault: (step: PortStep) => Fault | undefined = () => undefined;

  constructor(private readonly inner: FilePort) {}

  get linksOut(): readonly LinkOut[] {
    return this.inner.linksOut;
  }

  list(folder?: StudyPath): Promise<readonly FileEntry[]> {
    return this.do('list', folder ?? 'verbatim.yaml', () => this.inner.list(folder));
  }

  read(path: StudyPath): Promise<Uint8Array | undefined> {
    return this.do('read', path, () => this.inner.read(path));
  }

  replace(path: StudyPath, bytes: Uint8Array): Promise<void> {
    return this.do('replace', path, () => this.inner.replace(path, bytes));
  }

  append(path: StudyPath, bytes: Uint8Array, head?: Uint8Array): Promise<void> {
    return this.do('append', path, () => this.inner.append(path, bytes, head));
  }

  remove(path: StudyPath): Promise<void> {
    return this.do('remove', path, () => this.inner.remove(path));
  }

  /** Fails only before the work: a port that has let it be done gives what came of it. */
  async exclusively<T>(path: StudyPath, work: () => Promise<T>): Promise<T> {
    const fault = this.fault({ call: 'hold', path });
    if (fault) throw fault.error;
    return this.inner.exclusively(path, work);
  }

  spelling(path: StudyPath): string {
    return this.inner.spelling(path);
  }

  private async do<T>(call: PortStep['call'], path: string, work: () => Promise<T>): Promise<T> {
    const fault = this.fault({ call, path });
    if (fault?.when === 'before') throw fault.error;
    const value = await work();
    if (fault) throw fault.error;
    return value;
  }
}
