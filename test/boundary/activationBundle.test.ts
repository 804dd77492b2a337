import assert from 'node:assert/strict';
import { build } from 'esbuild';

/** What an extension of static imports holds: the files of which something is in the bundle that activation reads. */
async function bundled(): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: ['src/extension/extension.ts'],
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'error',
    plugins: [
      {
        name: 'loaded-later',
        setup(bundling) {
          bundling.onResolve({ filter: /^\./ }, ({ kind, path }) =>
            kind === 'dynamic-import' ? { path, external: true } : undefined,
          );
        },
      },
    ],
  });
  const [output] = Object.values(metafile.outputs);
  return Object.entries(output?.inputs ?? {}).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : []));
}

describe('the bundle that activation reads', () => {
  it('holds the features, and nothing that only an open study needs', async () => {
    const files = await bundled();
    assert.ok(files.includes('src/extension/activate.ts'));
    const later =
      /^src\/core\/(yaml\/|anchor\/(anchor|reanchor)|project\/(study|codingSession|loadStudy|segmentsStore)\.ts)|^node_modules\/(zod|yaml|re2js)\//;
    assert.deepEqual(
      files.filter((file) => later.test(file)),
      [],
    );
  });
});
