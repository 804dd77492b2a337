// `npm test`: installs what is missing and checks everything. Ends with one line, `N passed, N failed`.
//   node test/support/test.mjs [--only node|host|ui]
import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';

/** Share of lines and of branches of src/core that tests must run, in per cent. */
const leastCoverage = 95;
/** Largest desktop bundle, in bytes. */
const largestBundle = 300_000;
/** Characters that the end of the run tells of a step that failed. */
const tellsOfFailure = 8_000;

/**
 * What a step found.
 * @typedef {object} Found
 * @property {number} passed
 * @property {number} failed
 * @property {string} [wrong] what failed and why, for the end of the run
 * @property {string[]} [retried] the tests that needed more than one try, and why the first failed
 */

/** @type {(Found & { name: string, seconds: number })[]} */
const results = [];

/**
 * Runs a step and keeps its counts. A step that throws counts as one failure.
 * @param {string} name
 * @param {() => Promise<Found>} work
 */
async function step(name, work) {
  console.log(`\n▸ ${name} …`);
  const begun = performance.now();
  /** @type {Found} */
  let found;
  try {
    found = await work();
  } catch (error) {
    const wrong = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.error(wrong);
    found = { passed: 0, failed: 1, wrong };
  }
  const seconds = Math.round((performance.now() - begun) / 1000);
  results.push({ name, ...found, seconds });
  console.log(`  ${name}: ${found.passed} passed, ${found.failed} failed (${seconds} s)`);
}

/**
 * Runs a program of this repository; its output is shown and handed back.
 * @param {readonly string[]} args of node
 * @param {number} [priority] as the operating system counts it; that of this process unless said
 * @returns {Promise<{ code: number, output: string }>}
 */
function node(args, priority) {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    if (priority !== undefined && child.pid !== undefined) setPriority(child.pid, priority);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        process.stdout.write(chunk);
      });
    }
    child.on('error', failed);
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}

/** A check of the sources that passes where a tool ends with 0. It takes what the tests beside it leave of the processor. @param {readonly string[]} args */
async function check(args) {
  const { code, output } = await node(args, constants.priority.PRIORITY_LOW);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, wrong: output };
}

/** Counts of the closing lines of one mocha or more; dots of another may stand before them. @param {{ code: number, output: string }} run */
function mochaCounts({ code, output }) {
  const sum = (/** @type {RegExp} */ line) =>
    [...output.matchAll(line)].reduce((total, [, count]) => total + Number(count), 0);
  const passed = sum(/(?:^|[ .!])(\d+) passing \(/gm);
  const failed = sum(/(?:^|[ .!])(\d+) failing(?=:|$)/gm);
  // Mocha tells at its end of what failed.
  const wrong = output.slice(Math.max(0, output.search(/^ +\d+ failing$/m)));
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed, wrong };
}

const bin = (/** @type {string} */ path) => join(root, 'node_modules', path);

const kept = 'dist/test/kept';

/** Looks again only at files that changed since the last run. */
const prettier = [
  bin('prettier/bin/prettier.cjs'),
  ...[
    '--check',
    '.',
    '--log-level',
    'warn',
    '--cache',
    '--cache-strategy=content',
    `--cache-location=${kept}/prettier`,
  ],
];

/** Checks again only what depends on files that changed since the last run. @param {string} project @param {string} name */
const types = (project, name) => [
  bin('typescript/bin/tsc'),
  ...['-p', project, '--incremental', '--tsBuildInfoFile', join(root, kept, `${name}.tsbuildinfo`)],
];

