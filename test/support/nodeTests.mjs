// Builds and runs the tests that need no VS Code: unit, laws, golden and boundary.
//   node test/support/nodeTests.mjs [--coverage] [path part …]     only files whose path holds one of the parts
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { root } from './install.mjs';

const require = createRequire(import.meta.url);
const out = join(root, 'dist/test/node');

/** A long run says of each law when it is done and how long it took. */
const soak = process.env.SOAK === '1';

/**
 * Turns src and test into JavaScript file by file: coverage is then counted where the lines stand, which it is not in bundles.
 * @param {readonly string[]} parts
 * @returns {Promise<string[]>} the built tests
 */
async function buildNodeTests(parts) {
  const tests = ['unit', 'laws', 'golden', 'boundary']
    .flatMap((kind) => typescriptBelow(join('test', kind)))
    .filter((file) => file.endsWith('.test.ts') && (parts.length === 0 || parts.some((part) => file.includes(part))));
  if (tests.length === 0) throw new Error(`No test file matches ${parts.join(', ')}.`);
  rmSync(out, { recursive: true, force: true });
  await Promise.all([
    build({
      absWorkingDir: root,
      entryPoints: [...typescriptBelow('src'), ...typescriptBelow('test')],
      outdir: out,
      outbase: '.',
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      // An import() of a TypeScript path becomes a require, which finds the built file without its ending.
      supported: { 'dynamic-import': false },
      sourcemap: true,
      sourcesContent: false,
      logLevel: 'warning',
    }),
    // One test starts processes of its own over the port that the command line and the desktop write with.
    build({
      absWorkingDir: root,
      entryPoints: ['src/extension/platform/node/nodeFilePort.ts'],
      outfile: 'dist/test/nodeFilePort.mjs',
      bundle: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'warning',
    }),
    // Others start a program that codes, and end it at once: in one file it begins quickly.
    build({
      absWorkingDir: root,
      entryPoints: ['test/support/codingProcess.ts'],
      outfile: 'dist/test/codingProcess.cjs',
      bundle: true,
      format: 'cjs',
      platform: 'node',
      logLevel: 'warning',
    }),
  ]);
  writeFileSync(join(out, 'package.json'), '{"type":"commonjs"}\n');
  return tests.map((file) => join(out, file).replace(/\.ts$/, '.js'));
}

/** @param {string} folder @returns {string[]} paths from the repository's folder */
function typescriptBelow(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name))
    .sort();
}

/** Files of core that only declare types: there is nothing in them to run, so nothing to cover. */
function withoutStatements() {
  const declares = /^export (?:abstract |async )?(?:const|function|class)\b/m;
  const files = typescriptBelow('src/core').filter((file) => !declares.test(readFileSync(join(root, file), 'utf8')));
  return files.map((file) => file.replace(/\.ts$/, '.js'));
}

/**
 * Runs node on some arguments, with its output shown.
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env] added to this process's own
 * @returns {Promise<{ code: number, output: string }>} the exit code (1 where it was killed) and what went to standard output
 */
function run(args, env = {}) {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.on('error', failed);
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}

/**
 * Runs mocha over built tests; what ends before all have run is a failing test more, whatever its exit code.
 * @param {readonly string[]} files
 * @param {Record<string, string>} env
 * @returns {Promise<number>} the exit code
 */
async function mocha(files, env) {
  const { code, output } = await run(
    [
      require.resolve('mocha/bin/mocha.js'),
      '--reporter',
      soak ? 'spec' : 'dot',
      '--timeout',
      soak ? '1200000' : '60000',
      '--forbid-only',
      '--forbid-pending',
      ...files.map((file) => relative(root, file)),
    ],
    env,
  );
  if (/^\s*\d+ passing/m.test(output)) return code;
  console.log(`\n  1 failing: mocha ended before all its tests had run (exit code ${code}).`);
  return code === 0 ? 1 : code;
}

/** Writes what is covered of core to coverage/. @param {string} counts the folder that the tests' processes wrote to */
async function report(counts) {
  // What is counted is chosen among the built files: to trace every test and package back to its source first takes longer than to run some.
  const core = relative(root, join(out, 'src/core'));
  const { code } = await run([
    require.resolve('c8/bin/c8.js'),
    'report',
    '--all',
    `--src=${core}`,
    `--include=${core}/**/*.js`,
    ...withoutStatements().map((file) => `--exclude=${relative(root, out)}/${file}`),
    '--reporter=text',
    '--reporter=json-summary',
    '--reports-dir=coverage',
    `--temp-directory=${counts}`,
  ]);
  return code;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2);
  const files = await buildNodeTests(args.filter((arg) => !arg.startsWith('--')));
  const counts = join(root, 'coverage/tmp');
  rmSync(join(root, 'coverage'), { recursive: true, force: true });
  const unit = files.filter((file) => file.startsWith(join(out, 'test/unit')));
  const others = files.filter((file) => !unit.includes(file));
  // Test files share nothing, so two processes take about half each. Mocha's own --parallel kills what does not end within a second, and with it the counts of what was covered.
  // Unit tests alone have to cover core: what a law comes by is chance.
  const codes = await Promise.all(
    [unit, others]
      .filter((group) => group.length > 0)
      .map((group) => mocha(group, args.includes('--coverage') && group === unit ? { NODE_V8_COVERAGE: counts } : {})),
  );
  if (args.includes('--coverage')) codes.push(await report(counts));
  process.exitCode = codes.find((code) => code !== 0) ?? 0;
}
