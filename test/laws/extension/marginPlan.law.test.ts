import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { LineTable } from '../../../src/core/text/lineTable';
import { span } from '../../../src/core/text/span';
import { annotationColor, moreColor, type Mark } from '../../../src/extension/editor/highlightPlan';
import { mostStripes } from '../../../src/extension/editor/highlightStyle';
import {
  labelText,
  memoLines,
  planLabels,
  planStripes,
  stripesIn,
  type Lines,
} from '../../../src/extension/editor/marginPlan';

const length = 60;
const colors = ['blue', 'orange', 'green', '#123456'];
const text = fc
  .array(fc.constantFrom('a', 'b', ' ', '\n'), { minLength: length, maxLength: length })
  .map((chars) => chars.join(''));
const mark: fc.Arbitrary<Mark> = fc
  .tuple(fc.nat({ max: length }), fc.nat({ max: length }), fc.nat({ max: 4 }))
  .map(([a, b, code]) => ({
    span: span(Math.min(a, b), Math.max(a, b)),
    code: code === 4 ? '' : `code${code}`,
    color: colors[code] ?? annotationColor,
  }));
const marks = fc.array(mark, { maxLength: 16 });
const windows = fc.array(
  fc
    .tuple(fc.nat({ max: 30 }), fc.nat({ max: 30 }))
    .map(([a, b]): Lines => ({ first: Math.min(a, b), last: Math.max(a, b) })),
  { maxLength: 3 },
);
const isIn = (line: number, visible: readonly Lines[]): boolean =>
  visible.some(({ first, last }) => first <= line && line <= last);

describe('law: what stands beside the words', () => {
  it('names each code once on the line in sight where a segment of it ends, and no other', () => {
    fc.assert(
      fc.property(text, marks, windows, (words, all, visible) => {
        const lines = new LineTable(words);
        const plan = planLabels(all, lines, visible);
        const got = plan.flatMap(({ line, codes }) => codes.map(({ code }) => `${line} ${code}`));
        const expected = all
          .filter(({ span: { start, end }, code }) => start < end && code !== '')
          .map(({ span: { end }, code }) => ({ line: lines.lineAt(end - 1), code }))
          .filter(({ line }) => isIn(line, visible))
          .map(({ line, code }) => `${line} ${code}`);
        assert.deepEqual([...got].sort(), [...new Set(expected)].sort());
        const order = plan.map(({ line }) => line);
        assert.deepEqual(
          order,
          [...new Set(order)].sort((a, b) => a - b),
        );
        assert.deepEqual(planLabels(all, lines, []), []);
      }),
      { seed: 20261130 },
    );
  });

  it('gives stripes that share a line lanes of their own, as far as there are any', () => {
    fc.assert(
      fc.property(text, marks, (words, all) => {
        const lines = new LineTable(words);
        const stripes = planStripes(all, lines);
        for (const [i, one] of stripes.entries()) {
          assert.ok(one.first <= one.last && one.lane <= mostStripes);
          assert.equal(one.color === moreColor, one.lane === mostStripes);
          for (const other of stripes.slice(i + 1)) {
            const share = one.first <= other.last && other.first <= one.last;
            if (share && one.lane < mostStripes) assert.notEqual(one.lane, other.lane);
          }
        }
        // Beside each line of a code’s segments stands one stripe for it, beside every other line none.
        for (let line = 0; line < lines.lineCount; line++) {
          const codes = all.filter(
            ({ span: { start, end }, code }) =>
              start < end && code !== '' && lines.lineAt(start) <= line && line <= lines.lineAt(end - 1),
          );
          const beside = stripes.filter(({ first, last }) => first <= line && line <= last);
          assert.equal(beside.length, new Set(codes.map(({ code }) => code)).size);
          for (const { color } of beside) assert.ok(color === moreColor || codes.some((one) => one.color === color));
        }
      }),
      { seed: 20261130 },
    );
  });

  it('draws of each stripe what is in sight, and nothing else', () => {
    fc.assert(
      fc.property(text, marks, windows, (words, all, visible) => {
        const stripes = planStripes(all, new LineTable(words));
        const parts = stripesIn(stripes, visible);
        const drawn = (key: string, line: number): boolean =>
          (parts.get(key) ?? []).some(({ first, last }) => first <= line && line <= last);
        for (let line = 0; line < 62; line++) {
          for (const key of new Set([...parts.keys(), ...stripes.map(({ lane, color }) => `${lane}/${color}`)])) {
            const there = stripes.some(
              (one) => `${one.lane}/${one.color}` === key && one.first <= line && line <= one.last,
            );
            assert.equal(drawn(key, line), there && isIn(line, visible));
          }
        }
      }),
      { seed: 20261130 },
    );
  });

  it('shows labels of one short line, whatever names say', () => {
    const names = fc.array(fc.string({ unit: 'binary', maxLength: 80 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(names, (all) => {
        const codes = all.map((_, i) => ({ code: String(i), color: 'blue' }));
        const label = labelText(
          codes,
          (code) => all[Number(code)] ?? '',
          () => '●',
        );
        assert.ok([...label].length <= 2 * 30 + 3 + 3, label);
        assert.doesNotMatch(label, /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
        assert.equal(label.endsWith(` +${all.length - 2}`), all.length > 2);
      }),
      { seed: 20261130 },
    );
  });

  it('marks each line on which something with a memo begins once', () => {
    const lines = new LineTable('a\nbb\nc');
    assert.deepEqual(memoLines([5, 0, 3, 2, 0], lines), [0, 1, 2]);
    assert.deepEqual(memoLines([], lines), []);
  });
});
