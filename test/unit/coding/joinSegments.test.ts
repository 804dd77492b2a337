import assert from 'node:assert/strict';
import { joinRepeatedCodes, joinRows, memoSeparator } from '../../../src/core/coding/joinSegments';
import type { CodingRow, SegmentRow } from '../../../src/core/coding/segmentsFile';

const row = (id: string, more: Partial<SegmentRow> = {}): SegmentRow => ({
  id,
  start: 10,
  end: 14,
  quote: 'word',
  codings: [],
  ...more,
});
const coded = (...codes: (string | CodingRow)[]): SegmentRow =>
  row('s', { codings: codes.map((code) => (typeof code === 'string' ? { code } : code)) });
const codesOf = (rows: readonly SegmentRow[]): string[] => rows.flatMap((one) => one.codings.map(({ code }) => code));

describe('joinRows', () => {
  it('keeps what either added, without a base', () => {
    const { rows, notes } = joinRows(null, [row('a'), coded('x')], [row('b'), coded('y')]);
    assert.deepEqual(
      rows.map((one) => one.id),
      ['a', 'b', 's'],
    );
    assert.deepEqual(codesOf(rows), ['x', 'y']);
    assert.deepEqual(notes, []);
  });

  it('counts a removal only where the base shows it', () => {
    const both = [row('a'), coded('x', 'y')];
    assert.equal(joinRows(null, [], both).rows.length, 2);
    const { rows } = joinRows(both, [coded('x')], [row('a'), coded('x', 'y', 'z')]);
    assert.deepEqual(
      rows.map((one) => one.id),
      ['s'],
    );
    assert.deepEqual(codesOf(rows), ['x', 'z']);
  });

  it('keeps what one removed and the other changed, and says so', () => {
    const base = [row('a'), coded('x', 'y')];
    const changed = [row('a', { memo: 'm' }), coded({ code: 'x', certainty: '+' }, 'y', 'z')];
    const { rows, notes } = joinRows(base, [coded('y')], changed);
    assert.equal(rows[0]?.memo, 'm');
    assert.deepEqual(codesOf(rows), ['x', 'y', 'z']);
    assert.equal(notes.length, 2);
    assert.match([...notes].sort().join(' '), /Segment a was removed .* kept.*code x was removed/);
  });

  it('removes a segment whose last codes were removed one by each', () => {
    const { rows, notes } = joinRows([coded('x', 'y')], [coded('x')], [coded('y')]);
    assert.deepEqual(rows, []);
    assert.match(notes[0] ?? '', /lost its last code/);
    const memo = { ...coded('x', 'y'), memo: 'm' };
    const kept = joinRows([memo], [{ ...coded('x'), memo: 'm' }], [{ ...coded('y'), memo: 'm' }]);
    assert.deepEqual(kept.rows, [{ ...row('s'), memo: 'm' }]);
  });

  it('takes the change of the side that changed', () => {
    const base = [row('s', { memo: 'old', extra: 1 })];
    const { rows, notes } = joinRows(
      base,
      [row('s', { memo: 'new', extra: 1 })],
      [row('s', { memo: 'old', extra: 2, start: 11 })],
    );
    assert.deepEqual(rows, [row('s', { memo: 'new', extra: 2, start: 11 })]);
    assert.deepEqual(notes, []);
    assert.deepEqual(joinRows(base, base, [row('s')]).rows, [row('s')]);
    assert.deepEqual(joinRows(base, [row('s', { extra: 1 })], [row('s', { memo: 'old' })]).rows, [row('s')]);
  });

  it('keeps both memos where both changed, once each', () => {
    const { rows, notes } = joinRows([row('s')], [row('s', { memo: 'b' })], [row('s', { memo: 'a' })]);
    assert.equal(rows[0]?.memo, `a${memoSeparator}b`);
    assert.match(notes[0] ?? '', /both texts were kept/);
    const again = joinRows(null, rows, [row('s', { memo: 'b' })]);
    assert.equal(again.rows[0]?.memo, `a${memoSeparator}b`);
  });

  it('takes the later coding’s value with a base, the greater without one', () => {
    const early = { code: 'x', at: '2026-01-01', certainty: '++' as const };
    const late = { code: 'x', at: '2026-02-01', certainty: '+' as const };
    const base = [coded({ code: 'x', at: '2025-01-01' })];
    const three = joinRows(base, [coded(early)], [coded(late)]);
    assert.deepEqual(three.rows[0]?.codings, [late]);
    assert.equal(three.notes.length, 2);
    assert.deepEqual(joinRows(base, [coded(late)], [coded(early)]).rows, three.rows);
    const two = joinRows(null, [coded(early)], [coded(late)]);
    assert.deepEqual(two.rows[0]?.codings, [{ code: 'x', at: '2026-02-01', certainty: '++' }]);
    const same = { code: 'x', at: '2025-01-01' };
    const tie = joinRows(base, [coded({ ...same, target: 'a' })], [coded({ ...same, target: 'b' })]);
    assert.equal(tie.rows[0]?.codings[0]?.target, 'b');
    const absent = joinRows(base, [coded({ code: 'x', target: 'a' })], [coded({ ...same, target: 'b' })]);
    assert.equal(absent.rows[0]?.codings[0]?.target, 'b');
  });

  it('takes a place whole, the surer one, else the later, else the greater', () => {
    const base = [row('s')];
    const at = (start: number, more: Partial<SegmentRow> = {}): SegmentRow =>
      row('s', { start, end: start + 4, ...more });
    const lost = joinRows(base, [at(11, { state: 'orphaned' })], [at(12, { state: 'unconfirmed' })]);
    assert.deepEqual([lost.rows[0]?.start, lost.rows[0]?.state], [12, 'unconfirmed']);
    const sure = joinRows(base, [at(12)], [at(20, { state: 'unconfirmed' })]);
    assert.deepEqual([sure.rows[0]?.start, sure.rows[0]?.state], [12, undefined]);
    assert.match(sure.notes[0] ?? '', /different places/);
    const later = joinRows(
      base,
      [at(12, { codings: [{ code: 'x', at: '2026-02-01' }] })],
      [at(20, { codings: [{ code: 'x', at: '2026-01-01' }] })],
    );
    assert.equal(later.rows[0]?.start, 12);
    const mirrored = joinRows(
      base,
      [at(20, { codings: [{ code: 'x', at: '2026-01-01' }] })],
      [at(12, { codings: [{ code: 'x', at: '2026-02-01' }] })],
    );
    assert.equal(mirrored.rows[0]?.start, 12);
    assert.equal(joinRows(null, [at(12)], [at(20)]).rows[0]?.start, 20);
    assert.equal(joinRows(null, [at(12)], [row('s', { start: 12, end: 13 })]).rows[0]?.end, 16);
    assert.equal(joinRows(null, [at(12, { prefix: 'b' })], [at(12, { prefix: 'a' })]).rows[0]?.prefix, 'b');
    assert.equal(joinRows(base, [row('s', { memo: 'm' })], [at(12)]).rows[0]?.start, 12);
    assert.equal(joinRows(base, [at(12)], [row('s', { memo: 'm' })]).rows[0]?.start, 12);
  });

  it('joins links as a set', () => {
    const link = (relation: string) => ({ relation, stance: 'supports' as const });
    const with3 = (...names: string[]): SegmentRow[] => [row('s', { links: names.map(link) })];
    assert.deepEqual(joinRows(null, with3('b'), with3('a', 'b')).rows, with3('a', 'b'));
    assert.deepEqual(joinRows(with3('a', 'b'), with3('b'), with3('a', 'b', 'c')).rows, with3('b', 'c'));
    assert.deepEqual(joinRows(with3('a', 'b'), with3('a'), with3('b')).rows, [row('s')]);
  });

  it('joins rows that repeat within one copy', () => {
    assert.deepEqual(codesOf(joinRows(null, [coded('x'), coded('y')], []).rows), ['x', 'y']);
  });

  it('takes keys and codes that JavaScript treats specially', () => {
    const odd = JSON.parse(
      '{"id":"s","start":1,"end":2,"quote":"q","codings":[{"code":"__proto__"}],"__proto__":{"x":1}}',
    ) as SegmentRow;
    const { rows } = joinRows(
      null,
      [odd],
      [{ ...row('s'), start: 1, end: 2, quote: 'q', codings: [{ code: 'constructor' }] }],
    );
    assert.deepEqual(codesOf(rows), ['__proto__', 'constructor']);
    assert.ok(Object.hasOwn(rows[0]!, '__proto__'));
  });
});

describe('joinRepeatedCodes', () => {
  it('leaves codings alone that do not repeat', () => {
    const codings = [{ code: 'b' }, { code: 'a' }];
    assert.equal(joinRepeatedCodes(codings), codings);
    assert.deepEqual(joinRepeatedCodes([...codings, { code: 'b', target: 't' }]), [
      { code: 'b', target: 't' },
      { code: 'a' },
    ]);
  });
});
