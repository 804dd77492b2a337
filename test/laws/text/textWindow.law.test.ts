import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextWindow } from '../../../src/core/text/textWindow';
import { together, utf8Pieces, utf8Text } from '../../../src/core/text/utf8';
import { runs } from '../../support/runs';

const seed = { seed: 20261130, numRuns: runs(500) };

describe('law: a text in pieces', () => {
  it('shows of every stretch what the whole text has there', () => {
    const anyPieces = fc.array(fc.string(), { maxLength: 6 });
    fc.assert(
      fc.property(anyPieces, fc.array(fc.tuple(fc.nat(), fc.nat(8)), { maxLength: 8 }), (pieces, asked) => {
        const whole = pieces.join('');
        const window = new TextWindow(pieces);
        assert.equal(window.length, whole.length);
        for (const [at, length] of asked) {
          const from = at % (whole.length + 1);
          const to = Math.min(whole.length, from + length);
          window.show(from - 1, to + 1);
          assert.equal(window.slice(from, to), whole.slice(from, to));
        }
      }),
      seed,
    );
  });

  it('is decoded to pieces that end between characters', () => {
    const anyLong = fc
      .tuple(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.nat(3))
      .map(([some, lead]) => 'x'.repeat(lead) + `${some}é“😀`.repeat(4000));
    fc.assert(
      fc.property(anyLong, (text) => {
        const bytes = new TextEncoder().encode(text);
        const pieces = utf8Pieces(bytes) ?? [];
        assert.ok(pieces.length > 1);
        assert.ok(pieces.every((piece) => !/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(piece)));
        assert.equal(together(pieces), utf8Text(bytes));
        assert.equal(together(pieces), new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
      }),
      { ...seed, numRuns: runs(40) },
    );
  });
});
