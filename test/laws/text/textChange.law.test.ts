import assert from 'node:assert/strict';
import fc from 'fast-check';
import { utf16 } from '../../../src/core/text/offsets';
import { span, type Span } from '../../../src/core/text/span';
import { applyChanges, mapSpan, mapSpans, type TextChange } from '../../../src/core/text/textChange';
import { runs } from '../../support/runs';

const LENGTH = 24;

/** Changes that do not overlap, in any order: borders drawn at random, sorted and paired off. */
const changes = fc
  .tuple(
    fc.array(fc.nat({ max: LENGTH }), { maxLength: 8 }),
    fc.array(fc.constantFrom('', 'x', 'yz', 'longer'), { minLength: 4, maxLength: 4 }),
    fc.nat(),
  )
  .map(([borders, texts, turn]) => {
    const sorted = [...borders].sort((a, b) => a - b);
    const list: TextChange[] = [];
    for (let i = 0; i + 1 < sorted.length; i += 2) {
      list.push({ start: utf16(sorted[i]!), end: utf16(sorted[i + 1]!), text: texts[i / 2]! });
    }
    const pivot = list.length === 0 ? 0 : turn % list.length;
    return [...list.slice(pivot), ...list.slice(0, pivot)];
  });

const spans = fc
  .tuple(fc.nat({ max: LENGTH }), fc.nat({ max: LENGTH }))
  .map(([a, b]) => span(Math.min(a, b), Math.max(a, b)))
  .filter(({ start, end }) => start < end);

/** Follows each unit of the old text and each inserted one, and says which of them belong to the span: the rule, word by word. */
function oracle(old: Span, list: readonly TextChange[]): Span | null {
  const sorted = [...list].sort((a, b) => a.start - b.start || a.end - b.end);
  const belongs: boolean[] = [];
  let at = 0;
  const keepUntil = (end: number): void => {
    for (; at < end; at++) belongs.push(old.start <= at && at < old.end);
  };
  for (const { start, end, text } of sorted) {
    keepUntil(start);
    const coversMore = start <= old.start && end >= old.end && (start < old.start || end > old.end);
    if (coversMore) return null;
    const inside = start === end ? old.start < start && start < old.end : old.start <= start && end <= old.end;
    for (let i = 0; i < text.length; i++) belongs.push(inside);
    at = end;
  }
  keepUntil(LENGTH);
  const first = belongs.indexOf(true);
  if (first < 0) return null;
  const last = belongs.lastIndexOf(true);
  assert.ok(belongs.slice(first, last + 1).every(Boolean), 'what belongs is one stretch');
  return span(first, last + 1);
}

describe('law: mapping spans through changes', () => {
  it('agrees with following every unit', () => {
    fc.assert(
      fc.property(spans, changes, (old, list) => {
        assert.deepEqual(mapSpan(old, list), oracle(old, list));
      }),
      { seed: 20261122, numRuns: runs(5000) },
    );
  });

  it('gives spans inside the changed text, in their old order', () => {
    fc.assert(
      fc.property(spans, spans, changes, (a, b, list) => {
        const length = applyChanges('-'.repeat(LENGTH), list).length;
        const first = mapSpan(a, list);
        const second = mapSpan(b, list);
        if (first) assert.ok(first.end <= length && first.start < first.end);
        if (first && second && a.end <= b.start) assert.ok(first.end <= second.start);
      }),
      { seed: 20261122, numRuns: runs(2000) },
    );
  });

  it('maps a column of spans as it maps each one', () => {
    fc.assert(
      fc.property(fc.array(spans, { maxLength: 30 }), changes, (rows, list) => {
        const starts = Int32Array.from(rows, (row) => row.start);
        const ends = Int32Array.from(rows, (row) => row.end);
        const lost = mapSpans(starts, ends, list);
        rows.forEach((row, i) => {
          const one = mapSpan(row, list);
          assert.equal(lost.includes(i), one === null);
          assert.deepEqual({ start: starts[i], end: ends[i] }, one ?? row);
        });
      }),
      { seed: 20261122, numRuns: runs(1000) },
    );
  });
});
