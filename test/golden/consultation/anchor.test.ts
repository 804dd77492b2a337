import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { anchorAll } from '../../../src/core/anchor/anchor';
import { describe as describeSpan } from '../../../src/core/anchor/describe';
import type { Placement, Selector } from '../../../src/core/anchor/selector';
import { toLf, type LfText } from '../../../src/core/text/lfText';
import { span } from '../../../src/core/text/span';
import { runs } from '../../support/runs';

const text = toLf(readFileSync('test/golden/consultation/consultation.txt', 'utf8'));

/** Every place where the words stand in the consultation. */
function placesOf(words: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) found.push(at);
  return found;
}

const selectorsOf = (words: string): Selector[] =>
  placesOf(words).map((at) => describeSpan(text, span(at, at + words.length)));

function surelyAt(placements: readonly Placement[], expected: readonly number[], from: LfText): void {
  placements.forEach((placement, i) => {
    assert.ok(placement.outcome === 'moved' || placement.outcome === 'exact', `${i}: ${placement.reason}`);
    assert.equal(placement.span.start, expected[i], from.slice(placement.span.start - 20, placement.span.end + 20));
  });
}

describe('golden: a consultation that is edited', () => {
  for (const words of ['Yeah', 'um', 'diarrhea', 'okay', 'Patient: ', 'three days']) {
    it(`finds every “${words}” again after a heading was put before it`, () => {
      const now = toLf(`Consultation 1\n\n${text}`);
      const selectors = selectorsOf(words);
      assert.ok(selectors.length > 0);
      surelyAt(
        anchorAll(now, selectors, { sameText: false }),
        placesOf(words).map((at) => at + 16),
        now,
      );
    });
  }

  it('keeps every “Yeah” apart when one of them is struck out', () => {
    const places = placesOf('Yeah');
    const selectors = selectorsOf('Yeah');
    for (const [struck, place] of places.entries()) {
      const now = toLf(text.slice(0, place) + text.slice(place + 4));
      const placements = anchorAll(now, selectors, { sameText: false });
      assert.equal(placements[struck]?.span, null, `number ${struck}: ${placements[struck]?.reason ?? ''}`);
      placements.forEach((placement, i) => {
        const expected = places[i]! - (i > struck ? 4 : 0);
        if (i !== struck && placement.span !== null) assert.equal(placement.span.start, expected);
      });
    }
  });

  it('finds everything again in re-wrapped lines', () => {
    const now = toLf(text.replace(/(.{40}\S*) /g, '$1\n'));
    const selectors = ['Yeah', 'diarrhea', 'need to stay close to the toilet'].flatMap(selectorsOf);
    for (const placement of anchorAll(now, selectors, { sameText: false })) {
      assert.ok(placement.outcome === 'moved' || placement.outcome === 'exact', placement.reason);
    }
  });

  it('is never sure of a wrong place, whatever is cut out or put in elsewhere', () => {
    const edit = fc.record({
      at: fc.nat({ max: text.length }),
      cut: fc.nat({ max: 60 }),
      put: fc.constantFrom('', '[pause] ', 'Yeah, okay. ', '\n\n', 'PAR1: '),
    });
    fc.assert(
      fc.property(
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        fc.array(fc.tuple(fc.nat({ max: text.length - 200 }), fc.integer({ min: 8, max: 120 })), { maxLength: 20 }),
        (edits, spans) => {
          // Edits run from the end of the text to its beginning, so that each offset still counts in the old text.
          const sorted = [...edits].sort((a, b) => b.at - a.at);
          let now: string = text;
          let limit = text.length;
          const done: { at: number; end: number; by: number }[] = [];
          for (const { at, cut, put } of sorted) {
            const end = Math.min(at + cut, limit);
            if (at >= limit) continue;
            now = now.slice(0, at) + put + now.slice(end);
            done.push({ at, end, by: put.length - (end - at) });
            limit = at;
          }
          const untouched = spans
            .map(([start, length]) => ({ start, end: start + length }))
            .filter(({ start, end }) => done.every((one) => one.end <= start || one.at >= end));
          const selectors = untouched.map(({ start, end }) => describeSpan(text, span(start, end)));
          anchorAll(toLf(now), selectors, { sameText: false }).forEach((placement, i) => {
            if (placement.outcome !== 'exact' && placement.outcome !== 'moved') return;
            const { start } = untouched[i]!;
            const shift = done.filter((one) => one.end <= start).reduce((sum, one) => sum + one.by, 0);
            assert.equal(placement.span.start, start + shift, placement.reason);
          });
        },
      ),
      { seed: 20261122, numRuns: runs(1000) },
    );
  });
});
