import assert from 'node:assert/strict';
import { describe as describeSpan } from '../../../src/core/anchor/describe';
import type { Operation } from '../../../src/core/coding/codingOperations';
import { placeSegments } from '../../../src/core/coding/placeSegments';
import { confirmPlace, keepOrphan, toReview } from '../../../src/core/coding/reviewSegments';
import type { Segments } from '../../../src/core/coding/segment';
import { reattach } from '../../../src/core/coding/segmentOperations';
import { applyChange } from '../../../src/core/coding/segmentsChange';
import type { SegmentRow } from '../../../src/core/coding/segmentsFile';
import { toLf } from '../../../src/core/text/lfText';
import { at, digest, interview, otherDigest, rowOn, segmentsOf, transcript } from '../../support/codingSamples';

const after = (segments: Segments, operation: Operation): Segments => {
  assert.ok(operation.ok, operation.ok ? '' : operation.error);
  return applyChange(segments, operation.value, interview);
};
const rowIn = ({ list }: Segments): SegmentRow | undefined => list[0]?.row;
const refused = (operation: Operation): string => (operation.ok ? '' : operation.error);

const guess = segmentsOf([rowOn('x', 'clicked', { state: 'unconfirmed', was: 'clicked at once' })]);
const orphan = segmentsOf([rowOn('x', 'clicked', { quote: 'clacked', state: 'orphaned' })]);
const sure = segmentsOf([rowOn('x', 'clicked')]);

describe('the review queue', () => {
  it('holds guesses with their place and orphans without one, both with the words as they were coded', () => {
    assert.deepEqual(toReview(guess), [
      {
        id: 'x',
        state: 'unconfirmed',
        was: 'clicked at once',
        now: 'clicked',
        span: at('clicked'),
        last: at('clicked'),
        prefix: '',
        suffix: '',
        reason: guess.list[0]?.placement.reason,
      },
    ]);
    const [lost] = toReview(orphan);
    assert.deepEqual([lost?.state, lost?.was, lost?.now, lost?.span], ['orphaned', 'clacked', 'clacked', null]);
    assert.deepEqual(lost?.last, at('clicked'), 'where it stood');
    assert.deepEqual(toReview(sure), []);
  });

  it('lets a person confirm a guess, once', () => {
    const done = after(guess, confirmPlace(guess, 'x'));
    assert.deepEqual(toReview(done), []);
    const row = rowIn(done);
    assert.deepEqual([row?.state, row?.was, row?.quote], [undefined, undefined, 'clicked']);
    assert.match(refused(confirmPlace(done, 'x')), /its place already/);
    assert.match(refused(confirmPlace(orphan, 'x')), /no place yet/);
    assert.match(refused(confirmPlace(guess, 'y')), /no longer there/);
  });

  it('lets a person leave a segment an orphan, with the words as they were coded, and does not ask again', () => {
    for (const [segments, words] of [
      [guess, 'clicked at once'],
      [orphan, 'clacked'],
    ] as const) {
      const done = after(segments, keepOrphan(segments, 'x'));
      assert.deepEqual(toReview(done), []);
      const row = rowIn(done);
      assert.deepEqual([row?.state, row?.was, row?.quote, row?.kept], ['orphaned', undefined, words, true]);
      assert.equal(done.list[0]?.placement.span, null);
      assert.match(refused(keepOrphan(done, 'x')), /already/);
      const back = after(done, reattach(done, interview, 'x', at('ward')));
      assert.deepEqual([rowIn(back)?.quote, rowIn(back)?.state, rowIn(back)?.kept], ['ward', undefined, undefined]);
    }
    assert.match(refused(keepOrphan(sure, 'x')), /has its place/);
    // The very words stand where the guess was: that it is refused counts, not that.
    const { prefix, suffix } = describeSpan(interview, at('We just clicked'));
    const same = segmentsOf([rowOn('x', 'We just clicked', { prefix, suffix, state: 'unconfirmed' })]);
    const left = after(same, keepOrphan(same, 'x'));
    assert.deepEqual([rowIn(left)?.state, rowIn(left)?.kept, left.list[0]?.placement.span], ['orphaned', true, null]);
    assert.match(refused(keepOrphan(sure, 'y')), /no longer there/);
  });
});

describe('a place that is a guess', () => {
  it('keeps the words as they were coded through further guesses, until it is confirmed', () => {
    const origin = { transcript, coder: 'coder1', text: otherDigest };
    const { prefix, suffix } = describeSpan(interview, at('We just clicked'));
    const guess = { prefix, suffix, state: 'unconfirmed', was: 'We clicked at once' } as const;
    const guessed = rowOn('x', 'We just clicked', guess);
    const again = placeSegments(origin, [guessed], toLf(`Title\n${interview}`), digest);
    assert.equal(rowIn(again)?.was, 'We clicked at once');
    assert.equal(rowIn(again)?.state, 'unconfirmed');
  });
});
