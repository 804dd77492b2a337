import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { LineTable } from '../../../src/core/text/lineTable';
import { span } from '../../../src/core/text/span';
import { lookOf, moreColor, planHighlights, type Mark } from '../../../src/extension/editor/highlightPlan';

const length = 60;
const colors = ['blue', 'orange', 'green', '#123456'];
const text = fc
  .array(fc.constantFrom('a', 'b', ' ', '\n'), { minLength: length, maxLength: length })
  .map((chars) => chars.join(''));
const mark: fc.Arbitrary<Mark> = fc
  .tuple(fc.nat({ max: length }), fc.nat({ max: length }), fc.nat({ max: 3 }))
  .map(([a, b, code]) => ({
    span: span(Math.min(a, b), Math.max(a, b)),
    code: `code${code}`,
    color: colors[code] ?? 'blue',
  }));

/** For each unit of the text, the looks that are drawn over it. */
function painted(marks: readonly Mark[], lines: LineTable): { readonly lines: string[]; readonly washes: string[] }[] {
  const units = Array.from({ length }, () => ({ lines: [] as string[], washes: [] as string[] }));
  for (const [key, flat] of planHighlights(marks, lines)) {
    const { level, color } = lookOf(key);
    for (let i = 0; i < flat.length; i += 4) {
      const from = lines.offsetAt({ line: flat[i]!, character: flat[i + 1]! });
      const to = lines.offsetAt({ line: flat[i + 2]!, character: flat[i + 3]! });
      assert.ok(from < to, 'a range is never empty');
      for (let at = from; at < to; at++) {
        if (level === 'wash') units[at]?.washes.push(color);
        else units[at]?.lines.push(`${level}${color}`);
      }
    }
  }
  return units;
}

describe('the plan of highlights', () => {
  it('shows every code over its words, each level and each wash at most once at a place', () => {
    fc.assert(
      fc.property(text, fc.array(mark, { maxLength: 12 }), (words, marks) => {
        const units = painted(marks, new LineTable(words));
        for (let at = 0; at < length; at++) {
          const over = marks.filter(({ span: { start, end } }) => start <= at && at < end);
          const { lines: levels, washes } = units[at]!;
          assert.equal(washes.length, over.length > 0 ? 1 : 0);
          if (washes[0] !== undefined) assert.ok(over.some(({ color }) => color === washes[0]));
          const own = levels.filter((look) => !look.endsWith(moreColor));
          assert.equal(new Set(own.map((look) => look[0])).size, own.length, 'levels do not collide');
          if (levels.length === own.length) {
            const distinct = new Set(over.map(({ span: { start, end }, code }) => `${start} ${end} ${code}`));
            assert.equal(own.length, distinct.size);
          }
        }
      }),
      { seed: 20261122 },
    );
  });
});
