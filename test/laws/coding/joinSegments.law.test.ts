import assert from 'node:assert/strict';
import fc from 'fast-check';
import { joinRows } from '../../../src/core/coding/joinSegments';
import type { SegmentRow } from '../../../src/core/coding/segmentsFile';
import { compareRows, writeRow } from '../../../src/core/coding/writeSegments';
import { anyRows } from './arbitraryRows';
import { runs } from '../../support/runs';

const seed = { seed: 20261122, numRuns: runs(300) };
const bytes = (rows: readonly SegmentRow[]): string[] => rows.map(writeRow);
const join = (a: readonly SegmentRow[], b: readonly SegmentRow[]): readonly SegmentRow[] => joinRows(null, a, b).rows;
const base = fc.option(anyRows, { nil: null });
const codings = (rows: readonly SegmentRow[]): string[] =>
  rows.flatMap((row) => row.codings.map((coding) => `${row.id} ${coding.code}`));

describe('law: joining segments', () => {
  it('is commutative, to the byte', () => {
    fc.assert(
      fc.property(base, anyRows, anyRows, (was, a, b) => {
        assert.deepEqual(bytes(joinRows(was, a, b).rows), bytes(joinRows(was, b, a).rows));
      }),
      seed,
    );
  });

  it('is idempotent, and takes a change of one side as it is', () => {
    fc.assert(
      fc.property(base, anyRows, (was, a) => {
        const sorted = [...a].sort(compareRows);
        assert.deepEqual(joinRows(was, a, a).rows, sorted);
        if (was === null) return;
        assert.deepEqual(joinRows(was, a, was).rows, sorted);
        assert.deepEqual(joinRows(was, was, a).rows, sorted);
      }),
      seed,
    );
  });

  it('is associative without a base', () => {
    fc.assert(
      fc.property(anyRows, anyRows, anyRows, (a, b, c) => {
        assert.deepEqual(bytes(join(join(a, b), c)), bytes(join(a, join(b, c))));
      }),
      seed,
    );
  });

  it('loses nothing that either added', () => {
    fc.assert(
      fc.property(base, anyRows, anyRows, (was, a, b) => {
        const before = new Set(codings(was ?? []));
        const after = joinRows(was, a, b).rows;
        for (const coding of [...codings(a), ...codings(b)]) {
          if (!before.has(coding)) assert.ok(codings(after).includes(coding), coding);
        }
        const memos = [...a, ...b].filter((row) => row.memo !== undefined);
        for (const row of memos) {
          const old = was?.find((one) => one.id === row.id);
          if (old) continue;
          const memo = after.find((one) => one.id === row.id)?.memo ?? '';
          assert.ok(row.memo!.split('\n\n').every((part) => memo.includes(part)));
        }
      }),
      seed,
    );
  });

  it('gives sorted rows, each id and each of its codes once', () => {
    fc.assert(
      fc.property(base, anyRows, anyRows, (was, a, b) => {
        const { rows } = joinRows(was, a, b);
        assert.deepEqual(rows, [...rows].sort(compareRows));
        assert.equal(new Set(rows.map((row) => row.id)).size, rows.length);
        assert.equal(new Set(codings(rows)).size, codings(rows).length);
      }),
      seed,
    );
  });
});
