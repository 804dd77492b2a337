import assert from 'node:assert/strict';
import { Underway } from '../../../../src/extension/study/underway';

function work(): { readonly promise: Promise<void>; readonly end: () => void; readonly fail: (error: Error) => void } {
  let [end, fail]: [() => void, (error: Error) => void] = [() => undefined, () => undefined];
  const promise = new Promise<void>((resolve, reject) => ([end, fail] = [resolve, reject]));
  return { promise, end, fail };
}

describe('work that is under way', () => {
  it('is there to be waited for until it is done, or has failed', async () => {
    const underway = new Underway();
    const [first, second] = [work(), work()];
    const begun = underway.begin('a', first.promise);
    assert.equal(underway.of('a'), begun);
    assert.equal(underway.of('b'), undefined);
    first.end();
    await begun;
    assert.equal(underway.of('a'), undefined);
    const again = underway.begin('a', second.promise);
    second.fail(new Error('refused'));
    await assert.rejects(again, /refused/);
    assert.equal(underway.of('a'), undefined);
  });

  it('is not waited for once it was given up; its end leaves alone what was begun since', async () => {
    const underway = new Underway();
    const [first, second] = [work(), work()];
    const given = underway.begin('a', first.promise);
    underway.giveUp('a');
    assert.equal(underway.of('a'), undefined);
    const fresh = underway.begin('a', second.promise);
    first.end();
    await given;
    assert.equal(underway.of('a'), fresh);
    second.end();
    await fresh;
    assert.equal(underway.of('a'), undefined);
  });
});
