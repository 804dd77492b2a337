import assert from 'node:assert/strict';
import { annotate, applyCodes, recode, removeCoding, type Operation } from '../../../src/core/coding/codingOperations';
import type { Segments, SegmentsChange } from '../../../src/core/coding/segment';
import { applyChange } from '../../../src/core/coding/segmentsChange';
import { span } from '../../../src/core/text/span';
import { toLf } from '../../../src/core/text/lfText';
import { at, interview, rowOn, segmentsOf, tools } from '../../support/codingSamples';

const changeIn = (operation: Operation): SegmentsChange => {
  assert.ok(operation.ok, operation.ok ? '' : operation.error);
  return operation.value;
};
const done = (segments: Segments, operation: Operation, text = interview): Segments =>
  applyChange(segments, changeIn(operation), text);
const refused = (operation: Operation): string => {
  assert.ok(!operation.ok);
  return operation.error;
};
const none = segmentsOf([]);

describe('applyCodes', () => {
  it('makes a segment with its words, context and codings', () => {
    const operation = applyCodes(none, interview, at('We just clicked'), ['a', 'unknown', 'a'], tools());
    assert.equal(changeIn(operation).label, 'Coded “We just clicked” as A, UNKNOWN');
    const [segment] = done(none, operation).list;
    const { start } = at('We just clicked');
    assert.deepEqual(segment?.row, {
      id: 's1',
      start,
      end: start + 15,
      quote: 'We just clicked',
      prefix: interview.slice(start - 32, start),
      suffix: interview.slice(start + 15, start + 47),
      codings: [
        { code: 'a', at: '2026-11-22T10:00:00.000Z', codeDigest: 'digest of a' },
        { code: 'unknown', at: '2026-11-22T10:00:00.000Z' },
      ],
    });
    assert.equal(segment.placement.outcome, 'exact');
  });

  it('joins the segment that already has exactly these words', () => {
    const segments = segmentsOf([rowOn('x', 'clicked', { memo: 'm' })]);
    const { start, end } = at('clicked');
    const after = done(segments, applyCodes(segments, interview, span(start - 1, end), ['a', 'b'], tools()));
    assert.equal(after.list.length, 1);
    const row = after.list[0]!.row;
    assert.deepEqual([row.id, row.memo, row.codings.map((coding) => coding.code)], ['x', 'm', ['a', 'b']]);
    assert.equal(row.codings[0]!.at, '2026-01-01');
  });

  it('does nothing where every code is there, no code is given, or no word selected', () => {
    const segments = segmentsOf([rowOn('x', 'clicked')]);
    assert.equal(
      refused(applyCodes(segments, interview, at('clicked'), ['a'], tools())),
      '“clicked” is already coded as A.',
    );
    assert.match(refused(applyCodes(none, interview, at('clicked'), [], tools())), /code first/);
    assert.match(refused(applyCodes(none, interview, span(2, 3), ['a'], tools())), /white space/);
  });

  it('keeps a segment beside one that overlaps', () => {
    const segments = segmentsOf([rowOn('x', 'just clicked')]);
    assert.equal(done(segments, applyCodes(segments, interview, at('clicked'), ['a'], tools())).list.length, 2);
  });

  it('takes ids that JavaScript treats specially', () => {
    const odd = { ...tools(), newId: () => '__proto__' };
    const change = changeIn(applyCodes(none, interview, at('clicked'), ['a'], odd));
    const after = applyChange(none, change, interview);
    assert.equal(after.list[0]?.row.id, '__proto__');
    assert.equal(done(after, removeCoding(after, '__proto__', 'a', odd)).list.length, 0);
  });
});

describe('applyCodes, with what is said of the codes', () => {
  it('gives new codes what is said, in the same change', () => {
    const operation = applyCodes(none, interview, at('clicked'), ['a'], tools(), {
      certainty: '++',
      target: ' walking ',
    });
    assert.equal(changeIn(operation).label, 'Coded “clicked” as A (++)');
    const [coding] = done(none, operation).list[0]?.row.codings ?? [];
    assert.deepEqual([coding?.certainty, coding?.target], ['++', 'walking']);
  });

  it('says it of codes that are there, too, and does nothing where all is said already', () => {
    const segments = segmentsOf([rowOn('x', 'clicked')]);
    const both = done(
      segments,
      applyCodes(segments, interview, at('clicked'), ['a', 'b'], tools(), { certainty: '+' }),
    );
    assert.deepEqual(
      both.list[0]?.row.codings.map(({ code, certainty }) => [code, certainty]),
      [
        ['a', '+'],
        ['b', '+'],
      ],
    );
    const said = applyCodes(segments, interview, at('clicked'), ['a'], tools(), { certainty: '+' });
    assert.equal(changeIn(said).label, 'Changed what is said of A on “clicked”');
    assert.match(
      refused(applyCodes(both, interview, at('clicked'), ['a', 'b'], tools(), { certainty: '+' })),
      /already coded as A, B/,
    );
  });
});

