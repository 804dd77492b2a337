import assert from 'node:assert/strict';
import { digestOfText } from '../../../src/core/base/digest';
import { FileAccessError } from '../../../src/core/project/host';
import { TextCache } from '../../../src/core/project/textCache';
import { toLf, type LfText } from '../../../src/core/text/lfText';
import { MemoryFiles, memoryHost } from '../../support/memoryFiles';

const { digest: digester } = memoryHost(new MemoryFiles(), 'test');
const digestOf = (text: LfText) => digestOfText(text, digester);
const [one, two, three] = ['I: Hello — you.\n', 'R: Yes, hello.\n', 'I: So …\n'].map(toLf) as [LfText, LfText, LfText];

describe('TextCache', () => {
  it('gives a text back by its digest, in another run too, and null for others', async () => {
    const files = new MemoryFiles();
    const cache = new TextCache(files, digester);
    await cache.remember(await digestOf(one), one);
    assert.equal(await cache.recall(await digestOf(one)), one);
    const later = new TextCache(files, digester);
    assert.equal(await later.has(await digestOf(one)), true);
    assert.equal(await later.recall(await digestOf(one)), one);
    assert.equal(await later.has(await digestOf(two)), false);
    assert.equal(await later.recall(await digestOf(two)), null);
    const { writes } = files;
    await later.remember(await digestOf(one), one);
    assert.equal(files.writes, writes);
  });

  it('takes no path from what a file says its digest is', async () => {
    const files = new MemoryFiles({ 'secret.txt': 'x' });
    const cache = new TextCache(files, digester);
    assert.equal(await cache.recall('sha256:../../secret'), null);
    assert.equal(await cache.recall(''), null);
  });

  it('removes a text that is not what its name says', async () => {
    const files = new MemoryFiles();
    await new TextCache(files, digester).remember(await digestOf(one), one);
    const [path] = files.contents.keys();
    for (const damaged of ['other', new Uint8Array([0xff, 0xfe])]) {
      files.set(path!, damaged);
      const cache = new TextCache(files, digester);
      assert.equal(await cache.recall(await digestOf(one)), null);
      assert.equal(files.contents.size, 0);
      assert.equal(await cache.has(await digestOf(one)), false);
    }
  });

  it('keeps no more than it may, the newest', async () => {
    const files = new MemoryFiles();
    const cache = new TextCache(files, digester, 40);
    for (const text of [one, two, three]) await cache.remember(await digestOf(text), text);
    assert.deepEqual(await Promise.all([one, two, three].map(async (text) => cache.has(await digestOf(text)))), [
      false,
      true,
      true,
    ]);
    assert.equal(files.contents.size, 2);
    const long = toLf('x'.repeat(41));
    await cache.remember(await digestOf(long), long);
    assert.equal(await cache.has(await digestOf(long)), false);
    await cache.empty();
    assert.equal(files.contents.size, 0);
    assert.equal(await cache.recall(await digestOf(three)), null);
  });

  it('does without where the file system refuses', async () => {
    const files = new MemoryFiles();
    files.failing = (path) => new FileAccessError(path, 'no-space', null);
    const cache = new TextCache(files, digester);
    await cache.remember(await digestOf(one), one);
    assert.equal(await cache.recall(await digestOf(one)), null);
    files.failing = () => new Error('a surprise');
    await assert.rejects(cache.remember(await digestOf(one), one), /a surprise/);
  });
});