async function checkSources() {
  await step('Types of core', () => check(types('src/core', 'core')));
  await step('Types', () => check(types('.', 'all')));
  await step('ESLint', () => check([bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0']));
  await step('Prettier', () => check(prettier));
}

async function coverage() {
  const { total } = JSON.parse(readFileSync(join(root, 'coverage/coverage-summary.json'), 'utf8'));
  let passed = 0;
  for (const part of ['lines', 'branches']) {
    const { pct } = total[part];
    console.log(`  src/core: ${pct} % of ${part} (at least ${leastCoverage} %)`);
    if (pct >= leastCoverage) passed++;
  }
  return { passed, failed: 2 - passed };
}

async function bundles() {
  const { buildAll } = await import('./build.mjs');
  await buildAll();
  const { size } = statSync(join(root, 'dist/extension.js'));
  console.log(`  dist/extension.js: ${Math.round(size / 1000)} kB (at most ${largestBundle / 1000} kB)`);
  return size <= largestBundle ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Where the extension is packed to for the tests. */
const vsix = join(root, 'dist/test/verbatim.vsix');

async function pack() {
  const { packExtension, vsixLimit } = await import('./packExtension.mjs');
  const { size, entries } = await packExtension({ file: vsix });
  // The clicks are tried on this one.
  process.env.VERBATIM_VSIX = vsix;
  console.log(`  ${entries.length} files, ${Math.round(size / 1000)} kB (less than ${vsixLimit / 1000} kB)`);
  return { passed: 1, failed: 0 };
}

/**
 * Runs the host tests in one kind of VS Code, in a fresh copy of the sample study.
 * @param {'newest' | 'oldest' | 'web'} kind
 */
async function host(kind) {
  const { buildHostTests } = await import('./hostBundle.mjs');
  const { nodeTests, webTests } = await buildHostTests();
  const folder = await mkdtemp(join(tmpdir(), 'verbatim-host-'));
  try {
    const workspace = join(folder, 'study');
    await cp(join(root, 'media/sample'), workspace, { recursive: true });
    // Who codes is known, so that no test has to answer the question.
    await mkdir(join(workspace, '.verbatim'));
    await writeFile(join(workspace, '.verbatim/local.json'), '{"version":1,"coder":"coder1"}\n');
    const { runHostTests } = await import('./vscode/hostTests.mjs');
    const { runWebHostTests } = await import('./vscode/webHost.mjs');
    const result =
      kind === 'web'
        ? await runWebHostTests({ workspace, ...(await inPackage(webTests)) })
        : await runHostTests({
            workspace,
            build: kind,
            extensionDevelopmentPath: root,
            extensionTestsPath: nodeTests,
          });
    const wrong = result.failures.map(({ title, error }) => `  ✗ ${title}\n${error}`).join('\n');
    const retried = result.retried.map(({ title, error }) => `${title}\n${error}`);
    return { passed: result.passed, failed: result.ok ? 0 : Math.max(1, result.failed), wrong, retried };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * The packed extension as VS Code unpacked it, with a module of tests put into it: the web worker's host serves one folder.
 * @param {string} tests
 */
async function inPackage(tests) {
  const { unpackedVsix } = await import('./vscode/extension.mjs');
  const extensionDevelopmentPath = await unpackedVsix(vsix, root);
  const extensionTestsPath = join(extensionDevelopmentPath, 'dist/test/web.js');
  await cp(tests, extensionTestsPath, { recursive: true });
  return { extensionDevelopmentPath, extensionTestsPath };
}

const parts = ['node', 'host', 'ui'];
const only = process.argv.includes('--only') ? (process.argv[process.argv.indexOf('--only') + 1] ?? '') : undefined;
const wants = (/** @type {string} */ part) => only === undefined || only === part;

if (only !== undefined && !parts.includes(only)) {
  console.error(`There is no part “${only}” to test; the parts are ${parts.join(', ')}.`);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

try {
  ensureInstalled();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

// Tests wait much (for a disk, for VS Code to draw); what checks the sources without running them fills the pauses of all the others.
const checks = wants('node') ? checkSources() : undefined;
if (wants('node')) {
  await step('Unit, laws, golden and boundary tests', async () =>
    mochaCounts(await node([join(root, 'test/support/nodeTests.mjs'), '--coverage'])),
  );
  await step('Coverage of core', coverage);
}
if (wants('node') || wants('host') || wants('ui')) await step('Bundles', bundles);
if (wants('node') || wants('host') || wants('ui')) await step('The package', pack);
if (wants('host')) {
  await step('In VS Code, newest build', () => host('newest'));
  await step('In VS Code, oldest supported build (1.100)', () => host('oldest'));
  await step('In VS Code’s web worker, a smoke set', () => host('web'));
}
if (wants('ui')) {
  await step('A person’s clicks in a real browser', async () =>
    mochaCounts(
      await node([
        bin('mocha/bin/mocha.js'),
        '--reporter',
        'spec',
        '--timeout',
        '120000',
        '--forbid-only',
        // VS Code passes over a menu's click in the instant in which it redraws the tree; a test of clicks may try again.
        '--retries',
        '2',
        '--forbid-pending',
        'test/ui/*.test.mjs',
      ]),
    ),
  );
}

await checks;

// Once more at the end, where a long run's reader looks first.
for (const { name, failed, wrong, retried = [] } of results) {
  for (const test of retried) console.log(`\n↻ ${name}: needed a second try: ${test.slice(0, tellsOfFailure)}`);
  if (failed > 0) console.log(`\n✗ ${name}\n${(wrong ?? '').trimEnd().slice(-tellsOfFailure)}`);
}
console.log('');
for (const { name, passed, failed, seconds } of results) {
  console.log(`${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed (${seconds} s)`);
}
const sum = (/** @type {'passed' | 'failed'} */ key) => results.reduce((total, result) => total + result[key], 0);
// Where nothing ran, nothing was shown to work.
const failed = sum('passed') === 0 ? Math.max(1, sum('failed')) : sum('failed');
console.log(`\n${sum('passed')} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