describe('annotate', () => {
  it('highlights with and without a memo', () => {
    const plain = done(none, annotate(none, interview, at('clicked'), null, tools()));
    assert.deepEqual([plain.list[0]?.row.codings, plain.list[0]?.row.memo], [[], undefined]);
    const operation = annotate(plain, interview, at('clicked'), 'striking', tools());
    assert.equal(changeIn(operation).label, 'Wrote a memo on “clicked”');
    const written = done(plain, operation);
    assert.deepEqual([written.list.length, written.list[0]?.row.memo], [1, 'striking']);
  });

  it('does not overwrite a memo, nor highlight twice', () => {
    const segments = segmentsOf([rowOn('x', 'clicked', { memo: 'm' })]);
    assert.match(refused(annotate(segments, interview, at('clicked'), 'other', tools())), /already has a memo/);
    assert.match(refused(annotate(segments, interview, at('clicked'), '  ', tools())), /already a segment/);
    assert.match(refused(annotate(none, toLf('a  b'), span(1, 3), 'm', tools())), /white space/);
  });
});

describe('removeCoding', () => {
  it('takes a code off and keeps the segment while something is left', () => {
    const kept = [
      rowOn('two', 'clicked', { codings: [{ code: 'a' }, { code: 'b' }] }),
      rowOn('memo', 'ward', { memo: 'm' }),
      rowOn('mark', 'voices', { exemplar: true }),
      rowOn('link', 'nurse', { links: [{ relation: 'r', stance: 'supports' }] }),
    ];
    for (const row of kept) {
      const segments = segmentsOf([row]);
      const [left] = done(segments, removeCoding(segments, row.id, 'a', tools())).list;
      assert.deepEqual(left?.row, { ...row, codings: row.codings.filter((coding) => coding.code !== 'a') });
    }
  });

  it('removes a segment with nothing left', () => {
    const segments = segmentsOf([rowOn('x', 'clicked')]);
    const operation = removeCoding(segments, 'x', 'a', tools());
    assert.equal(changeIn(operation).label, 'Removed A from “clicked”');
    assert.equal(done(segments, operation).list.length, 0);
  });

  it('refuses what is not there', () => {
    const segments = segmentsOf([rowOn('x', 'clicked')]);
    assert.match(refused(removeCoding(segments, 'x', 'b', tools())), /not coded as B/);
    assert.match(refused(removeCoding(segments, 'y', 'a', tools())), /no longer there/);
  });
});

describe('recode', () => {
  const coding = { code: 'a', at: '2026-01-01', certainty: '+' as const, exemplar: true, codeDigest: 'old', more: 1 };

  it('replaces a code in its place and keeps what is said of the coding', () => {
    const segments = segmentsOf([rowOn('x', 'clicked', { codings: [coding, { code: 'c' }], memo: 'm' })]);
    const operation = recode(segments, 'x', 'a', 'b', tools());
    assert.equal(changeIn(operation).label, 'Recoded “clicked” from A to B');
    const row = done(segments, operation).list[0]!.row;
    assert.deepEqual(row.codings, [
      { ...coding, code: 'b', at: '2026-11-22T10:00:00.000Z', codeDigest: 'digest of b' },
      { code: 'c' },
    ]);
    assert.equal(row.memo, 'm');
    const unknown = done(segments, recode(segments, 'x', 'a', 'unknown', tools())).list[0]!.row.codings[0]!;
    assert.equal(unknown.codeDigest, undefined);
  });

  it('makes two codings one where the other code is there already', () => {
    const other = { code: 'b', at: '2026-02-02', certainty: '++' as const, codeDigest: 'its own' };
    const segments = segmentsOf([rowOn('x', 'clicked', { codings: [other, coding] })]);
    const row = done(segments, recode(segments, 'x', 'a', 'b', tools())).list[0]!.row;
    assert.deepEqual(row.codings, [{ ...other, exemplar: true, more: 1 }]);
    const plain = segmentsOf([rowOn('x', 'clicked', { codings: [{ code: 'b' }, { code: 'a' }] })]);
    assert.deepEqual(done(plain, recode(plain, 'x', 'a', 'b', tools())).list[0]!.row.codings, [{ code: 'b' }]);
  });

  it('refuses what is not there or changes nothing', () => {
    const segments = segmentsOf([rowOn('x', 'clicked')]);
    assert.match(refused(recode(segments, 'x', 'b', 'c', tools())), /not coded as B/);
    assert.match(refused(recode(segments, 'x', 'a', 'a', tools())), /already coded as A/);
    assert.match(refused(recode(segments, 'y', 'a', 'b', tools())), /no longer there/);
  });
});

describe('recode, with what is said of the code', () => {
  const segments = segmentsOf([rowOn('x', 'clicked', { codings: [{ code: 'a', certainty: '+', target: 'walking' }] })]);

  it('changes what is given and keeps the rest', () => {
    const after = done(segments, recode(segments, 'x', 'a', 'b', tools(), { certainty: '++' })).list[0]?.row.codings;
    assert.deepEqual(
      after?.map(({ code, certainty, target }) => [code, certainty, target]),
      [['b', '++', 'walking']],
    );
  });

  it('changes it where the code stays the same, and refuses where nothing would differ', () => {
    const operation = recode(segments, 'x', 'a', 'a', tools(), { certainty: null });
    assert.deepEqual(done(segments, operation).list[0]?.row.codings, [{ code: 'a', target: 'walking' }]);
    assert.match(refused(recode(segments, 'x', 'a', 'a', tools(), { certainty: '+' })), /already coded as A/);
  });
});
