// Times taken inside an extension host: each window start is one measurement.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../support/install.mjs';
import { runHostTests } from '../support/vscode/hostTests.mjs';

/**
 * Opens a window on a fresh copy of the study, several times.
 * @param {string} study
 * @param {'start' | 'stall'} what
 * @param {number} times
 * @returns {Promise<{ activate: number, filled: number, stall: number }[]>}
 */
export async function measureHost(study, what, times) {
  const outfile = join(root, 'dist/test/bench/host.js');
  await build({
    absWorkingDir: root,
    entryPoints: ['test/bench/host.bench.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  const found = [];
  for (let i = 0; i < times; i++) {
    const folder = await mkdtemp(join(tmpdir(), 'verbatim-bench-'));
    try {
      const workspace = join(folder, 'study');
      await cp(study, workspace, { recursive: true });
      const { failures } = await runHostTests({
        build: 'newest',
        extensionDevelopmentPath: root,
        extensionTestsPath: outfile,
        workspace,
        env: { VERBATIM_BENCH: what },
      });
      const [said] = failures;
      if (said?.title !== 'measured') throw new Error(said?.error ?? 'The window said nothing.');
      found.push(JSON.parse(said.error));
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
  return found;
}
