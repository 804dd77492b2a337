import assert from 'node:assert/strict';
import fc from 'fast-check';
import { freeName } from '../../../src/extension/sample/freeName';
import { runs } from '../../support/runs';

describe('laws of a free name', () => {
  const folded = (name: string): string => name.normalize('NFC').toLowerCase();
  /** Names that are the wanted one, a number of it, or written otherwise. */
  const names = fc
    .tuple(fc.constantFrom('Étude', 'ÉTUDE', 'E\u0301tude', 'étude', 'Other'), fc.nat(6))
    .map(([name, count]) => (count === 0 ? name : `${name} ${count}`));

  it('is none of the taken ones, however they are written, and the first that is not', () => {
    fc.assert(
      fc.property(fc.array(names), (taken) => {
        const known = new Set(taken.map(folded));
        const found = freeName('Étude', taken);
        assert.ok(!known.has(folded(found)));
        const count = found === 'Étude' ? 1 : Number(/^Étude (\d+)$/.exec(found)?.[1]);
        assert.ok(count >= 1);
        for (let before = 1; before < count; before++) {
          assert.ok(known.has(folded(before === 1 ? 'Étude' : `Étude ${before}`)));
        }
      }),
      { seed: 20261130, numRuns: runs(200) },
    );
  });
});
