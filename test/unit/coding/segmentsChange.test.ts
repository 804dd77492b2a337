import assert from 'node:assert/strict';
import { EarlierText } from '../../../src/core/anchor/reanchorThroughDiff';
import { applyCodes, removeCoding } from '../../../src/core/coding/codingOperations';
import { placeSegments } from '../../../src/core/coding/placeSegments';
import type { Segments, SegmentsChange } from '../../../src/core/coding/segment';
import { removeSegment, resizeSegment, setMemo } from '../../../src/core/coding/segmentOperations';
import { applyChange, invert, revertConflict } from '../../../src/core/coding/segmentsChange';
import type { Operation } from '../../../src/core/coding/codingOperations';
import { toLf } from '../../../src/core/text/lfText';
import { span } from '../../../src/core/text/span';
import { at, digest, interview, otherDigest, rowOn, segmentsOf, tools, transcript } from '../../support/codingSamples';

const changeIn = (operation: Operation): SegmentsChange => {
  assert.ok(operation.ok, operation.ok ? '' : operation.error);
  return operation.value;
};
const none = segmentsOf([]);
const edited = toLf(interview.replace('I: So how', 'I: Well, so how'));
const inEdited = (segments: Segments, text = edited): Segments =>
  placeSegments(
    { transcript, coder: 'coder1', text: digest },
    segments.list.map((segment) => segment.row),
    text,
    otherDigest,
  );
const coded = applyChange(none, changeIn(applyCodes(none, interview, at('clicked'), ['a'], tools())), interview);

describe('applyChange and invert', () => {
  it('do and undo', () => {
    const change = changeIn(removeSegment(coded, 's1'));
    const removed = applyChange(coded, change, interview);
    assert.equal(removed.list.length, 0);
    assert.deepEqual(applyChange(removed, invert(change), interview), coded);
  });

  it('say in the label what is undone, and inverting twice gives the same', () => {
    const change = changeIn(removeSegment(coded, 's1'));
    assert.equal(invert(change).label, 'Undo: Removed the segment “clicked”');
    assert.deepEqual(invert(invert(change)), change);
  });

  it('propose the place of a restored segment where the text was edited, and know it where the text before is known', () => {
    const change = changeIn(removeSegment(coded, 's1'));
    const removed = inEdited(applyChange(coded, change, interview));
    const [guess] = applyChange(removed, invert(change), edited).list;
    assert.deepEqual([guess?.placement.outcome, guess?.row.state], ['approximate', 'unconfirmed']);
    assert.equal(guess?.row.start, at('clicked', edited).start);
    const [known] = applyChange(removed, invert(change), edited, new EarlierText(interview, edited)).list;
    assert.deepEqual([known?.placement.outcome, known?.row.state], ['moved', undefined]);
    assert.equal(known?.row.start, at('clicked', edited).start);
  });

  it('take borders back in an edited text without doubt: the segment says how far it has moved', () => {
    const change = changeIn(resizeSegment(coded, interview, 's1', at('just clicked')));
    const moved = inEdited(applyChange(coded, change, interview));
    const [segment] = applyChange(moved, invert(change), edited).list;
    assert.deepEqual([segment?.row.quote, segment?.row.state], ['clicked', undefined]);
    assert.equal(segment?.row.start, at('clicked', edited).start);
  });

  it('never take borders back to before the text begins', () => {
    const long = span(0, 60);
    const start = applyChange(none, changeIn(applyCodes(none, interview, long, ['a'], tools())), interview);
    const change = changeIn(resizeSegment(start, interview, 's1', at('did you find it')));
    const text = toLf('did you find it');
    const rows = applyChange(start, change, interview).list.map(({ row }) => row);
    const earlier = new EarlierText(interview, text);
    const moved = placeSegments({ transcript, coder: 'coder1', text: digest }, rows, text, otherDigest, earlier);
    assert.equal(moved.list[0]?.row.start, 0);
    const [segment] = applyChange(moved, invert(change), text).list;
    assert.deepEqual([segment?.row.start, segment?.row.state], [0, 'orphaned']);
  });

  it('restore an orphan as one, wherever its words stand', () => {
    const orphan = segmentsOf([{ ...coded.list[0]!.row, state: 'orphaned' }]);
    const change = changeIn(removeSegment(orphan, 's1'));
    const [segment] = applyChange(applyChange(orphan, change, interview), invert(change), interview).list;
    assert.deepEqual([segment?.row, segment?.placement.span], [orphan.list[0]?.row, null]);
  });

  it('keep a restored segment as an orphan where its words are gone', () => {
    const change = changeIn(removeSegment(coded, 's1'));
    const text = toLf(interview.replace('clicked', 'got on'));
    const [segment] = applyChange(none, invert(change), text).list;
    assert.deepEqual([segment?.row.state, segment?.placement.span], ['orphaned', null]);
  });

  it('leave a segment where it stands when only its memo is undone', () => {
    const change = changeIn(setMemo(coded, 's1', 'm'));
    const moved = inEdited(applyChange(coded, change, interview));
    const [segment] = applyChange(moved, invert(change), edited).list;
    assert.deepEqual([segment?.row.memo, segment?.row.start], [undefined, at('clicked', edited).start]);
    const bare = segmentsOf([rowOn('x', 'clicked')]);
    const memo = applyChange(bare, changeIn(setMemo(bare, 'x', 'm')), interview);
    assert.deepEqual(memo.list[0]?.row, { ...rowOn('x', 'clicked'), memo: 'm' });
    const lost = segmentsOf([rowOn('x', 'clicked', { quote: 'never said', state: 'orphaned' })]);
    const noted = applyChange(lost, changeIn(setMemo(lost, 'x', 'm')), interview);
    assert.deepEqual([noted.list[0]?.row.state, noted.list[0]?.row.memo], ['orphaned', 'm']);
  });

  it('touch nothing else', () => {
    const two = segmentsOf([rowOn('x', 'clicked'), rowOn('y', 'ward')]);
    const after = applyChange(two, changeIn(removeSegment(two, 'x')), interview);
    assert.equal(after.list[0], two.list[1]);
  });
});

