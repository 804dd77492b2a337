import assert from 'node:assert/strict';
import {
  CancellationSource,
  CancelledError,
  neverCancelled,
  throwIfCancelled,
} from '../../../src/core/base/cancellation';

describe('CancellationSource', () => {
  it('asks those who hold its token to stop, once', () => {
    const source = new CancellationSource();
    let heard = 0;
    source.token.onCancellationRequested(() => heard++);
    throwIfCancelled(source.token);
    assert.equal(source.token.isCancellationRequested, false);
    source.cancel();
    source.cancel();
    assert.deepEqual([source.token.isCancellationRequested, heard], [true, 1]);
    assert.throws(() => {
      throwIfCancelled(source.token);
    }, CancelledError);
  });

  it('tells nobody after it was disposed, nor those who stopped listening', () => {
    const source = new CancellationSource();
    let heard = 0;
    source.token.onCancellationRequested(() => heard++).dispose();
    source.token.onCancellationRequested(() => heard++);
    source.dispose();
    source.cancel();
    assert.equal(heard, 0);
  });
});

describe('neverCancelled', () => {
  it('lets everything go on', () => {
    throwIfCancelled(neverCancelled);
    neverCancelled.onCancellationRequested(() => assert.fail()).dispose();
  });
});
