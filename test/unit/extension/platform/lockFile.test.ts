import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs, { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { thisProcess } from '../../../../src/extension/platform/node/leftBehind';
import { LockFile } from '../../../../src/extension/platform/node/lockFile';

/** So long that only what is known of a lock's process can tell that it was left behind. */
const patience = 3_600_000;
const dead = (token: string): string => `${thisProcess.split(' ')[0]} 999999999 ${token}\n`;

describe('LockFile', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'verbatim-lock-'));
    path = join(folder, 'x');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const claimOn = (file: string): string =>
    `${file}.${createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16)}`;

  it('is free where a process was killed while it took the lock away, and where another was killed over that', async () => {
    writeFileSync(path, dead('lock'));
    writeFileSync(claimOn(path), dead('claim'));
    writeFileSync(claimOn(claimOn(path)), dead('second claim'));
    (await LockFile.take(path, patience)).release();
    assert.deepEqual(readdirSync(folder), []);
  });

  it('is never seen empty: killed at any moment, a process leaves a lock that says whose it was', async () => {
    const { linkSync } = fs;
    const texts: string[] = [];
    fs.linkSync = (from, to) => {
      texts.push(readFileSync(from, 'utf8'));
      linkSync(from, to);
    };
    try {
      (await LockFile.take(path, patience)).release();
      // A holder that may have been asleep claims its lock before it gives it back.
      (await LockFile.take(path, 0)).release();
    } finally {
      fs.linkSync = linkSync;
    }
    assert.equal(texts.length, 3);
    for (const text of texts) assert.match(text, new RegExp(`^${thisProcess} [0-9a-f]{24}\n$`));
  });

  it('waits for the lock of another machine, whatever its name, its process and its clock are', async () => {
    for (const [text, age] of [
      [`${hostname()} 999999999 aaaaaaaaaaaaaaaaaaaaaaaa\n`, 0],
      ['other-machine 12 aaaaaaaaaaaaaaaaaaaaaaaa\n', 10 * patience],
    ] as const) {
      writeFileSync(path, text);
      const written = new Date(Date.now() - age);
      utimesSync(path, written, written);
      // The first look at the lock is over when this returns.
      const taken = LockFile.take(path, patience);
      assert.equal(readFileSync(path, 'utf8'), text);
      rmSync(path);
      (await taken).release();
    }
  });

  it('is free where another machine left it behind, and a claim on it', async () => {
    writeFileSync(path, 'other-machine 12 aaaaaaaaaaaaaaaaaaaaaaaa\n');
    writeFileSync(claimOn(path), 'other-machine 13 bbbbbbbbbbbbbbbbbbbbbbbb\n');
    (await LockFile.take(path, 5)).release();
    assert.deepEqual(readdirSync(folder), []);
  });

  it('works on a disk where a file has one name only', async () => {
    const { linkSync } = fs;
    fs.linkSync = () => {
      throw Object.assign(new Error('no links'), { code: 'EPERM' });
    };
    try {
      const lock = await LockFile.take(path, patience);
      assert.deepEqual(readdirSync(folder), ['x']);
      let taken = false;
      const second = LockFile.take(path, patience).then((next) => {
        taken = true;
        next.release();
      });
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(taken, false);
      lock.release();
      await second;
    } finally {
      fs.linkSync = linkSync;
    }
    assert.deepEqual(readdirSync(folder), []);
  });

  it('is free for this process again where the disk did not let it be given back', async () => {
    const { renameSync, unlinkSync } = fs;
    const refuse = (): never => {
      throw Object.assign(new Error('input/output error'), { code: 'EIO' });
    };
    fs.renameSync = refuse;
    fs.unlinkSync = (file) => {
      if (file === path) refuse();
      unlinkSync(file);
    };
    try {
      (await LockFile.take(path, patience)).release();
    } finally {
      fs.renameSync = renameSync;
      fs.unlinkSync = unlinkSync;
    }
    assert.equal(existsSync(path), true);
    (await LockFile.take(path, patience)).release();
    assert.deepEqual(readdirSync(folder), []);
  });
});
