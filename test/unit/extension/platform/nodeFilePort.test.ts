import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import fs, {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StudyPath } from '../../../../src/core/base/studyPath';
import { FileAccessError } from '../../../../src/core/project/host';
import { NodeFilePort, nodeDigest } from '../../../../src/extension/platform/node/nodeFilePort';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const path = (text: string): StudyPath => text as StudyPath;

// What all ports have in common is in filePorts.test.ts.
describe('NodeFilePort', () => {
  let root: string;
  let files: NodeFilePort;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'verbatim-port-'));
    files = new NodeFilePort(root);
  });

  afterEach(() => {
    chmodSync(root, 0o755);
    rmSync(root, { recursive: true, force: true });
  });

  it('follows a linked folder once and is not caught in a circle', async () => {
    mkdirSync(join(root, 'real'));
    writeFileSync(join(root, 'real/a.txt'), 'a');
    symlinkSync(root, join(root, 'real/loop'));
    assert.deepEqual(
      (await files.list()).map((file) => file.path),
      ['real/a.txt'],
    );
  });

  it('lets other work have its turn however many files are read in a row', async () => {
    writeFileSync(join(root, 'a.txt'), 'a');
    let others = 0;
    setTimeout(() => others++);
    setImmediate(() => others++);
    // Would never end if reading kept the process to itself.
    while (others < 2) await files.read(path('a.txt'));
  });

  it('takes the digest of a file of any length, several at a time, and of none where it is missing', async () => {
    const lengths = [0, 1, 999_999, 1_000_000, 1_000_001, 2_500_000];
    const contents = lengths.map((length, i) => new Uint8Array(length).fill(i + 1));
    contents.forEach((content, i) => {
      writeFileSync(join(root, `${i}.bin`), content);
    });
    const found = await Promise.all(contents.map((_, i) => files.digestOf(path(`${i}.bin`))));
    assert.deepEqual(found, contents.map(nodeDigest));
    assert.equal(await files.digestOf(path('missing.bin')), undefined);
    mkdirSync(join(root, 'folder'));
    await assert.rejects(files.digestOf(path('folder')), FileAccessError);
  });

  it('reads large files whole', async () => {
    writeFileSync(join(root, 'large.txt'), 'x'.repeat(3_000_000));
    assert.equal((await files.read(path('large.txt')))?.length, 3_000_000);
  });

  it('gives writers of one file their turns, and a lock that was left behind away', async () => {
    const order: string[] = [];
    mkdirSync(join(root, '.verbatim/locks'), { recursive: true });
    await Promise.all(
      ['one', 'two', 'three'].map((name) =>
        files.exclusively(path('x.jsonl'), async () => {
          order.push(`${name} in`);
          await files.replace(path('x.jsonl'), bytes(name));
          order.push(`${name} out`);
        }),
      ),
    );
    assert.deepEqual(order, ['one in', 'one out', 'two in', 'two out', 'three in', 'three out']);
    assert.deepEqual(readdirSync(join(root, '.verbatim/locks')), []);
    await assert.rejects(
      files.exclusively(path('x.jsonl'), () => Promise.reject(new Error('inside'))),
      /inside/,
    );
    assert.equal(await files.exclusively(path('x.jsonl'), () => Promise.resolve(1)), 1);
  });

  it('replaces what is as it was seen, and nothing else, and leaves nothing beside it', async () => {
    const seen = (text: string | null) => (found: Uint8Array | undefined) =>
      (found === undefined ? null : new TextDecoder().decode(found)) === text;
    const there = (): string => readFileSync(join(root, 'a/b.txt'), 'utf8');
    assert.equal(await files.replaceSeen(path('a/b.txt'), bytes('one'), seen('none')), false);
    assert.equal(existsSync(join(root, 'a/b.txt')), false);
    assert.equal(await files.replaceSeen(path('a/b.txt'), bytes('one'), seen(null)), true);
    assert.equal(await files.replaceSeen(path('a/b.txt'), bytes('two'), seen(null)), false);
    assert.equal(there(), 'one');
    assert.equal(await files.replaceSeen(path('a/b.txt'), bytes('two'), seen('one')), true);
    assert.equal(there(), 'two');
    assert.deepEqual(readdirSync(join(root, 'a')), ['b.txt']);
    // Given back by the next turn.
    await files.exclusively(path('a/b.txt'), () => Promise.resolve());
    assert.deepEqual(readdirSync(join(root, '.verbatim/locks')), []);
  });

  it('looks at a file that it may replace only when nobody else writes it', async () => {
    writeFileSync(join(root, 'a.txt'), '0');
    const other = new NodeFilePort(root);
    const adds = async (port: NodeFilePort): Promise<void> => {
      for (let done = false; !done;) {
        const read = new TextDecoder().decode(await port.read(path('a.txt')));
        const next = bytes(`${Number(read) + 1}`);
        done = await port.replaceSeen(path('a.txt'), next, (now) => new TextDecoder().decode(now) === read);
      }
    };
    const locked = other.exclusively(path('a.txt'), async () => {
      const read = Number(new TextDecoder().decode(await other.read(path('a.txt'))));
      for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
      await other.replace(path('a.txt'), bytes(`${read + 1}`));
    });
    await Promise.all([locked, ...[files, other, files, other, files, other].map(adds)]);
    assert.equal(readFileSync(join(root, 'a.txt'), 'utf8'), '7');
  });

  it('loses no line where several processes add to one file at once', async () => {
    const script = join(root, 'writer.mjs');
    writeFileSync(
      script,
      `const { NodeFilePort } = await import(${JSON.stringify(portModule())});
       const files = new NodeFilePort(process.argv[2]);
       for (let i = 0; i < 20; i++) await files.exclusively('shared.txt', async () => {
         const before = (await files.read('shared.txt')) ?? new Uint8Array();
         await files.replace('shared.txt', Buffer.concat([before, Buffer.from(process.argv[3] + i + '\\n')]));
       });`,
    );
    assert.deepEqual(await exitCodes(script, ['a', 'b', 'c']), [0, 0, 0]);
    const lines = readFileSync(join(root, 'shared.txt'), 'utf8').trim().split('\n');
    assert.equal(new Set(lines).size, 60);
  });

  it('lets one process at a time in where several find a lock that was left behind', async () => {
    const lock = await lockOf('x.jsonl');
    writeFileSync(lock, `${hostname()} 999999999 dead\n`);
    const script = join(root, 'waiter.mjs');
    // Each step of taking a lock away is held up for a while, so that the others come in between.
    writeFileSync(
      script,
      `import fs, { appendFileSync, readFileSync } from 'node:fs';
       import { syncBuiltinESMExports } from 'node:module';
       const holdUp = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.random() * 40);
       for (const name of ['closeSync', 'readFileSync', 'renameSync', 'rmSync']) {
         const step = fs[name];
         fs[name] = (...args) => (holdUp(), step(...args));
       }
       syncBuiltinESMExports();
       const { NodeFilePort } = await import(${JSON.stringify(portModule())});
       const files = new NodeFilePort(process.argv[2]);
       appendFileSync(process.argv[2] + '/ready', '.');
       while (readFileSync(process.argv[2] + '/ready').length < 4);
       for (let i = 0; i < 3; i++) await files.exclusively('x.jsonl', async () => {
         appendFileSync(process.argv[3], 'in\\n');
         holdUp();
         await new Promise((resolve) => setTimeout(resolve, 5));
         appendFileSync(process.argv[3], 'out\\n');
       });`,
    );
    const said = join(root, 'said');
    assert.deepEqual(await exitCodes(script, Array<string>(4).fill(said)), [0, 0, 0, 0]);
    assert.equal(readFileSync(said, 'utf8'), 'in\nout\n'.repeat(12));
    assert.deepEqual(locks(), []);
  });

  it('leaves the lock of a successor alone that took over from it', async () => {
    const lock = await lockOf('x.jsonl');
    let second: Promise<void> | undefined;
    let release: () => void = () => undefined;
    await files.exclusively(path('x.jsonl'), async () => {
      await new Promise<void>((entered) => {
        // A waiter that takes the first one, which renews its lock every few seconds, for left behind.
        second = new NodeFilePort(root, 5).exclusively(path('x.jsonl'), () => {
          entered();
          return new Promise((resolve) => {
            release = resolve;
          });
        });
      });
    });
    assert.equal(existsSync(lock), true);
    release();
    await second;
    assert.deepEqual(locks(), []);
  });

  it('shows by the time of its lock that it still works, however long it takes', async () => {
    const order: string[] = [];
    const patience = 800;
    let first: Promise<void> | undefined;
    await new Promise<void>((entered) => {
      first = new NodeFilePort(root, patience).exclusively(path('x.jsonl'), async () => {
        order.push('one in');
        entered();
        await pause(2 * patience);
        order.push('one out');
      });
    });
    await new NodeFilePort(root, patience).exclusively(path('x.jsonl'), () => {
      order.push('two in');
      return Promise.resolve();
    });
    await first;
    assert.deepEqual(order, ['one in', 'one out', 'two in']);
  });

  it('leaves neither a lock nor an open file where the lock cannot be written', async () => {
    const lock = await lockOf('x.jsonl');
    const { openSync, writeFileSync: kept } = fs;
    const opened: number[] = [];
    fs.openSync = (...args) => {
      const file = openSync(...args);
      opened.push(file);
      return file;
    };
    fs.writeFileSync = () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    try {
      await assert.rejects(
        files.exclusively(path('x.jsonl'), () => Promise.resolve()),
        (error: unknown) => error instanceof FileAccessError && error.reason === 'no-space',
      );
    } finally {
      Object.assign(fs, { openSync, writeFileSync: kept });
    }
    assert.equal(existsSync(lock), false);
    assert.equal(opened.length, 1);
    for (const file of opened) assert.throws(() => fs.fstatSync(file), /EBADF/);
  });

  it('keeps the permissions of a file that it replaces', async () => {
    for (const mode of [0o660, 0o600, 0o644]) {
      writeFileSync(join(root, 'a.txt'), 'one');
      chmodSync(join(root, 'a.txt'), mode);
      await files.replace(path('a.txt'), bytes('two'));
      assert.equal(statSync(join(root, 'a.txt')).mode & 0o777, mode);
    }
  });

  it('replaces no file that nobody may write', async () => {
    writeFileSync(join(root, 'a.txt'), 'one');
    chmodSync(join(root, 'a.txt'), 0o444);
    await assert.rejects(
      files.replace(path('a.txt'), bytes('two')),
      (error: unknown) => error instanceof FileAccessError && error.reason === 'read-only',
    );
    assert.equal(readFileSync(join(root, 'a.txt'), 'utf8'), 'one');
    assert.deepEqual(readdirSync(root), ['a.txt']);
  });

  it('writes through a link to its file, and not over a link to nothing', async () => {
    mkdirSync(join(root, 'real'));
    writeFileSync(join(root, 'real/file.txt'), 'one');
    symlinkSync(join(root, 'real/file.txt'), join(root, 'a.txt'));
    await files.replace(path('a.txt'), bytes('two'));
    await files.append(path('a.txt'), bytes('!'));
    assert.equal(lstatSync(join(root, 'a.txt')).isSymbolicLink(), true);
    assert.equal(readFileSync(join(root, 'real/file.txt'), 'utf8'), 'two!');
    assert.deepEqual(readdirSync(join(root, 'real')), ['file.txt']);
    symlinkSync('real/unplugged.txt', join(root, 'b.txt'));
    await assert.rejects(files.replace(path('b.txt'), bytes('two')), FileAccessError);
    assert.equal(lstatSync(join(root, 'b.txt')).isSymbolicLink(), true);
  });

  describe('where links lead out of the study', () => {
    let elsewhere: string;
    const outside = (error: unknown): boolean =>
      error instanceof FileAccessError && error.reason === 'outside' && /leads out of the study/.test(error.message);

    beforeEach(() => {
      elsewhere = mkdtempSync(join(tmpdir(), 'verbatim-elsewhere-'));
      mkdirSync(join(elsewhere, 'folder'));
      writeFileSync(join(elsewhere, 'secret.txt'), 'secret');
      writeFileSync(join(elsewhere, 'folder/secret.txt'), 'secret');
    });

    afterEach(() => {
      rmSync(elsewhere, { recursive: true });
    });

    /** Nothing was written, made or removed out there. */
    function untouched(): void {
      assert.deepEqual(readdirSync(elsewhere), ['folder', 'secret.txt']);
      assert.deepEqual(readdirSync(join(elsewhere, 'folder')), ['secret.txt']);
      for (const name of ['secret.txt', 'folder/secret.txt']) {
        assert.equal(readFileSync(join(elsewhere, name), 'utf8'), 'secret');
      }
    }

    it('lists none of them, and tells which they are', async () => {
      for (const folder of ['shared/deep', 'coding/me']) mkdirSync(join(root, folder), { recursive: true });
      writeFileSync(join(root, 'shared/deep/b.txt'), 'b');
      symlinkSync(elsewhere, join(root, 'transcripts'));
      symlinkSync(join(elsewhere, 'secret.txt'), join(root, 'shared/a.txt'));
      symlinkSync('../../../../../../../../etc/passwd', join(root, 'coding/me/notes.jsonl'));
      symlinkSync(join(elsewhere, 'gone'), join(root, 'gone.txt'));
      symlinkSync('shared/deep', join(root, 'inner'));
      symlinkSync('shared/a.txt', join(root, 'twice.txt'));
      symlinkSync('circle', join(root, 'circle'));
      assert.deepEqual(
        (await files.list()).map((file) => file.path),
        ['inner/b.txt'],
      );
      const links = (): string[] => files.linksOut.map((link) => `${link.path}${link.isFolder ? '/' : ''}`).sort();
      const all = ['coding/me/notes.jsonl', 'gone.txt', 'shared/a.txt', 'transcripts/', 'twice.txt'];
      assert.deepEqual(links(), all);
      assert.deepEqual(await files.list(path('transcripts')), []);
      assert.deepEqual(await files.list(path('transcripts/folder')), []);
      assert.deepEqual(links(), all);
      rmSync(join(root, 'coding/me/notes.jsonl'));
      await files.list(path('coding'));
      assert.deepEqual(links(), all.slice(1));
    });

    it('refuses to read, write and remove, each with a sentence that says why', async () => {
      symlinkSync(join(elsewhere, 'secret.txt'), join(root, 'a.txt'));
      symlinkSync(join(elsewhere, 'folder'), join(root, 'transcripts'));
      symlinkSync(join(elsewhere, 'new.txt'), join(root, 'new.txt'));
      for (const name of ['a.txt', 'transcripts/secret.txt', 'transcripts/new.txt', 'new.txt']) {
        await assert.rejects(files.read(path(name)), outside, name);
        await assert.rejects(files.digestOf(path(name)), outside, name);
        await assert.rejects(files.replace(path(name), bytes('x')), outside, name);
        await assert.rejects(files.append(path(name), bytes('x')), outside, name);
      }
      await assert.rejects(files.remove(path('transcripts/secret.txt')), outside);
      untouched();
      await files.remove(path('a.txt'));
      assert.equal(existsSync(join(root, 'a.txt')), false);
      untouched();
    });

    it('makes no lock out there', async () => {
      const enter = (): Promise<void> => files.exclusively(path('x.jsonl'), () => Promise.resolve());
      symlinkSync(join(elsewhere, 'folder'), join(root, '.verbatim'));
      await assert.rejects(enter(), outside);
      rmSync(join(root, '.verbatim'));
      mkdirSync(join(root, '.verbatim'));
      symlinkSync(join(elsewhere, 'folder'), join(root, '.verbatim/locks'));
      await assert.rejects(enter(), outside);
      rmSync(join(root, '.verbatim/locks'));
      const lock = await lockOf('x.jsonl');
      symlinkSync(join(elsewhere, 'lock'), lock);
      await assert.rejects(enter(), outside);
      untouched();
    });

    it('knows a study that is itself reached by a link', async () => {
      const link = join(elsewhere, 'folder/study');
      symlinkSync(root, link);
      const linked = new NodeFilePort(link);
      await linked.replace(path('coding/a.txt'), bytes('one'));
      assert.deepEqual(
        (await linked.list()).map((file) => file.path),
        ['coding/a.txt'],
      );
      assert.deepEqual(linked.linksOut, []);
      assert.ok(await linked.read(path('coding/a.txt')));
      rmSync(link);
    });
  });

  it('gives the spelling of the disk, also for what is new in a folder that is spelled otherwise', async () => {
    const folder = 'Café'.normalize('NFD');
    mkdirSync(join(root, folder));
    writeFileSync(join(root, folder, 'a.txt'), 'a');
    await files.list();
    assert.equal(files.spelling(path('Café/a.txt'.normalize('NFC'))), `${folder}/a.txt`);
    assert.equal(files.spelling(path('plain/a.txt')), 'plain/a.txt');
    await files.replace(path('Café/b.txt'.normalize('NFC')), bytes('b'));
    assert.deepEqual(readdirSync(root), [folder]);
  });

  it('takes the SHA-256 of bytes', () => {
    assert.equal(nodeDigest(bytes('abc')), 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  /** Runs a script once for each name, all at the same time. */
  function exitCodes(script: string, names: readonly string[]): Promise<unknown[]> {
    return Promise.all(
      names.map(
        (name) =>
          new Promise((done) =>
            fork(script, [root, name]).on('exit', (code) => {
              done(code);
            }),
          ),
      ),
    );
  }

  function locks(): string[] {
    return readdirSync(join(root, '.verbatim/locks'));
  }

  /** Where the lock of a path lies while it is held. */
  async function lockOf(name: string): Promise<string> {
    const [lock] = await files.exclusively(path(name), () => Promise.resolve(locks()));
    return join(root, '.verbatim/locks', lock ?? assert.fail('no lock'));
  }
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** The port as a module that another process can load: bundled beside this test. */
function portModule(): string {
  const built = join(process.cwd(), 'dist/test/nodeFilePort.mjs');
  assert.ok(existsSync(built), 'the runner bundles the port for this test');
  return built;
}
