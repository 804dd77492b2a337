import assert from 'node:assert/strict';
import { DisposableStore, toDisposable } from '../../../src/core/base/disposable';

describe('toDisposable', () => {
  it('releases once, however often it is disposed', () => {
    let released = 0;
    const held = toDisposable(() => released++);
    held.dispose();
    held.dispose();
    assert.equal(released, 1);
  });
});

describe('DisposableStore', () => {
  const noting = (seen: string[], name: string): { name: string; dispose: () => void } => ({
    name,
    dispose: () => void seen.push(name),
  });

  it('releases the last added first, once, and hands back what it was given', () => {
    const seen: string[] = [];
    const store = new DisposableStore();
    assert.equal(store.add(noting(seen, 'a')).name, 'a');
    store.add(noting(seen, 'b'));
    store.dispose();
    store.dispose();
    assert.deepEqual(seen, ['b', 'a']);
  });

  it('releases at once what comes too late', () => {
    const seen: string[] = [];
    const store = new DisposableStore();
    store.dispose();
    store.add(noting(seen, 'late'));
    assert.deepEqual(seen, ['late']);
  });

  it('releases everything although some fail, and then says what failed', () => {
    const seen: string[] = [];
    const store = new DisposableStore();
    const fails = (message: string): { dispose: () => never } => ({
      dispose: () => {
        throw new Error(message);
      },
    });
    store.add(noting(seen, 'a'));
    store.add(fails('one'));
    store.add(noting(seen, 'b'));
    store.add(fails('two'));
    assert.throws(
      () => {
        store.dispose();
      },
      (error) =>
        error instanceof AggregateError && error.errors.map((one) => (one as Error).message).join() === 'two,one',
    );
    assert.deepEqual(seen, ['b', 'a']);
  });
});
