import assert from 'node:assert/strict';
import fc from 'fast-check';
import { attributeKeys, attributesOf, withAttributes } from '../../../src/core/coding/codingAttributes';
import type { CodingAttributes } from '../../../src/core/coding/codingAttributes';
import type { CodingRow } from '../../../src/core/coding/segmentsFile';
import { runs } from '../../support/runs';

const text = fc.option(fc.constantFrom('', ' ', 'walking', ' walking', 'PW01 '), { nil: null });
const attributes: fc.Arbitrary<CodingAttributes> = fc.record(
  { certainty: fc.constantFrom('+' as const, '++' as const, null), target: text, deliveredBy: text, receivedBy: text },
  { requiredKeys: [] },
);
const coding: fc.Arbitrary<CodingRow> = fc
  .tuple(fc.record({ code: fc.constant('a'), exemplar: fc.boolean(), extra: fc.nat() }), attributes)
  .map(([row, said]) => withAttributes(row, said));

describe('law: what is said of a coding', () => {
  it('is as it was said, trimmed, blank for nothing; what is not spoken of stays, and saying it again changes nothing', () => {
    fc.assert(
      fc.property(coding, attributes, (before, said) => {
        const after = withAttributes(before, said);
        for (const key of attributeKeys) {
          const wanted = said[key] === undefined ? before[key] : (said[key] ?? '').trim() || undefined;
          assert.equal(after[key], wanted);
          assert.equal(attributesOf(after)[key], wanted);
          assert.equal(key in after, wanted !== undefined);
        }
        assert.deepEqual([after.code, after.exemplar, after['extra']], [before.code, before.exemplar, before['extra']]);
        assert.equal(withAttributes(after, said), after);
        assert.equal(
          after === before,
          attributeKeys.every((key) => after[key] === before[key]),
        );
      }),
      { seed: 20261130, numRuns: runs(500) },
    );
  });
});
