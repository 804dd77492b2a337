import assert from 'node:assert/strict';
import { CodeTree } from '../../../../src/core/codebook/codeTree';
import {
  mostRecent,
  RecentCodes,
  recentCodes,
  rememberCodes,
  type Memory,
} from '../../../../src/extension/codebook/recentCodes';
import type { Deps } from '../../../../src/extension/deps';
import type { OpenStudy } from '../../../../src/extension/study/openStudy';
import { codebookOf } from './codebookOf';
import { memory } from './memory';

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

describe('recentCodes', () => {
  const living = codebookOf('b', [['trust'], ['old', { retired: true }], ['order', { codable: false }]]);
  const codes = CodeTree.of([living, codebookOf('c', [['bond', { merged: ['tie'] }]])]);
  const open = { root: { toString: () => 'file:///study' }, study: { codes } } as unknown as OpenStudy;
  const depsWith = (workspaceState: Memory): Deps => ({ context: { workspaceState } }) as unknown as Deps;

  it('gives what rememberCodes kept for the study, the last first', async () => {
    const deps = depsWith(memory());
    await rememberCodes(deps, open, ['trust']);
    await rememberCodes(deps, open, ['bond']);
    assert.deepEqual(recentCodes(deps, open), ['bond', 'trust']);
  });

  it('leaves out codes that are gone, retired or only order others, so that number keys count on', async () => {
    const deps = depsWith(memory());
    await rememberCodes(deps, open, ['gone', 'old', 'order', 'trust']);
    assert.deepEqual(recentCodes(deps, open), ['trust']);
  });

  it('follows a code that was merged, once', async () => {
    const deps = depsWith(memory());
    await rememberCodes(deps, open, ['tie', 'trust', 'bond']);
    assert.deepEqual(recentCodes(deps, open), ['bond', 'trust']);
  });
});
