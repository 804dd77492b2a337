import assert from 'node:assert/strict';
import { acceptedRow, valueRows, type Offered } from '../../../../src/extension/attributes/valueRows';

const offered: Offered = {
  now: null,
  used: ['nurse', 'PW01'],
  participants: ['PW01', 'SU01'],
  speakers: ['I', 'R'],
};
const drawn = (typed: string, more: Partial<Offered> = {}): string[] =>
  valueRows(typed, { ...offered, ...more }).map(({ value, source }) => `${value ?? '-'} ${source}`);

describe('valueRows', () => {
  it('has first what leaves the value as it is, and each value once', () => {
    assert.deepEqual(drawn(''), ['- none', 'nurse used', 'PW01 used', 'SU01 participant', 'I speaker', 'R speaker']);
    assert.deepEqual(drawn(' ', { now: 'PW01' }).slice(0, 3), ['PW01 now', '- none', 'nurse used']);
  });

  it('offers what was typed first, then what begins with it, then what holds it elsewhere', () => {
    const people = { used: ['XP1', 'P10', 'P12'], participants: ['P1', 'P10'], speakers: ['P1', 'p1'] };
    assert.deepEqual(drawn('P1', people), ['P1 participant', 'p1 speaker', 'P10 used', 'P12 used', 'XP1 used']);
    const without = { ...people, participants: [], speakers: [] };
    assert.deepEqual(drawn('P1', without), ['P1 typed', 'P10 used', 'P12 used', 'XP1 used']);
    assert.deepEqual(drawn('nur'), ['nur typed', 'nurse used']);
    assert.deepEqual(drawn(' su01 '), ['SU01 participant', 'su01 typed']);
    assert.deepEqual(drawn('SU01'), ['SU01 participant']);
    assert.deepEqual(drawn('sister'), ['sister typed']);
  });

  it('offers no blank that a file may hold', () => {
    assert.deepEqual(drawn('', { used: [' ', ''], participants: [], speakers: [] }), ['- none']);
  });
});

describe('acceptedRow', () => {
  const rows = valueRows('nur', offered);

  it('is the highlighted one while it answers what was typed', () => {
    assert.equal(acceptedRow(rows, { value: 'nurse', source: 'used' })?.value, 'nurse');
  });

  it('is what was typed where Enter came before the rows were drawn anew', () => {
    assert.equal(acceptedRow(rows, { value: null, source: 'none' })?.value, 'nur');
    assert.equal(acceptedRow(rows, undefined)?.value, 'nur');
  });
});
