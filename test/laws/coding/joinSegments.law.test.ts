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

  it('of two copies that were edited on both sides loses no addition, and removes only what a side removed and the other left', () => {
    const edited = (was: readonly SegmentRow[], seeds: readonly number[]): SegmentRow[] =>
      was.flatMap((row, i) => {
        const how = (seeds[i] ?? 0) % 6;
        if (how === 0) return [];
        if (how === 1) return [{ ...row, codings: row.codings.slice(1) }];
        if (how === 2) return [{ ...row, codings: [...row.codings, { code: `new${seeds[i] ?? 0}` }] }];
        if (how === 3) return [{ ...row, memo: `memo ${seeds[i] ?? 0}` }];
        if (how === 4) return [{ ...row, start: row.start + 1, end: row.end + 1 }];
        return [row];
      });
    const edits = fc.array(fc.nat(99), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(anyRows, edits, edits, (was, left, right) => {
        const [a, b] = [edited(was, left), edited(was, right)];
        const { rows } = joinRows(was, a, b);
        assert.deepEqual(bytes(rows), bytes(joinRows(was, b, a).rows));
        const [old, mine, theirs, now] = [was, a, b, rows].map((one) => new Set(codings(one)));
        for (const coding of new Set([...mine!, ...theirs!])) {
          const inBoth = mine!.has(coding) && theirs!.has(coding);
          if (inBoth || !old!.has(coding)) assert.ok(now!.has(coding), `${coding} was lost`);
        }
        for (const coding of now!) assert.ok(mine!.has(coding) || theirs!.has(coding), `${coding} came back`);
        // Joined with either side again, the outcome stays: a second pass over the same copies changes nothing.
        assert.deepEqual(bytes(joinRows(rows, rows, rows).rows), bytes(rows));
        assert.deepEqual(bytes(joinRows(a, rows, a).rows), bytes(rows));
        assert.deepEqual(bytes(joinRows(b, b, rows).rows), bytes(rows));
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
