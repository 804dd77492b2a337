import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JsonWords } from '../../../src/core/exchange/json/jsonWords';
import { span } from '../../../src/core/text/span';
import { runs } from '../../support/runs';

const anyText = fc
  .array(
    fc.oneof(
      fc.string(),
      fc.constantFrom('"', '\\', '\n', '\t', '\b', '\u0001', '\u007f', '\u2028', 'é', '😀', '\ud83d', '\ude00'),
    ),
  )
  .map((parts) => parts.join(''));

describe('law: stretches of a text as JSON', () => {
  it('are what JSON.stringify makes of each, however many are wanted', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 6 }),
        fc.boolean(),
        (text, places, many) => {
          const words = new JsonWords(text, many ? 10 * text.length : 0);
          for (const [a, b] of places) {
            const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [
              number,
              number,
            ];
            assert.equal(words.of(span(start, end)), JSON.stringify(text.slice(start, end)));
          }
        },
      ),
      { seed: 20261130, numRuns: runs(1000) },
    );
  });
});
