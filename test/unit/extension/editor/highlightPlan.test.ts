import assert from 'node:assert/strict';
import { LineTable } from '../../../../src/core/text/lineTable';
import { span } from '../../../../src/core/text/span';
import {
  annotationColor,
  changedLooks,
  lookKey,
  lookOf,
  moreColor,
  mostUnderlines,
  planHighlights,
  staleLooks,
  type HighlightPlan,
  type Mark,
} from '../../../../src/extension/editor/highlightPlan';

const lines = new LineTable('0123456789'.repeat(10));
const mark = (start: number, end: number, color: string, code = color): Mark => ({
  span: span(start, end),
  code,
  color,
});

/** A plan on one line as text: `look start-end …`, sorted. */
const drawn = (marks: readonly Mark[]): string[] =>
  [...planHighlights(marks, lines)]
    .map(([key, flat]) => {
      const pairs: string[] = [];
      for (let i = 0; i < flat.length; i += 4) pairs.push(`${flat[i + 1]}-${flat[i + 3]}`);
      return `${key} ${pairs.join(' ')}`;
    })
    .sort();

describe('planHighlights', () => {
  it('draws one code as a line at the lowest level over a wash', () => {
    assert.deepEqual(drawn([mark(2, 9, 'blue')]), ['0/blue 2-9', 'wash/blue 2-9']);
  });

  it('stacks nested segments, the outer one lowest, and washes each stretch once, in the colour of the inner one', () => {
    assert.deepEqual(drawn([mark(0, 30, 'blue'), mark(10, 20, 'orange')]), [
      '0/blue 0-30',
      '1/orange 10-20',
      'wash/blue 0-10 20-30',
      'wash/orange 10-20',
    ]);
  });

  it('gives the stretch that two segments share to the one that begins later', () => {
    assert.deepEqual(drawn([mark(0, 20, 'blue'), mark(10, 30, 'orange')]), [
      '0/blue 0-20',
      '1/orange 10-30',
      'wash/blue 0-10',
      'wash/orange 10-30',
    ]);
  });

  it('comes back to the outer segment after two that lie within it and overlap', () => {
    const washes = drawn([mark(0, 50, 'blue'), mark(10, 30, 'orange'), mark(20, 40, 'green')]).filter((line) =>
      line.startsWith('wash'),
    );
    assert.deepEqual(washes, ['wash/blue 0-10 40-50', 'wash/green 20-40', 'wash/orange 10-20']);
  });

  it('draws a line for each code of a segment and washes it in the first one', () => {
    assert.deepEqual(drawn([mark(5, 15, 'purple'), mark(5, 15, 'yellow')]), [
      '0/purple 5-15',
      '1/yellow 5-15',
      'wash/purple 5-15',
    ]);
  });

  it('uses a level again where it is free', () => {
    assert.deepEqual(drawn([mark(0, 5, 'blue'), mark(5, 9, 'blue', 'other')]), ['0/blue 0-5 5-9', 'wash/blue 0-5 5-9']);
  });

  it('draws what finds no level as one neutral line a segment', () => {
    const colors = ['blue', 'orange', 'green', 'purple', 'red', 'teal'];
    const plan = drawn(colors.map((color) => mark(3, 8, color)));
    assert.deepEqual(plan, [
      '0/blue 3-8',
      '1/orange 3-8',
      '2/green 3-8',
      '3/purple 3-8',
      `${mostUnderlines}/${moreColor} 3-8`,
      'wash/blue 3-8',
    ]);
  });

  it('draws the same code on the same words by several coders once', () => {
    assert.deepEqual(drawn([mark(1, 4, 'blue', 'a'), mark(1, 4, 'blue', 'a')]), ['0/blue 1-4', 'wash/blue 1-4']);
    assert.deepEqual(drawn([mark(1, 4, 'blue', 'a'), mark(1, 4, 'blue', 'b')]), [
      '0/blue 1-4',
      '1/blue 1-4',
      'wash/blue 1-4',
    ]);
  });

  it('draws an annotation as a line without a wash, and leaves the wash around it whole', () => {
    assert.deepEqual(drawn([mark(0, 20, 'blue'), mark(5, 9, annotationColor, '')]), [
      '0/blue 0-20',
      `1/${annotationColor} 5-9`,
      'wash/blue 0-20',
    ]);
  });

  it('draws nothing for an empty span, and nothing at all for nothing', () => {
    assert.deepEqual(drawn([mark(4, 4, 'blue')]), []);
    assert.equal(planHighlights([], lines).size, 0);
  });

  it('places ranges by line and character', () => {
    const plan = planHighlights([mark(2, 9, 'blue')], new LineTable('abc\ndef\nghi'));
    assert.deepEqual(plan.get(lookKey({ color: 'blue', level: 0 })), [0, 2, 2, 1]);
  });

  it('plans 5,000 segments with 200 codes', () => {
    const marks = Array.from({ length: 5000 }, (_, i) => mark(i * 20, i * 20 + 5 + (i % 90), 'blue', `code${i % 200}`));
    const plan = planHighlights(marks, new LineTable('x'.repeat(120_000)));
    assert.ok([...plan.values()].flat().length >= 4 * 5000);
  });
});

