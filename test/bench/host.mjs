// Times taken inside an extension host: each window start is one measurement.
import { cp, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
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
 * @returns {Promise<{ activate: number, filled: number, stall: number, plainStall: number }[]>}
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
      // The folder becomes a study only when the clock runs.
      await rename(join(workspace, 'verbatim.yaml'), join(workspace, 'verbatim.later'));
      await cp(join(workspace, 'transcripts'), join(workspace, 'plain'), { recursive: true });
      const said = join(folder, 'said.json');
      const { ok, failures } = await runHostTests({
        build: 'newest',
        extensionDevelopmentPath: root,
        extensionTestsPath: outfile,
        workspace,
        env: { VERBATIM_BENCH: what, VERBATIM_BENCH_SAYS: said },
      });
      if (!ok) throw new Error(failures.map(({ error }) => error).join('\n'));
      found.push(JSON.parse(await readFile(said, 'utf8')));
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
  return found;
}
