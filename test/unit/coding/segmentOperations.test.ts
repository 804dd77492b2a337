import assert from 'node:assert/strict';
import type { Operation } from '../../../src/core/coding/codingOperations';
import { holdsMemo, rewriteMemo } from '../../../src/core/coding/rewriteMemo';
import { memoSeparator } from '../../../src/core/coding/joinSegments';
import type { Segments, SegmentsChange } from '../../../src/core/coding/segment';
import {
  cycleCertainty,
  reattach,
  removeSegment,
  resizeSegment,
  setCodingAttributes,
  setExemplar,
  setMemo,
} from '../../../src/core/coding/segmentOperations';
import type { SegmentRow } from '../../../src/core/coding/segmentsFile';
import { applyChange } from '../../../src/core/coding/segmentsChange';
import { span } from '../../../src/core/text/span';
import { at, interview, rowOn, segmentsOf, tools } from '../../support/codingSamples';

const changeIn = (operation: Operation): SegmentsChange => {
  assert.ok(operation.ok, operation.ok ? '' : operation.error);
  return operation.value;
};
const rowAfter = (segments: Segments, operation: Operation): SegmentRow | undefined =>
  applyChange(segments, changeIn(operation), interview).list[0]?.row;
const refused = (operation: Operation): string => {
  assert.ok(!operation.ok);
  return operation.error;
};
const row = rowOn('x', 'clicked', { memo: 'm', extra: 1 });
const one = segmentsOf([row]);
const orphan = segmentsOf([rowOn('x', 'clicked', { quote: 'clicked at once', state: 'orphaned' })]);

describe('resizeSegment', () => {
  it('gives other borders and keeps everything else', () => {
    const wanted = at(' just clicked,');
    const after = rowAfter(one, resizeSegment(one, interview, 'x', wanted));
    assert.deepEqual([after?.quote, after?.start], ['just clicked,', wanted.start + 1]);
    assert.deepEqual([after?.memo, after?.codings, after?.['extra']], ['m', row.codings, 1]);
  });

  it('refuses nothing, the same, a segment that is gone or lost', () => {
    assert.match(refused(resizeSegment(one, interview, 'x', span(2, 3))), /white space/);
    assert.match(refused(resizeSegment(one, interview, 'x', at('clicked'))), /borders already/);
    assert.match(refused(resizeSegment(one, interview, 'y', at('ward'))), /no longer there/);
    assert.match(refused(resizeSegment(orphan, interview, 'x', at('ward'))), /re-attach it first/);
  });

  it('confirms a place that was a guess', () => {
    const guess = segmentsOf([{ ...row, state: 'unconfirmed' }]);
    assert.equal(rowAfter(guess, resizeSegment(guess, interview, 'x', at('clicked')))?.state, undefined);
  });
});

describe('reattach', () => {
  it('puts an orphan where a person says', () => {
    const operation = reattach(orphan, interview, 'x', at('clicked'));
    assert.equal(changeIn(operation).label, 'Re-attached “clicked at once”');
    const segment = applyChange(orphan, changeIn(operation), interview).list[0]!;
    assert.deepEqual(
      [segment.row.quote, segment.row.state, segment.placement.outcome],
      ['clicked', undefined, 'exact'],
    );
  });

  it('confirms the place of a guess', () => {
    const guess = segmentsOf([{ ...row, state: 'unconfirmed' }]);
    const segment = applyChange(guess, changeIn(reattach(guess, interview, 'x', at('clicked'))), interview).list[0]!;
    assert.deepEqual([segment.row.state, segment.placement.outcome], [undefined, 'exact']);
  });

  it('refuses what has its place, what is gone, and no words', () => {
    assert.match(refused(reattach(one, interview, 'x', at('ward'))), /its place already/);
    assert.match(refused(reattach(one, interview, 'y', at('ward'))), /no longer there/);
    assert.match(refused(reattach(orphan, interview, 'x', span(2, 3))), /white space/);
  });
});

describe('removeSegment', () => {
  it('removes it whole', () => {
    const operation = removeSegment(one, 'x');
    assert.equal(changeIn(operation).label, 'Removed the segment “clicked”');
    assert.equal(rowAfter(one, operation), undefined);
    assert.match(refused(removeSegment(one, 'y')), /no longer there/);
  });
});

