import fc from 'fast-check';
import type { CodingRow, SegmentLink, SegmentRow } from '../../../src/core/coding/segmentsFile';
import { memoSeparator } from '../../../src/core/coding/joinSegments';

const at = fc.constantFrom('2026-01-01', '2026-01-02', '2026-01-03');

/** A coding with few codes and values, so that two of them often clash. */
export const anyCoding: fc.Arbitrary<CodingRow> = fc.record(
  {
    code: fc.constantFrom('a', 'b', 'c', '__proto__'),
    at,
    exemplar: fc.boolean(),
    certainty: fc.constantFrom('+' as const, '++' as const),
    target: fc.constantFrom('x', 'y'),
    later: fc.constantFrom(1, [2]),
  },
  { requiredKeys: ['code'], noNullPrototype: true },
);

const anyLink: fc.Arbitrary<SegmentLink> = fc.record(
  { relation: fc.constantFrom('r1', 'r2'), stance: fc.constantFrom('supports' as const, 'qualifies' as const) },
  { noNullPrototype: true },
);

/** A row with few ids, places and values. */
export const anyRow: fc.Arbitrary<SegmentRow> = fc
  .record(
    {
      id: fc.constantFrom('s1', 's2', 's3', '__proto__'),
      start: fc.nat({ max: 2 }),
      length: fc.nat({ max: 2 }),
      quote: fc.constantFrom('q', 'ab\n', '😀'),
      prefix: fc.constantFrom('', 'p'),
      suffix: fc.constantFrom('s'),
      codings: fc.uniqueArray(anyCoding, { maxLength: 3, selector: (coding) => coding.code }),
      links: fc.uniqueArray(anyLink, { minLength: 1, maxLength: 2, selector: (link) => link.relation + link.stance }),
      memo: fc.constantFrom('m', 'n', `m${memoSeparator}n`),
      exemplar: fc.boolean(),
      state: fc.constantFrom('orphaned' as const, 'unconfirmed' as const),
      zeta: fc.constantFrom(1, 'z'),
    },
    { requiredKeys: ['id', 'start', 'length', 'quote', 'codings'], noNullPrototype: true },
  )
  .map(({ start, length, ...rest }) => ({ ...rest, start, end: start + length }));

/** Rows with unique ids. */
export const anyRows = fc.uniqueArray(anyRow, { maxLength: 4, selector: (row) => row.id });
