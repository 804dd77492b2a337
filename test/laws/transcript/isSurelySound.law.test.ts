import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toLf } from '../../../src/core/text/lfText';
import { isSurelySound, transcriptProblems } from '../../../src/core/transcript/transcriptProblems';
import { runs } from '../../support/runs';

/** Lines that are sound, and ones that are not, of one character more than VS Code draws too. */
const line = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.constantFrom('', ' ', 'I: How are you?', 'WEBVTT', '1', '00:00:01,000 --> 00:00:02,000', '\u2028', '😀', '\ud800'),
  fc.constantFrom(9_999, 10_000, 10_001).map((length) => 'x'.repeat(length)),
);

/** Cuts a text between characters. */
function cut(text: string, places: readonly number[]): string[] {
  const ends = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  const whole = ends.filter((end) => !/^[\udc00-\udfff]/.test(text.slice(end, end + 1)));
  return [0, ...whole].map((from, i) => text.slice(from, whole[i] ?? text.length)).filter((piece) => piece !== '');
}

describe('law: what pieces of a transcript tell of it', () => {
  it('is that nothing is wrong only where nothing is found in the whole', () => {
    let clear = 0;
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 8 }),
        fc.array(fc.nat({ max: 50_000 }), { maxLength: 4 }),
        fc.constantFrom('a.txt', 'a.md', 'a.vtt', 'a.srt'),
        (lines, places, name) => {
          const text = toLf(lines.join('\n'));
          const pieces = cut(text, places);
          assert.equal(pieces.join(''), text);
          if (!isSurelySound(pieces, name)) return;
          clear++;
          assert.deepEqual(transcriptProblems(text, name), []);
        },
      ),
      { seed: 20261130, numRuns: runs(1000) },
    );
    assert.ok(clear > 50, `only ${clear} were clear`);
  });

  it('is told of a sound interview in pieces', () => {
    const turn = 'I: How did it begin?\n\nR: We met in the garden, and talked.\n\n';
    assert.ok(isSurelySound([turn.repeat(9), turn.repeat(9)], 'a.txt'));
    assert.ok(!isSurelySound(['x'.repeat(6_000), 'x'.repeat(6_000)], 'a.txt'));
  });
});
