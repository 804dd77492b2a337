import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CodingRow } from '../../../src/core/coding/segmentsFile';
import { JsonWords } from '../../../src/core/exchange/json/jsonWords';
import { segmentJson } from '../../../src/core/exchange/json/segmentJson';
import type { SegmentRecord } from '../../../src/core/exchange/segmentRecord';
import { span } from '../../../src/core/text/span';
import { runs } from '../../support/runs';

/** Quotes, backslashes, line breaks, U+2028, lone surrogates and the rest of what JSON escapes or does not. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom('', '"', '\\', '\u2028\n', '\ud800', '__proto__'),
);
const names = fc.array(text, { maxLength: 3 });
const place = fc.option(fc.nat());

const coding: fc.Arbitrary<CodingRow> = fc.record(
  {
    code: text,
    at: text,
    exemplar: fc.boolean(),
    certainty: fc.constantFrom('+' as const, '++' as const),
    target: text,
    deliveredBy: text,
    receivedBy: text,
    more: fc.nat(),
  },
  { requiredKeys: ['code'] },
);

const record: fc.Arbitrary<SegmentRecord> = fc.record({
  id: text,
  transcript: text,
  coder: text,
  at: fc.constant(null),
  start: place,
  end: place,
  line: place,
  text,
  speakers: names,
  participants: names,
  cases: names,
  codings: fc.array(coding, { maxLength: 3 }),
  memo: fc.option(text),
  exemplar: fc.boolean(),
  status: fc.constantFrom('exact', 'moved', 'approximate', 'orphaned'),
});

/** The same by JSON.stringify alone. */
function plainly(one: SegmentRecord, offsetUnit?: string): string {
  const { id, transcript, coder, start, end, line, speakers, participants, cases, codings, memo, exemplar, status } =
    one;
  return JSON.stringify({
    id,
    transcript,
    coder,
    start,
    end,
    line,
    text: one.text,
    speakers,
    participants,
    cases,
    codes: codings.map(({ code }) => code),
    codings: codings.map(({ code, at, certainty, target, deliveredBy, receivedBy, ...rest }) => ({
      code,
      exemplar: rest.exemplar ?? false,
      certainty: certainty ?? null,
      target,
      deliveredBy,
      receivedBy,
      at: offsetUnit === undefined ? undefined : at,
    })),
    memo,
    exemplar,
    status,
    offsetUnit,
  });
}

describe('law: segmentJson', () => {
  it('writes what JSON.stringify writes, whatever stands in a record', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 4 }), (all) => {
        const json = segmentJson();
        const line = segmentJson({ offsetUnit: 'byte' });
        for (const one of all) {
          const placed = { ...one, at: span(0, one.text.length) };
          for (const words of [new JsonWords(one.text, 0), new JsonWords(one.text, 10 * one.text.length)]) {
            for (const given of [one, placed]) {
              assert.equal(json(given, words), plainly(one));
              assert.equal(line(given, words), plainly(one, 'byte'));
            }
          }
        }
      }),
      { seed: 20261122, numRuns: runs(300) },
    );
  });
});
