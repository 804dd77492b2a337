import assert from 'node:assert/strict';
import { rewriteMemo } from '../../../../src/core/coding/rewriteMemo';
import { span } from '../../../../src/core/text/span';
import { passageKey, UnwrittenMemos } from '../../../../src/extension/coding/unwrittenMemos';
import { rowOn, segmentsOf } from '../../../support/codingSamples';

describe('UnwrittenMemos', () => {
  it('keeps what a refused memo was typed over, so that one written meanwhile stays in the row', () => {
    const unwritten = new UnwrittenMemos();
    const { asked } = unwritten.begin('x', 'A');
    unwritten.keep('x', { memo: 'B', asked });
    // Another window wrote C; the box begins with B, and the person presses Enter.
    const now = segmentsOf([rowOn('x', 'We just clicked', { memo: 'C' })]);
    const again = unwritten.begin('x', 'C');
    assert.deepEqual(again, { memo: 'B', asked: 'A' });
    const change = rewriteMemo(now, 'x', [again.asked], again.memo);
    assert.ok(change.ok);
    const memo = change.value.after['x']?.memo ?? '';
    assert.ok(memo.includes('B') && memo.includes('C'), memo);
  });

  it('begins with the memo as it is where none is kept, or one was dropped', () => {
    const unwritten = new UnwrittenMemos();
    assert.deepEqual(unwritten.begin('x', 'A'), { memo: 'A', asked: 'A' });
    unwritten.keep('x', { memo: 'B', asked: 'A' });
    unwritten.drop('x');
    assert.deepEqual(unwritten.begin('x', 'C'), { memo: 'C', asked: 'C' });
  });

  it('does not offer the memo of one passage for another of the same transcript', () => {
    const unwritten = new UnwrittenMemos();
    unwritten.keep(passageKey('a.txt', span(1, 5)), { memo: 'B', asked: '' });
    assert.equal(unwritten.begin(passageKey('a.txt', span(7, 9)), '').memo, '');
    assert.equal(unwritten.begin(passageKey('a.txt', span(1, 5)), '').memo, 'B');
  });
});
