import assert from 'node:assert/strict';
import { CancelledError, neverCancelled, throwIfCancelled } from '../../../src/core/base/cancellation';
import { CancellationSource } from '../../support/cancellationSource';

describe('throwIfCancelled', () => {
  it('stops work whose token was cancelled, and no other', () => {
    const source = new CancellationSource();
    throwIfCancelled(source.token);
    source.cancel();
    assert.throws(() => {
      throwIfCancelled(source.token);
    }, CancelledError);
  });
});

describe('neverCancelled', () => {
  it('lets everything go on', () => {
    throwIfCancelled(neverCancelled);
    neverCancelled.onCancellationRequested(() => assert.fail()).dispose();
  });
});
