import assert from 'node:assert/strict';
import { Queues } from '../../../src/core/base/queues';

describe('Queues', () => {
  /** Work that ends when it is told to, and says in a list when it begins and ends. */
  function held(said: string[], name: string): { readonly work: () => Promise<string>; readonly end: () => void } {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const work = async (): Promise<string> => {
      said.push(`${name} begins`);
      await ended;
      said.push(`${name} ends`);
      return name;
    };
    return { work, end };
  }

  it('runs work of one key in its order, and of another beside it', async () => {
    const said: string[] = [];
    const queues = new Queues();
    const [one, two, other] = [held(said, 'one'), held(said, 'two'), held(said, 'other')];
    const runs = [queues.run('a', one.work), queues.run('a', two.work), queues.run('b', other.work)];
    two.end();
    other.end();
    assert.equal(await runs[2], 'other');
    one.end();
    assert.deepEqual(await Promise.all(runs), ['one', 'two', 'other']);
    assert.deepEqual(said, ['one begins', 'other begins', 'other ends', 'one ends', 'two begins', 'two ends']);
  });

  it('goes on where one failed, and tells its caller alone', async () => {
    const queues = new Queues();
    const failed = queues.run('a', () => Promise.reject(new Error('full')));
    const next = queues.run('a', () => Promise.resolve(2));
    await assert.rejects(failed, /full/);
    assert.equal(await next, 2);
  });

  it('is settled when all that was begun is done', async () => {
    const said: string[] = [];
    const queues = new Queues();
    const one = held(said, 'one');
    const run = queues.run('a', one.work);
    const failed = queues.run('a', () => Promise.reject(new Error('full')));
    const settled = queues.settled('a').then(() => said.push('settled'));
    one.end();
    await assert.rejects(failed);
    await Promise.all([run, settled]);
    assert.deepEqual(said, ['one begins', 'one ends', 'settled']);
    await queues.settled('nothing');
  });
});
