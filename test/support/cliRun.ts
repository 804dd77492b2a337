import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { OutputClosed } from '../../src/cli/io';
import { run } from '../../src/cli/run';

/** What a run of the command line gave. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** How a run differs from the usual. */
export interface RunOptions {
  readonly cwd?: string;
  readonly terminal?: boolean;
  /** After so many writes to standard output nobody reads it any more. */
  readonly closesAfter?: number;
}

/** Runs the command line in this process. */
export async function verbatim(cwd: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  let out = '';
  let err = '';
  let left = options.closesAfter ?? Infinity;
  const code = await run(args, {
    cwd,
    codebooks: resolve('media/codebooks'),
    version: '1.2.3',
    out: {
      isTerminal: false,
      write: (text) => {
        if (left-- <= 0) return Promise.reject(new OutputClosed());
        out += text;
        return Promise.resolve();
      },
    },
    err: {
      isTerminal: options.terminal ?? false,
      write: (text) => {
        err += text;
        return Promise.resolve();
      },
    },
  });
  return { code, out, err };
}

/** A temporary folder for one test. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'verbatim-cli-'));
}

/** Takes a temporary folder away. */
export function removeFolder(folder: string): void {
  if (existsSync(folder)) rmSync(folder, { recursive: true });
}
