import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { CancelledError } from '../../src/core/base/cancellation';
import { FileAccessError } from '../../src/core/project/host';

interface Errors {
  readonly FileAccessError: typeof FileAccessError;
  readonly CancelledError: typeof CancelledError;
}

/** The errors as a bundle of its own has them, as files under dist/formats are. */
async function bundledApart(): Promise<Errors> {
  const root = process.cwd();
  const outfile = join(root, 'dist/test/errors.cjs');
  const files = ['src/core/base/cancellation', 'src/core/project/host'];
  await build({
    stdin: { contents: files.map((file) => `export * from './${file}';`).join('\n'), resolveDir: root },
    bundle: true,
    outfile,
    format: 'cjs',
  });
  return createRequire(outfile)(outfile) as Errors;
}

describe('errors that go from one bundle to another', () => {
  let apart: Errors;
  before(async () => {
    apart = await bundledApart();
  });

  it('are recognised on either side', () => {
    const [here, there] = [
      new FileAccessError('a', 'outside', undefined),
      new apart.FileAccessError('a', 'outside', undefined),
    ];
    assert.ok(there instanceof FileAccessError && here instanceof apart.FileAccessError);
    assert.ok(new apart.CancelledError() instanceof CancelledError);
    assert.ok(new CancelledError() instanceof apart.CancelledError);
  });

  it('are not taken for each other, nor for any other error', () => {
    for (const other of [new Error('FileAccessError'), apart.CancelledError, { name: 'FileAccessError' }, null]) {
      assert.equal((other as unknown) instanceof FileAccessError, false);
    }
    assert.equal((new apart.FileAccessError('a', 'outside', undefined) as Error) instanceof CancelledError, false);
  });
});
