import assert from 'node:assert/strict';
import {
  fileAfterCrash,
  mayBeUnderWay,
  replacementOf,
  type TimedBytes,
} from '../../../../src/extension/platform/web/leftover';

const at = (modified: number, text: string): TimedBytes => ({ bytes: new TextEncoder().encode(text), modified });

describe('a replacement that a crash left behind', () => {
  it('is known by its name', () => {
    assert.deepEqual(replacementOf('a.jsonl.0123456789abcdef.new'), { target: 'a.jsonl', digest: '0123456789abcdef' });
    for (const name of ['a.new', 'a.0123.new', '.0123456789abcdef.new', 'a.0123456789abcdef.new.txt']) {
      assert.equal(replacementOf(name), null);
    }
  });

  it('is left to its window for half a minute, also where that has a clock ahead of ours', () => {
    for (const now of [40_000, 50_000, 79_999]) assert.equal(mayBeUnderWay(at(50_000, 'new'), now), true);
    assert.equal(mayBeUnderWay(at(50_000, 'new'), 80_000), false);
  });

  it('is the file where there is none, and where the file is older', () => {
    assert.equal(fileAfterCrash(undefined, at(5, 'new')), 'replacement');
    assert.equal(fileAfterCrash(at(4, 'old'), at(5, 'new')), 'replacement');
    assert.equal(fileAfterCrash(at(0, 'old'), at(0, 'new')), 'replacement');
  });

  it('is not the file where that has the same bytes or was written since', () => {
    assert.equal(fileAfterCrash(at(4, 'new'), at(5, 'new')), 'target');
    assert.equal(fileAfterCrash(at(6, 'later'), at(5, 'new')), 'target');
    assert.equal(fileAfterCrash(at(60_000, 'ne'), at(5, 'new')), 'target');
  });

  it('is the file where the write over it was torn', () => {
    assert.equal(fileAfterCrash(at(6, ''), at(5, 'new')), 'replacement');
    assert.equal(fileAfterCrash(at(900, 'ne'), at(5, 'new')), 'replacement');
  });
});
