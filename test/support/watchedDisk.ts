import fs from 'node:fs';
import { sep } from 'node:path';

/** One call of this process that touches the disk below a folder. */
export interface DiskStep {
  /** The function of node:fs. */
  readonly call: string;
  /** What it is done to: where it is done through a number, the path that was opened. */
  readonly path: string;
  /** Does the first half of a write; nothing for other calls. */
  half(): void;
}

/** What kind of operation a step is: its call and its file, without what chance puts into names. Steps of one kind occur in every change. */
export function kindOfStep(root: string, { call, path }: Pick<DiskStep, 'call' | 'path'>): string {
  const name = path.slice(root.length + 1).replaceAll(sep, '/');
  return `${call} ${name.replace(/[0-9a-f]{6,}[-\w]*/g, '*')}`;
}

const withPath = ['openSync', 'renameSync', 'unlinkSync', 'mkdirSync', 'linkSync', 'readFileSync'] as const;
const withNumber = ['closeSync', 'futimesSync', 'fchmodSync'] as const;
const waiting = ['fsync', 'fdatasync'] as const;

type Call = (...args: unknown[]) => unknown;

/**
 * Asks `before` at each call of node:fs that opens, reads, writes, flushes, renames, links or removes something below `root`. What it
 * throws the call throws, and is not done. Gives back what ends this. Only code that calls through the module's object is seen, as
 * all is that was built into CommonJS.
 */
export function watchDisk(root: string, before: (step: DiskStep) => void): () => void {
  const real = fs as unknown as Record<string, Call>;
  const kept = new Map<string, Call>();
  const opened = new Map<unknown, string>();
  const below = (path: unknown): string | undefined => {
    const name = typeof path === 'number' ? opened.get(path) : path;
    return typeof name === 'string' && (name === root || name.startsWith(root + sep)) ? name : undefined;
  };
  const wrap = (call: string, make: (done: Call) => Call): void => {
    const done = real[call];
    if (done === undefined) throw new Error(`node:fs has no ${call}.`);
    kept.set(call, done);
    real[call] = make(done);
  };
  const nothing = (): void => undefined;
  for (const call of [...withPath, ...withNumber]) {
    wrap(call, (done) => (...args) => {
      const path = below(args[0]);
      if (path === undefined) return done(...args);
      before({ call, path, half: nothing });
      const value = done(...args);
      if (call === 'openSync') opened.set(value, path);
      if (call === 'closeSync') opened.delete(args[0]);
      return value;
    });
  }
  wrap('writeFileSync', (done) => (file, content, ...rest) => {
    const path = below(file);
    if (path !== undefined) {
      const part = content as string | Uint8Array;
      before({ call: 'writeFileSync', path, half: () => done(file, part.slice(0, part.length / 2), ...rest) });
    }
    return done(file, content, ...rest);
  });
  for (const call of waiting) {
    wrap(call, (done) => (file, told) => {
      const path = below(file);
      try {
        if (path !== undefined) before({ call, path, half: nothing });
      } catch (error) {
        (told as (error: unknown) => void)(error);
        return undefined;
      }
      return done(file, told);
    });
  }
  return () => {
    for (const [call, done] of kept) real[call] = done;
  };
}
