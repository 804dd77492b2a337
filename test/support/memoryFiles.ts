import { createHash } from 'node:crypto';
import { digestFromBytes } from '../../src/core/base/digest';
import { silentLogger } from '../../src/core/base/logger';
import { compareCodeUnits } from '../../src/core/base/order';
import type { StudyPath } from '../../src/core/base/studyPath';
import type { FileEntry, FilePort, LinkOut, StudyHost } from '../../src/core/project/host';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A study's files in memory. `failing` makes every write of a path throw what it returns. */
export class MemoryFiles implements FilePort {
  readonly contents = new Map<string, Uint8Array>();
  failing: (path: string) => Error | undefined = () => undefined;
  /** Makes an append of a path write half of its bytes, then throw what it returns. */
  tearing: (path: string) => Error | undefined = () => undefined;
  /** Makes every look at a path throw what it returns. */
  refusing: (path: string) => Error | undefined = () => undefined;
  readonly linksOut: LinkOut[] = [];
  writes = 0;
  private readonly held = new Map<string, Promise<unknown>>();

  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    for (const [path, content] of Object.entries(files)) this.set(path, content);
  }

  set(path: string, content: string | Uint8Array): void {
    this.contents.set(path, typeof content === 'string' ? encoder.encode(content) : content);
  }

  text(path: string): string {
    const bytes = this.contents.get(path);
    if (bytes === undefined) throw new Error(`No file ${path}; there are ${[...this.contents.keys()].join(', ')}`);
    return decoder.decode(bytes);
  }

  list(folder?: StudyPath): Promise<readonly FileEntry[]> {
    const prefix = folder === undefined ? '' : `${folder}/`;
    return Promise.resolve(
      [...this.contents]
        .filter(([path]) => path.startsWith(prefix) && !`/${path.slice(prefix.length)}`.includes('/.'))
        .map(([path, { length }]) => ({ path: path as StudyPath, size: length, modified: 0 }))
        .sort((a, b) => compareCodeUnits(a.path, b.path)),
    );
  }

  read(path: StudyPath): Promise<Uint8Array | undefined> {
    const refusal = this.refusing(path);
    return refusal ? Promise.reject(refusal) : Promise.resolve(this.contents.get(path));
  }

  replace(path: StudyPath, bytes: Uint8Array): Promise<void> {
    return this.write(path, () => bytes);
  }

  append(path: StudyPath, bytes: Uint8Array, head = new Uint8Array()): Promise<void> {
    const torn = this.tearing(path);
    const whole = (this.contents.get(path)?.length ?? 0) === 0 ? Buffer.concat([head, bytes]) : bytes;
    const part = torn ? whole.subarray(0, whole.length / 2) : whole;
    const written = this.write(path, (before) => Buffer.concat([before, part]));
    return torn ? written.then(() => Promise.reject(torn)) : written;
  }

  remove(path: StudyPath): Promise<void> {
    this.contents.delete(path);
    return Promise.resolve();
  }

  /** One after the other for each path, as a disk with locks does it. */
  exclusively<T>(path: StudyPath, work: () => Promise<T>): Promise<T> {
    const run = (this.held.get(path) ?? Promise.resolve()).then(work, work);
    this.held.set(path, run);
    return run;
  }

  spelling(path: StudyPath): string {
    return path;
  }

  private write(path: string, make: (before: Uint8Array) => Uint8Array): Promise<void> {
    const failure = this.failing(path);
    if (failure) return Promise.reject(failure);
    this.writes++;
    this.contents.set(path, make(this.contents.get(path) ?? new Uint8Array()));
    return Promise.resolve();
  }
}

/** A host over files in memory, with a clock that ticks a second at each look and ids that count. */
export function memoryHost(files: FilePort, idPrefix = 'id'): StudyHost {
  let seconds = 0;
  let ids = 0;
  return {
    files,
    digest: (bytes) => digestFromBytes(createHash('sha256').update(bytes).digest()),
    machine: 'this-machine',
    now: () => new Date(Date.UTC(2026, 0, 1, 9, 0, seconds++)).toISOString(),
    newId: () => `${idPrefix}-${String(++ids).padStart(4, '0')}`,
    log: silentLogger,
  };
}