describe('setMemo', () => {
  it('writes, changes and removes', () => {
    const changed = setMemo(one, 'x', 'n');
    assert.equal(changeIn(changed).label, 'Changed the memo on “clicked”');
    assert.deepEqual(rowAfter(one, changed), { ...row, memo: 'n' });
    const removed = setMemo(one, 'x', ' ');
    assert.equal(changeIn(removed).label, 'Removed the memo on “clicked”');
    assert.equal(rowAfter(one, removed)?.memo, undefined);
    const bare = segmentsOf([rowOn('x', 'clicked')]);
    assert.equal(changeIn(setMemo(bare, 'x', 'n')).label, 'Wrote the memo on “clicked”');
  });

  it('removes an annotation of which the memo was all', () => {
    const note = segmentsOf([rowOn('x', 'clicked', { codings: [], memo: 'm' })]);
    assert.equal(rowAfter(note, setMemo(note, 'x', null)), undefined);
  });

  it('refuses what changes nothing', () => {
    assert.match(refused(setMemo(one, 'x', 'm')), /as it was/);
    assert.match(refused(setMemo(one, 'y', 'm')), /no longer there/);
  });
});

describe('rewriteMemo', () => {
  const memoAfter = (operation: Operation): string | undefined => rowAfter(one, operation)?.memo;

  it('does what a person wants where nobody changed the memo meanwhile', () => {
    assert.equal(memoAfter(rewriteMemo(one, 'x', ['m'], 'n')), 'n');
    assert.equal(memoAfter(rewriteMemo(one, 'x', ['m'], '')), undefined);
    assert.match(refused(rewriteMemo(one, 'x', ['m'], 'm')), /as it was/);
    const bare = segmentsOf([rowOn('x', 'clicked')]);
    assert.equal(rowAfter(bare, rewriteMemo(bare, 'x', ['old'], 'n'))?.memo, 'n');
    assert.match(refused(rewriteMemo(one, 'y', [''], 'n')), /no longer there/);
  });

  it('keeps what another window wrote meanwhile beside what the person typed, and says so', () => {
    for (const asked of ['', 'l']) {
      const both = rewriteMemo(one, 'x', [asked], 'n');
      assert.equal(memoAfter(both), `m${memoSeparator}n`);
      assert.match(changeIn(both).label, /^Changed the memo on “clicked”, which had been changed meanwhile/);
      assert.match(refused(rewriteMemo(one, 'x', [asked], asked)), /changed meanwhile/);
    }
    assert.match(refused(rewriteMemo(one, 'x', ['l'], '')), /changed meanwhile/);
    assert.match(refused(rewriteMemo(one, 'x', ['l'], 'm')), /as it was/);
  });

  it('takes a memo with other line breaks, or white space around it, for the same', () => {
    // As a CSV file from Windows brings them, or a program that ends every text with a line break.
    for (const [now, asked] of [
      ['Look here.\n', 'Look here.'],
      ['one\r\ntwo', 'one\ntwo'],
      ['one\ntwo', ' one\r\ntwo\n'],
    ] as const) {
      const given = segmentsOf([rowOn('x', 'clicked', { memo: now })]);
      assert.equal(rowAfter(given, rewriteMemo(given, 'x', [asked], 'one\r\ntwo, three\n'))?.memo, 'one\ntwo, three');
      assert.equal(rowAfter(given, rewriteMemo(given, 'x', [asked], ' '))?.memo, undefined);
      assert.match(refused(rewriteMemo(given, 'x', [asked], asked)), /as it was/);
      assert.match(refused(rewriteMemo(given, 'x', ['other'], asked)), /as it was/);
    }
  });

  it('goes on from what the person wrote last, though they did not hear that it was written', () => {
    assert.equal(memoAfter(rewriteMemo(one, 'x', ['l', 'm'], 'm and more')), 'm and more');
    assert.equal(memoAfter(rewriteMemo(one, 'x', ['l', 'k'], 'n')), `m${memoSeparator}n`);
  });

  it('knows whether a memo is in the file, alone or beside another', () => {
    const both = segmentsOf([rowOn('x', 'clicked', { memo: `m\n${memoSeparator}n` })]);
    for (const [segments, memo, holds] of [
      [one, 'm\n', true],
      [one, 'n', false],
      [both, 'm', true],
      [both, 'n', true],
      [both, 'o', false],
    ] as const)
      assert.equal(holdsMemo(segments, 'x', memo), holds, memo);
    assert.match(refused(rewriteMemo(both, 'x', ['l'], 'm')), /as it was/);
    assert.ok(holdsMemo(one, 'gone', ''));
    assert.ok(!holdsMemo(one, 'gone', 'm'));
    // Of a memo in two wordings the person left one: that is a change.
    assert.equal(rowAfter(both, rewriteMemo(both, 'x', [`m\n${memoSeparator}n`], 'n'))?.memo, 'n');
  });
});

