import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareSpans, overlaps, span } from '../../../src/core/text/span';
import { SpanIndex, stackLevels } from '../../../src/core/text/spanIndex';
import { runs } from '../../support/runs';

const spans = fc.array(
  fc
    .tuple(fc.nat({ max: 2000 }), fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 1500 })))
    .map(([start, size]) => span(start, start + size)),
  { maxLength: 400, size: 'max' },
);

describe('law: the span index', () => {
  it('finds what a walk over all spans finds', () => {
    fc.assert(
      fc.property(spans, fc.nat({ max: 3600 }), fc.nat({ max: 300 }), (unsorted, at, size) => {
        const rows = [...unsorted].sort(compareSpans);
        const index = new SpanIndex(
          Int32Array.from(rows, (row) => row.start),
          Int32Array.from(rows, (row) => row.end),
        );
        const wanted = span(at, at + size);
        const among = (query: typeof wanted): number[] => rows.flatMap((row, i) => (overlaps(row, query) ? [i] : []));
        assert.deepEqual(index.overlapping(wanted.start, wanted.end), among(wanted));
        assert.deepEqual(index.covering(at), among(span(at, at + 1)));
      }),
      { seed: 20261122, numRuns: runs(300) },
    );
  });
});

describe('law: stack levels', () => {
  it('keep overlapping spans apart, with no more levels than spans over one place', () => {
    fc.assert(
      fc.property(spans, (rows) => {
        const some = rows.slice(0, 120);
        const levels = stackLevels(some);
        for (let a = 0; a < some.length; a++) {
          for (let b = 0; b < a; b++) {
            if (overlaps(some[a]!, some[b]!)) assert.notEqual(levels[a], levels[b]);
          }
        }
        const depth = Math.max(
          0,
          ...some.map((one) => some.filter((other) => other.start <= one.start && one.start < other.end).length),
        );
        assert.ok(Math.max(-1, ...levels) <= Math.max(0, depth - 1));
      }),
      { seed: 20261122, numRuns: runs(100) },
    );
  });
});