describe('revertConflict', () => {
  const applied = changeIn(applyCodes(none, interview, at('clicked'), ['a'], tools()));
  const removed = changeIn(removeSegment(coded, 's1'));
  const resized = changeIn(resizeSegment(coded, interview, 's1', at('just clicked')));

  it('finds none where things are as the change left them, though the text moved them', () => {
    assert.equal(revertConflict(coded, applied), null);
    assert.equal(revertConflict(inEdited(coded), applied), null);
    assert.equal(revertConflict(none, removed), null);
    assert.equal(revertConflict(applyChange(coded, resized, interview), resized), null);
  });

  it('finds a segment that was removed, is back, or was changed since', () => {
    assert.match(revertConflict(none, applied) ?? '', /removed since/);
    assert.match(revertConflict(coded, removed) ?? '', /there again/);
    const memo = applyChange(coded, changeIn(setMemo(coded, 's1', 'm')), interview);
    assert.match(revertConflict(memo, applied) ?? '', /“clicked” has been changed since/);
  });

  it('looks at the words only where the change set the place', () => {
    assert.match(revertConflict(applyChange(coded, resized, interview), applied) ?? '', /words .* changed since/);
    const memo = changeIn(setMemo(coded, 's1', 'm'));
    const both = applyChange(applyChange(coded, memo, interview), resized, interview);
    assert.notEqual(revertConflict(both, memo), null, 'the resize put the row back to one without a memo');
    const after = applyChange(coded, resized, interview);
    const later = changeIn(setMemo(after, 's1', 'm'));
    const shorter = applyChange(after, later, interview);
    assert.equal(
      revertConflict(
        applyChange(shorter, changeIn(resizeSegment(shorter, interview, 's1', at('We just clicked'))), interview),
        later,
      ),
      null,
    );
  });

  it('does not mind the order of keys', () => {
    const [segment] = coded.list;
    const turned = Object.fromEntries(Object.entries(segment!.row).reverse()) as typeof segment extends undefined
      ? never
      : NonNullable<typeof segment>['row'];
    assert.equal(revertConflict({ ...coded, list: [{ ...segment!, row: turned }] }, applied), null);
  });

  it('is not fooled by names that every object has', () => {
    const odd = { ...tools(), newId: () => 'constructor' };
    const change = changeIn(applyCodes(none, interview, at('clicked'), ['a'], odd));
    const segments = applyChange(none, change, interview);
    assert.equal(revertConflict(segments, { ...change, before: {} }), null);
    const off = changeIn(removeCoding(segments, 'constructor', 'a', odd));
    assert.equal(applyChange(segments, off, interview).list.length, 0);
  });
});