describe('setExemplar', () => {
  it('marks and unmarks a segment', () => {
    const marked = applyChange(one, changeIn(setExemplar(one, 'x', null, true)), interview);
    assert.equal(marked.list[0]?.row.exemplar, true);
    const operation = setExemplar(marked, 'x', null, false);
    assert.equal(changeIn(operation).label, 'Unmarked “clicked” as an exemplar');
    assert.deepEqual(rowAfter(marked, operation), row);
  });

  it('marks and unmarks one coding', () => {
    const marked = applyChange(one, changeIn(setExemplar(one, 'x', 'a', true)), interview);
    assert.deepEqual(marked.list[0]?.row.codings, [{ ...row.codings[0], exemplar: true }]);
    assert.deepEqual(rowAfter(marked, setExemplar(marked, 'x', 'a', false)), row);
  });

  it('refuses what is so already or is not there', () => {
    assert.match(refused(setExemplar(one, 'x', null, false)), /is not marked/);
    const marked = segmentsOf([{ ...row, exemplar: true }]);
    assert.match(refused(setExemplar(marked, 'x', null, true)), /already marked/);
    assert.match(refused(setExemplar(one, 'x', 'a', false)), /is not marked/);
    assert.match(refused(setExemplar(one, 'x', 'b', true)), /no longer has this code/);
    assert.match(refused(setExemplar(one, 'y', null, true)), /no longer there/);
  });
});

describe('setCodingAttributes', () => {
  it('sets, takes away and leaves', () => {
    const set = setCodingAttributes(one, 'x', 'a', { certainty: '++', target: 'nurse' }, tools());
    assert.equal(changeIn(set).label, 'Changed what is said of A on “clicked”');
    const segments = applyChange(one, changeIn(set), interview);
    assert.deepEqual(segments.list[0]?.row.codings, [
      { code: 'a', at: '2026-01-01', certainty: '++', target: 'nurse' },
    ]);
    const less = rowAfter(segments, setCodingAttributes(segments, 'x', 'a', { certainty: null }, tools()));
    assert.deepEqual(less?.codings, [{ code: 'a', at: '2026-01-01', target: 'nurse' }]);
  });

  it('refuses what is so already or is not there', () => {
    assert.match(refused(setCodingAttributes(one, 'x', 'a', { certainty: null }, tools())), /says this already/);
    assert.match(refused(setCodingAttributes(one, 'x', 'b', { target: 't' }, tools())), /not coded as B/);
    assert.match(refused(setCodingAttributes(one, 'y', 'a', {}, tools())), /no longer there/);
  });
});

describe('setCodingAttributes, of texts', () => {
  it('trims them, and takes blank for nothing', () => {
    const said = segmentsOf([{ ...row, codings: [{ code: 'a', target: 'walking', deliveredBy: 'PW01' }] }]);
    const after = rowAfter(said, setCodingAttributes(said, 'x', 'a', { target: '  ', deliveredBy: ' SU01 ' }, tools()));
    assert.deepEqual(after?.codings, [{ code: 'a', deliveredBy: 'SU01' }]);
    assert.match(refused(setCodingAttributes(one, 'x', 'a', { target: ' ' }, tools())), /says this already/);
  });
});

describe('cycleCertainty', () => {
  it('goes from none over + and ++ back to what it was, and says which it is', () => {
    let now = one;
    const labels: string[] = [];
    const certainties: unknown[] = [];
    for (let i = 0; i < 3; i++) {
      const change = changeIn(cycleCertainty(now, 'x', 'a', tools()));
      labels.push(change.label);
      now = applyChange(now, change, interview);
      certainties.push(now.list[0]?.row.codings[0]?.certainty);
    }
    assert.deepEqual(certainties, ['+', '++', undefined]);
    assert.deepEqual(labels, [
      'Set the certainty of A on “clicked” to +',
      'Set the certainty of A on “clicked” to ++',
      'Took the certainty off A on “clicked”',
    ]);
    assert.deepEqual(now, one);
  });

  it('refuses a code that is not there, and a segment that is gone', () => {
    assert.match(refused(cycleCertainty(one, 'x', 'b', tools())), /not coded as B/);
    assert.match(refused(cycleCertainty(one, 'y', 'a', tools())), /no longer there/);
  });
});
