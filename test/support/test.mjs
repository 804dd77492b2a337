// `npm test`: installs what is missing and checks everything. Ends with one line, `N passed, N failed`.
//   node test/support/test.mjs [--only node|host|ui]
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';
import { foundMark, node, step, summary } from './steps.mjs';

/** Share of lines and of branches of src/core that tests must run, in per cent. */
const leastCoverage = 95;
/** Where the extension is packed to for the tests. */
const vsix = join(root, 'dist/test/verbatim.vsix');
/** Largest desktop bundle, in bytes. */
const largestBundle = 300_000;

/** Counts of the closing lines of the Node tests. @param {{ code: number, output: string }} run */
function mochaCounts({ code, output }) {
  const count = (/** @type {RegExp} */ line) => Number(line.exec(output)?.[1] ?? 0);
  const passed = count(/^ +(\d+) passing \(/m);
  const failed = count(/^ +(\d+) failing$/m);
  // What failed is told at the end.
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

/** A check of the sources that passes where a tool ends with 0. @param {string} tag @param {readonly string[]} args */
const check = (tag, args) => async (/** @type {import('./steps.mjs').Print} */ print) => {
  const { code, output } = await node(args, { print, last: true });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, wrong: output };
};

/** Checks the sources without running them, two at a time. */
async function checkSources() {
  const one = async (/** @type {string} */ name, /** @type {string} */ tag, /** @type {readonly string[]} */ args) =>
    step(name, tag, check(tag, args));
  await Promise.all([
    one('ESLint', 'ESLint', [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0']),
    (async () => {
      await one('Types of core', 'types', types('src/core', 'core'));
      await one('Types of webviews', 'types', types('src/webview', 'webview'));
      await one('Types', 'types', types('.', 'all'));
      await one('Prettier', 'Prettier', prettier);
    })(),
  ]);
}

/** @param {import('./steps.mjs').Print} print */
async function coverage(print) {
  const { total } = JSON.parse(readFileSync(join(root, 'coverage/coverage-summary.json'), 'utf8'));
  let passed = 0;
  for (const part of ['lines', 'branches']) {
    const { pct } = total[part];
    print(`  src/core: ${pct} % of ${part} (at least ${leastCoverage} %)`);
    if (pct >= leastCoverage) passed++;
  }
  return { passed, failed: 2 - passed };
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

/** @param {import('./steps.mjs').Print} print */
async function bundles(print) {
  const { buildAll } = await import('./build.mjs');
  const { buildHostTests } = await import('./hostBundle.mjs');
  await buildAll();
  if (wants('host')) await buildHostTests();
  const { size } = statSync(join(root, 'dist/extension.js'));
  print(`  dist/extension.js: ${Math.round(size / 1000)} kB (at most ${largestBundle / 1000} kB)`);
  return size <= largestBundle ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** @param {import('./steps.mjs').Print} print */
async function pack(print) {
  const { packExtension, vsixLimit } = await import('./packExtension.mjs');
  const { size, entries } = await packExtension({ file: vsix });
  // What follows is tried on this one.
  process.env.VERBATIM_VSIX = vsix;
  print(`  ${entries.length} files, ${Math.round(size / 1000)} kB (less than ${vsixLimit / 1000} kB)`);
  return { passed: 1, failed: 0 };
}

/** @param {string} kind as hostStep.mjs takes it */
const host = (kind) => async (/** @type {import('./steps.mjs').Print} */ print) => {
  /** @type {import('./steps.mjs').Found | undefined} */
  let found;
  const { code, output } = await node([join(root, 'test/support/hostStep.mjs'), kind], {
    print: (line) => {
      if (line.startsWith(foundMark)) found = JSON.parse(line.slice(foundMark.length));
      else print(line);
    },
  });
  return (
    found ?? { passed: 0, failed: 1, wrong: `${output}\nIt ended with code ${code} before it said what it found.` }
  );
};

/** @param {import('./steps.mjs').Print} print */
async function clicks(print) {
  const { runClicks } = await import('./clicks.mjs');
  const { passed, failures, retried } = await runClicks({ print });
  const told = (/** @type {import('./mochaPool.mjs').Wrong} */ { title, error }) => `${title}\n${error}`;
  const failed = passed === 0 ? Math.max(1, failures.length) : failures.length;
  return { passed, failed, wrong: failures.map((one) => `  ✗ ${told(one)}`).join('\n'), retried: retried.map(told) };
}

// What is not there yet comes while the Node tests run.
const fetched =
  wants('host') || wants('ui')
    ? node([join(root, 'test/support/vscode/fetch.mjs')], {
        print: (line) => console.log(`VS Code │ ${line}`),
        last: true,
      })
    : undefined;
if (wants('node')) {
  // Alone, since both cores have enough to do.
  await step('Unit, laws, golden and boundary tests', '', async () =>
    mochaCounts(await node([join(root, 'test/support/nodeTests.mjs'), '--coverage'])),
  );
  await step('Coverage of core', '', coverage);
}
await step('Bundles', '', bundles);
await step('The package', '', pack);
await fetched;

// A VS Code with its browser keeps two cores busy (a window that opens takes some 28 s of processor time): two at a time took longer than
// one after the other, and tests waited in vain. What checks the sources without running them fills the pauses.
const checks = wants('node') ? checkSources() : undefined;
if (wants('host')) {
  await step('In VS Code, newest build', 'newest', host('newest'));
  await step('In VS Code, oldest supported build (1.100)', 'oldest', host('oldest'));
  await step('In VS Code’s web worker, a smoke set', 'web', host('web'));
}
if (wants('ui')) await step('A person’s clicks in a real browser', 'clicks', clicks);
await checks;

process.exitCode = summary() ? 0 : 1;
