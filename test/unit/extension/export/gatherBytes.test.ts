import assert from 'node:assert/strict';
import { gatherBytes } from '../../../../src/extension/export/gatherBytes';

/** Pieces that note which of them were made, and whether they were told that no more are wanted. */
function pieces(...texts: readonly string[]): { made: string[]; closed: boolean; all: AsyncIterable<string> } {
  const seen = { made: [] as string[], closed: false, all: make() };
  async function* make(): AsyncGenerator<string> {
    try {
      for (const text of texts) {
        await Promise.resolve();
        seen.made.push(text);
        yield text;
      }
    } finally {
      seen.closed = true;
    }
  }
  return seen;
}

describe('the bytes of an export', () => {
  it('are those of all pieces, told of as they come', async () => {
    const told: number[] = [];
    const bytes = await gatherBytes(pieces('é\n', '', 'x').all, {
      cancelled: () => false,
      progress: (n) => told.push(n),
    });
    assert.deepEqual([...(bytes ?? [])], [0xc3, 0xa9, 0x0a, 0x78]);
    assert.deepEqual(told, [3, 3, 4]);
  });

  it('are none where it is cancelled half-way, and no further piece is made', async () => {
    const source = pieces('one', 'two', 'three');
    const bytes = await gatherBytes(source.all, {
      cancelled: () => source.made.length === 2,
      progress: () => undefined,
    });
    assert.equal(bytes, undefined);
    assert.deepEqual(source.made, ['one', 'two']);
    assert.equal(source.closed, true);
  });

  it('are none where it is cancelled before the first piece or after the last', async () => {
    const unread = pieces('one');
    assert.equal(await gatherBytes(unread.all, { cancelled: () => true, progress: () => undefined }), undefined);
    assert.deepEqual(unread.made, []);
    const read = pieces('one', 'two');
    assert.equal(
      await gatherBytes(read.all, { cancelled: () => read.made.length === 2, progress: () => undefined }),
      undefined,
    );
  });
});
