import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeSource, decodeStudyText } from '../../../src/core/text/decode';
import { toLf } from '../../../src/core/text/lfText';
import { firstBadUtf8, utf8Text } from '../../../src/core/text/utf8';
import { runs } from '../../support/runs';

const words = fc
  .array(fc.constantFrom('I: ', 'word ', 'é', '語', '😀', 'שׁ', '\n', '\r\n', '\r', '\u2028', '“', '\t'), {
    minLength: 1,
    maxLength: 80,
  })
  .map((parts) => `I: ${parts.join('')}`);

function utf32(text: string, littleEndian: boolean): Uint8Array {
  const points = [...text].map((sign) => sign.codePointAt(0)!);
  const view = new DataView(new ArrayBuffer(points.length * 4));
  points.forEach((point, i) => {
    view.setUint32(i * 4, point, littleEndian);
  });
  return new Uint8Array(view.buffer);
}

const encoders: Record<string, (text: string) => Uint8Array> = {
  'utf-8': (text) => new TextEncoder().encode(text),
  'utf-16le': (text) => Uint8Array.from(Buffer.from(text, 'utf16le')),
  'utf-16be': (text) => Uint8Array.from(Buffer.from(text, 'utf16le').swap16()),
  'utf-32le': (text) => utf32(text, true),
  'utf-32be': (text) => utf32(text, false),
};

describe('law: decoding', () => {
  it('gives back what any Unicode encoding with a mark holds, or one that is named', () => {
    fc.assert(
      fc.property(words, fc.constantFrom(...Object.keys(encoders)), fc.boolean(), (text, encoding, marked) => {
        const bytes = encoders[encoding]!(marked ? `\ufeff${text}` : text);
        const outcome = marked ? decodeSource(bytes) : decodeSource(bytes, { encoding });
        assert.ok(outcome.ok);
        assert.deepEqual(outcome.value, { text: toLf(text), encoding, hadBom: marked, problems: [] });
      }),
      { seed: 20261122, numRuns: runs(500) },
    );
  });

  it('never throws and never gives a CR, a mark or a NUL, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        for (const outcome of [decodeSource(bytes), decodeStudyText(bytes)]) {
          if (outcome.ok) assert.doesNotMatch(outcome.value.text, /^\ufeff|[\r\0]/);
          else assert.equal(outcome.error.severity, 'error');
        }
      }),
      { seed: 20261122, numRuns: runs(2000) },
    );
  });

  it('finds the first bad byte where a strict decoder finds one', () => {
    const nearly = fc.tuple(words, fc.nat(), fc.nat({ max: 255 })).map(([text, at, byte]) => {
      const bytes = new TextEncoder().encode(text);
      bytes[at % bytes.length] = byte;
      return bytes;
    });
    fc.assert(
      fc.property(fc.oneof(nearly, fc.uint8Array({ maxLength: 12 })), (bytes) => {
        const strict = new TextDecoder('utf-8', { fatal: true });
        const bad = firstBadUtf8(bytes);
        if (bad < 0) {
          assert.doesNotThrow(() => strict.decode(bytes));
        } else {
          assert.throws(() => strict.decode(bytes));
          assert.doesNotThrow(() => strict.decode(bytes.subarray(0, bad)));
        }
      }),
      { seed: 20261122, numRuns: runs(3000) },
    );
  });

  it('reads long UTF-8 as a strict decoder does, wherever characters, marks and bad bytes stand', () => {
    const filling = fc.integer({ min: 2040, max: 2050 }).map((length) => 'a'.repeat(length));
    const sign = fc.constantFrom('é', '語', '😀', '\ufeff', '“', '\n');
    const long = fc
      .array(fc.oneof(filling, sign, sign), { maxLength: 30 })
      .map((parts) => new TextEncoder().encode(parts.join('')));
    const broken = fc
      .tuple(long, fc.nat(), fc.nat({ max: 5 }), fc.nat({ max: 255 }))
      .map(([bytes, at, count, byte]) => {
        return bytes.slice().fill(byte, at % (bytes.length + 1), (at % (bytes.length + 1)) + count);
      });
    fc.assert(
      fc.property(fc.oneof(long, broken), (bytes) => {
        let expected: string | null = null;
        try {
          expected = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
        } catch {
          // Not UTF-8.
        }
        assert.equal(utf8Text(bytes), expected);
      }),
      { seed: 20261122, numRuns: runs(2000) },
    );
  });
});
