import assert from 'node:assert/strict';
import { Soon } from '../../../src/extension/soon';

describe('Soon', () => {
  /** Resolves after all timers of no length that were set before. */
  const later = (): Promise<void> =>
    new Promise((resolve) => {
      new Soon(resolve, 0).ask();
    });

  it('does the work once for a burst, and again when it is asked again', async () => {
    let times = 0;
    const soon = new Soon(() => times++, 0);
    for (const ask of [soon.ask, soon.ask, soon.ask]) ask();
    assert.equal(times, 0);
    await later();
    assert.equal(times, 1);
    soon.ask();
    await later();
    assert.equal(times, 2);
  });

  it('does nothing of what was dropped, or after it was disposed of', async () => {
    const dropped = new Soon(() => assert.fail(), 0);
    dropped.ask();
    dropped.drop();
    const disposed = new Soon(() => assert.fail(), 0);
    disposed.ask();
    disposed.dispose();
    await later();
  });
});
