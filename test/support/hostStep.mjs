// Runs the host tests in one kind of VS Code, in a fresh copy of the sample study, and says at the end what it found, as JSON.
//   node test/support/hostStep.mjs newest|oldest|web
// What they load is built before: see hostBundle.mjs.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostTestBundles } from './hostBundle.mjs';
import { root } from './install.mjs';
import { foundMark } from './steps.mjs';
import { testedVsix } from './ui/vsix.mjs';
import { unpackedVsix } from './vscode/extension.mjs';
import { runHostTests } from './vscode/hostTests.mjs';
import { runWebHostTests } from './vscode/webHost.mjs';

/** Checks of the sources go on beside these tests, so they take their time. */
const limitMs = 5 * 60_000;

/**
 * @param {string} kind
 * @returns {Promise<import('./steps.mjs').Found>}
 */
async function host(kind) {
  if (kind !== 'newest' && kind !== 'oldest' && kind !== 'web') throw new Error(`There is no kind “${kind}”.`);
  const { nodeTests, webTests } = hostTestBundles;
  const folder = await mkdtemp(join(tmpdir(), 'verbatim-host-'));
  try {
    const workspace = join(folder, 'study');
    await cp(join(root, 'media/sample'), workspace, { recursive: true });
    // Who codes is known, so that no test has to answer the question.
    await mkdir(join(workspace, '.verbatim'));
    await writeFile(join(workspace, '.verbatim/local.json'), '{"version":1,"coder":"coder1"}\n');
    const common = { workspace, timeoutMs: limitMs };
    const result =
      kind === 'web'
        ? await runWebHostTests({ ...common, ...(await inPackage(webTests)) })
        : await runHostTests({
            ...common,
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
  const extensionDevelopmentPath = await unpackedVsix(await testedVsix(), root);
  const extensionTestsPath = join(extensionDevelopmentPath, 'dist/test/web.js');
  await cp(tests, extensionTestsPath, { recursive: true });
  return { extensionDevelopmentPath, extensionTestsPath };
}

console.log(foundMark + JSON.stringify(await host(process.argv[2] ?? '')));
