// Builds and runs the tests that need no VS Code: unit, laws, golden and boundary.
//   node test/support/nodeTests.mjs [--coverage] [path part …]     only files whose path holds one of the parts
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const require = createRequire(import.meta.url);

/**
 * Bundles the Node tests into `out`; returns the built files.
 * @param {string} out
 * @param {readonly string[]} parts
 */
export async function buildNodeTests(out, parts) {
  const sources = findTests().filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)));
  if (sources.length === 0) throw new Error(`No test file matches ${parts.join(', ')}.`);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: sources,
    outdir: out,
    outbase: 'test',
    bundle: true,
    splitting: true,
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
  // A test starts processes of its own over the port that the command line and the desktop write with.
  await build({
    absWorkingDir: root,
    entryPoints: ['src/extension/platform/node/nodeFilePort.ts'],
    outfile: 'dist/test/nodeFilePort.mjs',
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  });
  return sources.map((file) => join(out, relative('test', file)).replace(/\.ts$/, '.mjs'));
}

function findTests() {
  return ['unit', 'laws', 'golden', 'boundary']
    .flatMap((kind) => walk(join('test', kind)))
    .filter((file) => file.endsWith('.test.ts'))
    .sort();
}

function walk(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
}

const args = process.argv.slice(2);
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const coverage = args.includes('--coverage');
  const out = join(root, 'dist/test/node');
  const files = await buildNodeTests(
    out,
    args.filter((arg) => !arg.startsWith('--')),
  );
  const mocha = [
    require.resolve('mocha/bin/mocha.js'),
    '--reporter',
    'dot',
    '--timeout',
    '20000',
    '--forbid-only',
    '--forbid-pending',
    ...files,
  ];
  const c8 = [
    require.resolve('c8/bin/c8.js'),
    '--include=src/core/**',
    '--exclude-after-remap',
    '--reporter=text',
    '--reporter=json-summary',
    '--reports-dir=coverage',
    process.execPath,
  ];
  const outcome = spawnSync(process.execPath, coverage ? [...c8, ...mocha] : mocha, { cwd: root, stdio: 'inherit' });
  process.exitCode = outcome.status ?? 1;
}
