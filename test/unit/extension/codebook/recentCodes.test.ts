import assert from 'node:assert/strict';
import { mostRecent, RecentCodes, type Memory } from '../../../../src/extension/codebook/recentCodes';

/** A memory as VS Code keeps one: what comes back went through JSON. */
function memory(start: Record<string, unknown> = {}): Memory & { readonly kept: Record<string, unknown> } {
  const kept = { ...start };
  return {
    kept,
    get: (key) => kept[key],
    update: (key, value) => {
      kept[key] = JSON.parse(JSON.stringify(value));
      return Promise.resolve();
    },
  };
}

describe('RecentCodes', () => {
  it('has the last used first, each once', async () => {
    const recent = new RecentCodes(memory());
    await recent.used('s', ['a']);
    await recent.used('s', ['b']);
    await recent.used('s', ['a', 'c']);
    assert.deepEqual(recent.of('s'), ['a', 'c', 'b']);
  });

  it('keeps as many as there are number keys', async () => {
    const recent = new RecentCodes(memory());
    for (let i = 0; i < 12; i++) await recent.used('s', [`c${i}`]);
    assert.equal(recent.of('s').length, mostRecent);
    assert.deepEqual([recent.of('s')[0], recent.of('s').at(-1)], ['c11', 'c3']);
  });

  it('keeps studies apart', async () => {
    const recent = new RecentCodes(memory());
    await recent.used('s', ['a']);
    await recent.used('t', ['b']);
    assert.deepEqual([recent.of('s'), recent.of('t'), recent.of('u')], [['a'], ['b'], []]);
  });

  it('remembers the codebook that was last added to', async () => {
    const recent = new RecentCodes(memory());
    assert.equal(recent.lastCodebook('s'), null);
    await recent.usedCodebook('s', 'book');
    await recent.usedCodebook('t', 'second');
    assert.equal(recent.lastCodebook('s'), 'book');
  });

  it('survives what another version may have kept', () => {
    for (const kept of [null, 'x', { s: 'x' }, { s: [1, 'a', null] }]) {
      const recent = new RecentCodes(memory({ 'verbatim.recentCodes': kept, 'verbatim.lastCodebook': kept }));
      assert.deepEqual(
        recent.of('s').filter((id) => id !== 'a'),
        [],
      );
      assert.ok([null, 'x'].includes(recent.lastCodebook('s')));
    }
  });
});
