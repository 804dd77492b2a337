import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CodingAttributes } from '../../../src/core/coding/codingAttributes';
import { annotate, applyCodes, recode, removeCoding, type Operation } from '../../../src/core/coding/codingOperations';
import { compareSegments } from '../../../src/core/coding/placeSegments';
import type { Segments } from '../../../src/core/coding/segment';
import {
  cycleCertainty,
  reattach,
  removeSegment,
  resizeSegment,
  setCodingAttributes,
  setExemplar,
  setMemo,
} from '../../../src/core/coding/segmentOperations';
import { applyChange, invert, revertConflict } from '../../../src/core/coding/segmentsChange';
import { sliceOf, wholeCharacters } from '../../../src/core/text/span';
import { interview, rowOn, segmentsOf, tools } from '../../support/codingSamples';
import { runs } from '../../support/runs';

const verbs = [
  'apply',
  'annotate',
  'removeCoding',
  'recode',
  'resize',
  'reattach',
  'removeSegment',
  'memo',
  'mark',
  'say',
  'cycle',
] as const;
const step = fc.record({
  verb: fc.constantFrom(...verbs),
  a: fc.nat({ max: interview.length }),
  b: fc.nat({ max: interview.length }),
  which: fc.nat({ max: 5 }),
  code: fc.constantFrom('a', 'b', '__proto__'),
  other: fc.constantFrom('a', 'c'),
  yes: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const start = segmentsOf([
  rowOn('x', 'clicked', { memo: 'm' }),
  rowOn('lost', 'ward', { quote: 'never said', state: 'orphaned' }),
  rowOn('guess', 'you know what I mean', { state: 'unconfirmed' }),
]);

function operate(segments: Segments, todo: Step, kit: ReturnType<typeof tools>): Operation {
  const wanted = wholeCharacters(interview, { start: Math.min(todo.a, todo.b), end: Math.max(todo.a, todo.b) });
  const id = segments.list[todo.which % Math.max(1, segments.list.length)]?.row.id ?? 'none';
  switch (todo.verb) {
    case 'apply':
      return applyCodes(segments, interview, wanted, todo.yes ? [todo.code] : [todo.code, todo.other], kit, said(todo));
    case 'annotate':
      return annotate(segments, interview, wanted, todo.yes ? 'memo' : null, kit);
    case 'removeCoding':
      return removeCoding(segments, id, todo.code, kit);
    case 'recode':
      return recode(segments, id, todo.code, todo.other, kit, said(todo));
    case 'resize':
      return resizeSegment(segments, interview, id, wanted);
    case 'reattach':
      return reattach(segments, interview, id, wanted);
    case 'removeSegment':
      return removeSegment(segments, id);
    case 'memo':
      return setMemo(segments, id, todo.yes ? 'other' : null);
    case 'mark':
      return setExemplar(segments, id, todo.yes ? todo.code : null, todo.other === 'a');
    case 'say':
      return setCodingAttributes(segments, id, todo.code, { certainty: todo.yes ? '+' : null }, kit);
    case 'cycle':
      return cycleCertainty(segments, id, todo.code, kit);
  }
}

/** What is said of a code with it, in some steps. */
function said({ which }: Step): CodingAttributes {
  const all: readonly CodingAttributes[] = [{}, { certainty: '++' }, { target: 'walking', receivedBy: null }];
  return all[which] ?? {};
}

function codings(segments: Segments): number {
  return segments.list.reduce((sum, segment) => sum + segment.row.codings.length, 0);
}

describe('law: operations on segments', () => {
  it('are undone exactly, in whatever order they were done', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        const kit = tools();
        const past: { readonly before: Segments; readonly undo: ReturnType<typeof invert> }[] = [];
        let now = start;
        for (const todo of steps) {
          const operation = operate(now, todo, kit);
          if (!operation.ok) continue;
          past.push({ before: now, undo: invert(operation.value) });
          now = applyChange(now, operation.value, interview);
          assert.equal(revertConflict(now, operation.value), null);
        }
        for (const { before, undo } of past.reverse()) {
          now = applyChange(now, undo, interview);
          assert.deepEqual(now, before);
        }
      }),
      { seed: 20261122, numRuns: runs(500) },
    );
  });

  it('keep the list sorted, ids and codes unique, rows and places in step, and codings unless removed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        const kit = tools();
        let now = start;
        for (const todo of steps) {
          const operation = operate(now, todo, kit);
          if (!operation.ok) {
            assert.ok(operation.error.endsWith('.'));
            continue;
          }
          assert.ok(operation.value.label !== '' && !operation.value.label.includes('\n'));
          const next = applyChange(now, operation.value, interview);
          if (!todo.verb.startsWith('remove') && todo.verb !== 'recode') assert.ok(codings(next) >= codings(now));
          assert.deepEqual(next.list, [...next.list].sort(compareSegments));
          assert.equal(new Set(next.list.map((segment) => segment.row.id)).size, next.list.length);
          for (const { row, placement } of next.list) {
            assert.equal(new Set(row.codings.map((coding) => coding.code)).size, row.codings.length);
            assert.equal(placement.span === null, row.state === 'orphaned');
            if (placement.span === null) continue;
            assert.deepEqual([row.start, row.end], [placement.span.start, placement.span.end]);
            assert.equal(row.quote, sliceOf(interview, placement.span));
          }
          now = next;
        }
      }),
      { seed: 20261122, numRuns: runs(500) },
    );
  });
});
