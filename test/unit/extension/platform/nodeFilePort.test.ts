import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StudyPath } from '../../../../src/core/base/studyPath';
import { FileAccessError } from '../../../../src/core/project/host';
import { NodeFilePort, nodeDigest } from '../../../../src/extension/platform/node/nodeFilePort';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const path = (text: string): StudyPath => text as StudyPath;

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

  it('writes a file whole, makes its folders, and leaves nothing beside it', async () => {
    await files.replace(path('a/b/c.txt'), bytes('one'));
    await files.replace(path('a/b/c.txt'), bytes('two'));
    assert.equal(readFileSync(join(root, 'a/b/c.txt'), 'utf8'), 'two');
    assert.deepEqual(readdirSync(join(root, 'a/b')), ['c.txt']);
  });

  it('appends, reads, removes; what is missing is undefined and no error', async () => {
    await files.append(path('log/x.jsonl'), bytes('1\n'));
    await files.append(path('log/x.jsonl'), bytes('2\n'));
    assert.equal(new TextDecoder().decode(await files.read(path('log/x.jsonl'))), '1\n2\n');
    await files.remove(path('log/x.jsonl'));
    await files.remove(path('log/x.jsonl'));
    assert.equal(await files.read(path('log/x.jsonl')), undefined);
    assert.equal(await files.read(path('log/x.jsonl/below')), undefined);
  });

  it('lists what is not hidden, by code unit, and a missing folder as empty', async () => {
    for (const name of ['b.txt', 'a/é.txt', 'a/Z.txt', '.git/config', '.verbatim/local.json', 'node_modules/x.js']) {
      mkdirSync(join(root, name, '..'), { recursive: true });
      writeFileSync(join(root, name), name);
    }
    assert.deepEqual(
      (await files.list()).map((file) => file.path),
      ['a/Z.txt', 'a/é.txt', 'b.txt'],
    );
    assert.deepEqual(
      (await files.list(path('a'))).map((file) => file.path),
      ['a/Z.txt', 'a/é.txt'],
    );
    assert.deepEqual(await files.list(path('none')), []);
  });

  it('finds a name that the disk keeps decomposed by its composed path', async () => {
    writeFileSync(join(root, 'Café.txt'.normalize('NFD')), 'x');
    const [file] = await files.list();
    assert.equal(file?.path, 'Café.txt'.normalize('NFC'));
    assert.equal(new TextDecoder().decode(await files.read(file.path)), 'x');
    await files.replace(file.path, bytes('y'));
    assert.equal(readdirSync(root).length, 1);
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

  it('says which file and why where the file system refuses', async () => {
    mkdirSync(join(root, 'taken.txt'));
    await assert.rejects(files.replace(path('taken.txt'), bytes('x')), (error: unknown) => {
      assert.ok(error instanceof FileAccessError);
      assert.match(error.message, /taken\.txt/);
      return true;
    });
    assert.deepEqual(readdirSync(root), ['taken.txt']);
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
    const codes = await Promise.all(
      ['a', 'b', 'c'].map(
        (name) =>
          new Promise((done) =>
            fork(script, [root, name]).on('exit', (code) => {
              done(code);
            }),
          ),
      ),
    );
    assert.deepEqual(codes, [0, 0, 0]);
    const lines = readFileSync(join(root, 'shared.txt'), 'utf8').trim().split('\n');
    assert.equal(new Set(lines).size, 60);
  });

  it('takes the SHA-256 of bytes', () => {
    assert.equal(nodeDigest(bytes('abc')), 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

/** The port as a module that another process can load: bundled beside this test. */
function portModule(): string {
  const built = join(process.cwd(), 'dist/test/nodeFilePort.mjs');
  assert.ok(existsSync(built), 'the runner bundles the port for this test');
  return built;
}
