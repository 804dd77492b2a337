import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { removeFolder, temporaryFolder } from '../../support/cliRun';

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('npm start', function () {
  this.timeout(240_000);
  let folder = '';

  beforeEach(() => {
    folder = temporaryFolder();
  });

  afterEach(() => {
    removeFolder(folder);
  });

  /** Nothing is installed, built or opened where the call is wrong, so this is quick. */
  const start = (...args: string[]): Ran =>
    spawnSync(process.execPath, [resolve('test/support/startSample.mjs'), ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: folder },
    });

  function refused({ status, stdout, stderr }: Ran, wording: RegExp): void {
    assert.deepEqual([status, stdout], [2, ''], stderr);
    assert.match(stderr, wording);
    assert.doesNotMatch(stderr, /\n {4}at /, 'a stack trace');
  }

  it('says how it is used', () => {
    for (const ask of ['--help', '-h']) {
      const { status, stdout, stderr } = start(ask);
      assert.deepEqual([status, stderr], [0, '']);
      assert.match(stdout, /^Usage: npm start -- \[FOLDER\]/);
      for (const option of ['--server', '--no-open', '--port']) assert.match(stdout, new RegExp(`^ +${option}`, 'm'));
    }
  });

  it('refuses what it does not know, without a stack trace', () => {
    refused(start('--sever'), /Unknown option '--sever'.*\n.*npm start -- --help/s);
    refused(start('--port=many'), /“many” is no port/);
    refused(start('one', 'two'), /one folder.*“two”/);
  });

  it('makes no folder: one that is not there, or is a file, is refused with how a study is made', () => {
    refused(start('typo'), /There is no folder “.*typo”.*\n.*New Study….*dist\/cli\.js init “?.*typo/s);
    writeFileSync(join(folder, 'talk.txt'), 'words');
    refused(start('talk.txt'), /“.*talk\.txt” is a file/);
    assert.deepEqual(readdirSync(folder), ['talk.txt']);
  });

  describe('the folder that it opens', () => {
    const opened = (named: string | null): { folder: string; said: string } => {
      const module = pathToFileURL(resolve('test/support/startFolder.mjs')).href;
      const given = { named, sample: join(folder, 'sample'), copy: join(folder, 'copy') };
      const program = `import { startFolder } from ${JSON.stringify(module)};
        console.log(JSON.stringify(await startFolder(${JSON.stringify(given)})));`;
      const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
        encoding: 'utf8',
      });
      assert.equal(stderr, '');
      return JSON.parse(stdout) as { folder: string; said: string };
    };

    beforeEach(() => {
      cpSync('media/sample', join(folder, 'sample'), { recursive: true });
    });

    it('is a copy of the sample in one place, which is kept as it was left', () => {
      const first = opened(null);
      assert.equal(first.folder, join(folder, 'copy'));
      assert.match(first.said, /copy of the sample study: .*copy/);
      assert.ok(existsSync(join(first.folder, '.gitignore')));
      writeFileSync(join(first.folder, 'verbatim.yaml'), 'mine');
      const again = opened(null);
      assert.equal(again.folder, first.folder);
      assert.match(again.said, /as you left it.*[Dd]elete the folder/s);
      assert.equal(readFileSync(join(again.folder, 'verbatim.yaml'), 'utf8'), 'mine');
      assert.deepEqual(readdirSync(folder).sort(), ['copy', 'sample']);
    });

    it('is a fresh copy where the last one stopped half way', () => {
      mkdirSync(join(folder, 'copy.part', 'transcripts'), { recursive: true });
      const { folder: made } = opened(null);
      assert.deepEqual(readdirSync(made).sort(), readdirSync(join(folder, 'sample')).sort());
      assert.deepEqual(readdirSync(folder).sort(), ['copy', 'sample']);
    });

    it('is the one that is named, as it is; an empty one stays empty', () => {
      mkdirSync(join(folder, 'mine'));
      const { folder: mine, said } = opened(join(folder, 'mine'));
      assert.equal(mine, join(folder, 'mine'));
      assert.match(said, /no study.*New Study…/);
      assert.deepEqual(readdirSync(mine), []);
      assert.equal(opened(join(folder, 'sample')).said, '');
    });
  });

  it('notices the end of who started it: of npm behind a shell, too, however it ends', async function () {
    // Windows has no such shell, and tells nobody of a parent’s end.
    if (process.platform === 'win32') return;
    const watch = pathToFileURL(resolve('test/support/parentWatch.mjs')).href;
    const script = join(folder, 'watching.mjs');
    writeFileSync(
      script,
      `import { whenParentIsGone } from ${JSON.stringify(watch)};
      const stay = setInterval(() => {}, 1000);
      whenParentIsGone(() => clearInterval(stay));
      console.log('watching');`,
    );
    const shells = [`"${process.execPath}" "${script}"; true`, `exec "${process.execPath}" "${script}"`];
    for (const shell of shells) {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
        // Stands for npm, which starts scripts through a shell.
        const npm = `require('node:child_process').spawn('sh', ['-c', ${JSON.stringify(shell)}], { stdio: 'inherit' });`;
        const child = spawn(process.execPath, ['-e', npm], { stdio: ['ignore', 'pipe', 'inherit'] });
        // Its output is closed once all that were started have ended.
        const ended = new Promise((done) => child.on('close', done));
        await new Promise((done) => child.stdout.once('data', done));
        child.kill(signal);
        await ended;
      }
    }
  });
});