describe('looks', () => {
  it('are found again from their keys', () => {
    for (const look of [
      { color: 'blue', level: 3 },
      { color: '#12ab9F', level: 'wash' as const },
      { color: moreColor, level: mostUnderlines },
    ])
      assert.deepEqual(lookOf(lookKey(look)), look);
  });
});

const plan = (entries: Record<string, readonly number[]>): HighlightPlan => new Map(Object.entries(entries));

describe('changedLooks', () => {
  const before = plan({ a: [0, 1, 0, 5], b: [1, 0, 1, 4], c: [2, 0, 2, 2] });

  it('names what differs, what came and what went', () => {
    const after = plan({ a: [0, 1, 0, 5], b: [1, 0, 1, 5], d: [9, 0, 9, 1] });
    assert.deepEqual(changedLooks(before, after, new Set()).sort(), ['b', 'c', 'd']);
  });

  it('names nothing where nothing changed', () => {
    assert.deepEqual(changedLooks(before, plan(Object.fromEntries(before)), new Set()), []);
  });

  it('sees a range that was added at the end', () => {
    assert.deepEqual(changedLooks(before, new Map([...before, ['a', [0, 1, 0, 5, 3, 0, 3, 1]]]), new Set()), ['a']);
  });

  it('names what the editor may have moved otherwise, even where the plan is the same', () => {
    assert.deepEqual(changedLooks(before, before, new Set(['b'])), ['b']);
  });
});

describe('staleLooks', () => {
  const shown = plan({ first: [0, 0, 0, 5], middle: [4, 0, 6, 2], last: [9, 0, 9, 2, 20, 0, 21, 1] });

  it('takes an edit within a line to concern what lies on that line', () => {
    assert.deepEqual([...staleLooks(shown, [{ startLine: 5, endLine: 5, breaks: 0 }])], ['middle']);
    assert.deepEqual([...staleLooks(shown, [{ startLine: 7, endLine: 7, breaks: 0 }])], []);
  });

  it('takes an edit that adds or takes lines to concern everything from there on', () => {
    assert.deepEqual([...staleLooks(shown, [{ startLine: 5, endLine: 5, breaks: 1 }])], ['middle', 'last']);
    assert.deepEqual([...staleLooks(shown, [{ startLine: 7, endLine: 8, breaks: 0 }])], ['last']);
  });

  it('takes an edit that replaces lines by as many to concern these lines', () => {
    assert.deepEqual([...staleLooks(shown, [{ startLine: 0, endLine: 4, breaks: 4 }])], ['first', 'middle']);
  });
});
