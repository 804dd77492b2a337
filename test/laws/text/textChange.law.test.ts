import assert from 'node:assert/strict';
import fc from 'fast-check';
import { utf16 } from '../../../src/core/text/offsets';
import { span, type Span } from '../../../src/core/text/span';
import { applyChanges, mapSpan, mapSpans, type TextChange } from '../../../src/core/text/textChange';
import { runs } from '../../support/runs';
import { seededNumbers } from '../../support/seededNumbers';

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

  it('follows every unit through many edits one after the other, however long they go on', () => {
    // Each unit of the text has a number of its own; a span is known by the units that it began with or that were put into it.
    const number = seededNumbers(20261122);
    let [units, next, edits] = [Array.from({ length: 400 }, (_, i) => i), 400, 0];
    const total = process.env['SOAK'] === '1' ? 1_000_000 : 20_000;
    const fresh = (length: number): number[] => Array.from({ length }, () => next++);
    const begin = (): { span: Span; units: Set<number> } => {
      const start = number(units.length - 1);
      const end = start + 1 + number(Math.min(40, units.length - start - 1));
      return { span: span(start, end), units: new Set(units.slice(start, end)) };
    };
    let followed = Array.from({ length: 12 }, begin);
    while (edits++ < total) {
      const start = number(units.length + 1);
      const grows = units.length < 300 || (units.length < 600 && number(2) === 0);
      const end = Math.min(units.length, start + (grows ? number(3) : number(30)));
      const added = fresh(grows ? number(24) : number(4));
      const change: TextChange = { start: utf16(start), end: utf16(end), text: 'x'.repeat(added.length) };
      const removed = new Set(units.slice(start, end));
      for (const one of followed) {
        const inside =
          start === end
            ? one.span.start < start && start < one.span.end
            : one.span.start <= start && end <= one.span.end;
        if (inside) for (const unit of added) one.units.add(unit);
        for (const unit of removed) one.units.delete(unit);
        const covered = start <= one.span.start && end >= one.span.end && end - start > one.span.end - one.span.start;
        if (covered) one.units.clear();
      }
      units = [...units.slice(0, start), ...added, ...units.slice(end)];
      followed = followed.map((one) => {
        const now = mapSpan(one.span, [change]);
        if (now === null) {
          assert.equal(one.units.size, 0, `edit ${edits}`);
          return begin();
        }
        assert.equal(now.end - now.start, one.units.size, `edit ${edits}`);
        assert.ok(one.units.has(units[now.start]!) && one.units.has(units[now.end - 1]!), `edit ${edits}`);
        return { span: now, units: one.units };
      });
    }
  });

  it('done at once are as the same ones done one after the other, from the last to the first', () => {
    const apart = changes.filter((list) =>
      list.every((a) => list.every((b) => a === b || a.end < b.start || b.end < a.start)),
    );
    fc.assert(
      fc.property(spans, apart, (old, list) => {
        let [one, text]: [Span | null, string] = [old, 'abcdefghijklmnopqrstuvwx'];
        for (const change of [...list].sort((a, b) => b.start - a.start)) {
          one = one && mapSpan(one, [change]);
          text = applyChanges(text, [change]);
        }
        assert.deepEqual(mapSpan(old, list), one);
        assert.equal(applyChanges('abcdefghijklmnopqrstuvwx', list), text);
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
