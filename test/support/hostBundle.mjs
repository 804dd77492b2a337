// Bundles the tests that run inside an extension host: one file for the Node hosts, one for the web worker.
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './install.mjs';

/** The built modules. */
export const hostTestBundles = {
  nodeTests: join(root, 'dist/test/host/node.js'),
  webTests: join(root, 'dist/test/host/web.js'),
};

export async function buildHostTests() {
  const { nodeTests, webTests } = hostTestBundles;
  const common = {
    absWorkingDir: root,
    bundle: true,
    format: /** @type {const} */ ('cjs'),
    logLevel: /** @type {const} */ ('warning'),
    target: 'es2022',
  };
  await Promise.all([
    build({
      ...common,
      platform: 'node',
      external: ['vscode', 'mocha'],
      entryPoints: ['test/host/entry.node.ts'],
      outfile: nodeTests,
    }),
    build({
      ...common,
      platform: 'browser',
      external: ['vscode'],
      define: { global: 'globalThis' },
      entryPoints: ['test/host/entry.web.ts'],
      outfile: webTests,
    }),
  ]);
}
