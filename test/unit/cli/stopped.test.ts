import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { removeFolder, temporaryFolder } from '../../support/cliRun';

describe('what is stopped or misspelt', () => {
  it('Ctrl-C while a file is written leaves what stood there, and nothing beside it', () => {
    const folder = temporaryFolder();
    try {
      const target = join(folder, 'out.csv');
      writeFileSync(target, 'before');
      const built = resolve('dist/test/node/src/cli/wholeFile.js');
      const program = `require(${JSON.stringify(built)}).writeWholeFile(${JSON.stringify(target)}, (async function* () {
        yield 'a';
        process.kill(process.pid, 'SIGINT');
        await new Promise((done) => setTimeout(done, 10000));
      })());`;
      assert.equal(spawnSync(process.execPath, ['-e', program]).status, 130);
      assert.deepEqual(readdirSync(folder), ['out.csv']);
      assert.equal(readFileSync(target, 'utf8'), 'before');
    } finally {
      removeFolder(folder);
    }
  });

  it('a part of the tests that is not there is a failure that names the parts', () => {
    for (const args of [['--only', 'nodes'], ['--only']]) {
      const run = spawnSync(process.execPath, ['test/support/test.mjs', ...args], { encoding: 'utf8' });
      assert.equal(run.status, 1);
      assert.match(run.stderr, /node, host, ui/);
      assert.match(run.stdout, /^0 passed, 1 failed$/m);
    }
  });
});
