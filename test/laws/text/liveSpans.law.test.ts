import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LiveSpans } from '../../../src/core/text/liveSpans';
import { utf16 } from '../../../src/core/text/offsets';
import { span, type Span } from '../../../src/core/text/span';
import { mapSpan, type TextChange } from '../../../src/core/text/textChange';
import { runs } from '../../support/runs';
import { seededNumbers } from '../../support/seededNumbers';

const seed = 20261130;

/** Around the borders of one block and of two. */
const counts = [0, 1, 2, 255, 256, 257, 300, 511, 512, 513];

/** A few changes of a text that do not overlap, in any order; now and then a whole stretch is taken or replaced. */
function changesOf(length: number, number: (below: number) => number): TextChange[] {
  const changes: TextChange[] = [];
  let from = 0;
  for (let left = 1 + number(3); left > 0; left--) {
    const start = from + number(length - from + 1);
    const longest = number(8) === 0 ? length : 1 + number(40);
    const end = number(2) === 0 ? start : Math.min(length, start + number(longest + 1));
    changes.push({ start: utf16(start), end: utf16(end), text: 'x'.repeat(number(3) === 0 ? 0 : number(12)) });
    from = end;
  }
  return number(2) === 0 ? changes : changes.reverse();
}

describe('law: spans of a text that is being typed in', () => {
  it('stand where each of them stands that is mapped by itself, and tell near which of them something was changed', () => {
    const shape = fc.record({
      count: fc.constantFrom(...counts),
      density: fc.constantFrom(1, 5, 40),
      sorted: fc.boolean(),
      near: fc.constantFrom(1, 2, 33),
      edits: fc.integer({ min: 1, max: 30 }),
      chance: fc.nat(),
    });
    fc.assert(
      fc.property(shape, ({ count, density, sorted, near, edits, chance }) => {
        const number = seededNumbers(chance);
        let length = 10 + count * density;
        const rows: (Span | null)[] = Array.from({ length: count }, () => {
          const start = number(length);
          const longest = number(50) === 0 ? length : 60;
          return number(30) === 0 ? null : span(start, Math.min(length, start + number(longest)));
        });
        if (sorted) rows.sort((a, b) => (a?.start ?? -1) - (b?.start ?? -1));
        const live = new LiveSpans(
          Int32Array.from(rows, (row) => row?.start ?? -1),
          Int32Array.from(rows, (row) => row?.end ?? -1),
          near,
        );
        const wasNear = rows.map((row) => row === null);
        for (let left = edits; left > 0; left--) {
          const changes = changesOf(length, number);
          const first = Math.min(...changes.map(({ start }) => start));
          const last = Math.max(...changes.map(({ end }) => end));
          rows.forEach((row, i) => {
            if (row === null) return;
            if (row.end + near > first && row.start - near < last) wasNear[i] = true;
            rows[i] = mapSpan(row, changes);
          });
          live.edit(changes);
          for (const { start, end, text } of changes) length += text.length - (end - start);
        }
        rows.forEach((row, i) => {
          assert.equal(live.isLost(i), row === null);
          if (row !== null) assert.deepEqual([live.startOf(i), live.endOf(i)], [row.start, row.end]);
          assert.equal(live.wasNear(i), wasNear[i]);
        });
      }),
      { seed, numRuns: runs(300) },
    );
  });

  it('refuses columns of different length, a reach of nothing, and changes that overlap', () => {
    assert.throws(() => new LiveSpans(new Int32Array(2), new Int32Array(1), 1), RangeError);
    assert.throws(() => new LiveSpans(new Int32Array(1), new Int32Array(1), 0), RangeError);
    const live = new LiveSpans(new Int32Array(1), new Int32Array(1), 1);
    assert.throws(() => {
      live.edit([
        { ...span(0, 4), text: '' },
        { ...span(3, 5), text: '' },
      ]);
    }, RangeError);
  });
});
