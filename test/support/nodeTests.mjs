// Builds and runs the tests that need no VS Code: unit, laws, golden and boundary.
//   node test/support/nodeTests.mjs [--coverage] [path part …]     only files whose path holds one of the parts
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { root } from './install.mjs';
import { runInPool } from './mochaPool.mjs';

const require = createRequire(import.meta.url);
const out = join(root, 'dist/test/node');

/** A third process made runs longer on two cores: it loads everything once more. */
const processes = 2;

/** What takes longest begins first, so that no process is left alone with it at the end. */
const long = [
  'golden/export/realTranscripts',
  'durability/killed',
  'durability/faults',
  'durability/severalPrograms',
  'platform/nodeFilePort',
  'cli/process',
  'support/start',
  'exchange/readCodingsCsv',
  'cli/cli',
  'syntaxes/transcriptGrammar',
];

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

/** @param {readonly string[]} files */
function longFirst(files) {
  const place = (/** @type {string} */ file) => {
    const at = long.findIndex((part) => file.includes(part));
    return at < 0 ? long.length : at;
  };
  return files.toSorted((a, b) => place(a) - place(b));
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
 * Runs the built tests, and says a dot for each that passed (of a long run, its name and time).
 * @param {readonly string[]} files those that count for coverage first
 * @param {Pick<Parameters<typeof runInPool>[0], 'coverage'>} [counting]
 */
async function runTests(files, counting) {
  const begun = performance.now();
  let dots = 0;
  const print = (/** @type {string} */ line) => {
    if (dots > 0) process.stdout.write('\n');
    dots = 0;
    console.log(line);
  };
  const outcome = await runInPool({
    files,
    workers: Array(processes).fill(undefined),
    timeout: soak ? 1_200_000 : 240_000,
    ...counting,
    print,
    heard: (told) => {
      if (soak && 'passed' in told) print(`  ✓ ${told.passed} (${Math.round(told.ms)} ms)`);
      else if ('passed' in told) process.stdout.write(dots++ % 100 === 0 ? '\n  .' : '.');
      if ('failed' in told) print(`  ✗ ${told.failed.title}`);
    },
  });
  print(`\n  ${outcome.passed} passing (${Math.round((performance.now() - begun) / 1000)}s)`);
  if (outcome.failures.length > 0) {
    print(`  ${outcome.failures.length} failing\n`);
    for (const { title, error } of outcome.failures) print(`  ✗ ${title}\n${error}\n`);
  }
  return outcome.failures.length === 0;
}

/**
 * Writes what is covered of core to coverage/.
 * @param {string} counts the folder that the tests' processes wrote to
 * @returns {Promise<{ code: number, table: string }>} the exit code (1 where it was killed), and each file's share
 */
function report(counts) {
  // What is counted is chosen among the built files: to trace every test and package back to its source first takes longer than to run some.
  const core = relative(root, join(out, 'src/core'));
  const args = [
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
  ];
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    let table = '';
    child.stdout.on('data', (chunk) => (table += chunk));
    child.on('error', failed);
    child.on('close', (code) => done({ code: code ?? 1, table }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2);
  const files = await buildNodeTests(args.filter((arg) => !arg.startsWith('--')));
  rmSync(join(root, 'coverage'), { recursive: true, force: true });
  // Unit tests alone have to cover core: what a law comes by is chance.
  const unit = longFirst(files.filter((file) => file.startsWith(join(out, 'test/unit'))));
  const others = longFirst(files.filter((file) => !unit.includes(file)));
  const counts = join(root, 'coverage/tmp');
  if (args.includes('--coverage')) {
    mkdirSync(counts, { recursive: true });
    /** @type {ReturnType<typeof report> | undefined} */
    let reported;
    const counting = {
      coverage: {
        of: '/src/core/',
        until: unit.length,
        write: (/** @type {number} */ worker) => join(counts, `coverage-${worker}.json`),
        // The laws still run.
        written: () => void (reported = report(counts)),
      },
    };
    const passed = await runTests([...unit, ...others], counting);
    const { code, table } = (await reported) ?? { code: 1, table: '' };
    console.log(table);
    process.exitCode = passed ? code : 1;
  } else {
    process.exitCode = (await runTests([...unit, ...others])) ? 0 : 1;
  }
}
