// Bundles the tests that run inside an extension host: one file for the Node hosts, one for the web worker.
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './install.mjs';

/** @returns {Promise<{ nodeTests: string, webTests: string }>} the built modules */
export async function buildHostTests() {
  const nodeTests = join(root, 'dist/test/host/node.js');
  const webTests = join(root, 'dist/test/host/web.js');
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
  return { nodeTests, webTests };
}
