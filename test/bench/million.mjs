// A million segments: each part in a process of its own.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../support/install.mjs';
import { transcript } from './lib.mjs';
import { codedAt, writeStudy } from './studies.mjs';

/** Writes the study, a part at a time of memory. @param {string} folder @param {number} transcripts @param {number} segments in each */
export function millionStudy(folder, transcripts = 1000, segments = 1000) {
  const documents = function* () {
    for (let i = 0; i < transcripts; i++) {
      const text = transcript(20_000, i + 1);
      yield { path: `transcripts/P${String(i + 1).padStart(4, '0')}.txt`, text, segments: codedAt(text, segments) };
    }
  };
  writeStudy(folder, documents());
}

/** @param {string} folder @returns {Promise<(part: 'open' | 'export' | 'plain') => Record<string, number>>} */
export async function millionParts(folder) {
  const outfile = join(root, 'dist/test/bench/million.cjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['test/bench/million.bench.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  });
  rmSync(join(folder, '.verbatim/index.bin'), { force: true });
  return (part) =>
    JSON.parse(execFileSync(process.execPath, ['--expose-gc', outfile, part, folder], { encoding: 'utf8' }));
}
