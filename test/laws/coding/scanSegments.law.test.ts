import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe as described } from '../../../src/core/anchor/describe';
import { finished } from '../../../src/core/base/steps';
import { joinPath } from '../../../src/core/base/studyPath';
import { placeSegments } from '../../../src/core/coding/placeSegments';
import { readSegments } from '../../../src/core/coding/readSegments';
import { scanningSegments, type ScannedSegments } from '../../../src/core/coding/scanSegments';
import type { SegmentRow, SegmentsHeader } from '../../../src/core/coding/segmentsFile';
import { writeRow, writeRows } from '../../../src/core/coding/writeSegments';
import { toLf, type LfText } from '../../../src/core/text/lfText';
import { wholeCharacters } from '../../../src/core/text/span';
import { utf8Text } from '../../../src/core/text/utf8';
import { digest, otherDigest } from '../../support/codingSamples';
import { runs } from '../../support/runs';

const transcript = joinPath('transcripts', 'a.txt');
const coder = 'coder1';
const header: SegmentsHeader = { verbatim: 'segments', version: 1, transcript, text: digest, coder };
const encoder = new TextEncoder();

/** What the general readers say of a file; null where anything is wrong or a segment does not stand where its row says. */
function plainly(bytes: Uint8Array, text: LfText): ScannedSegments | null {
  const content = utf8Text(bytes);
  const reading = content === null ? null : readSegments('f', content, { transcript, coder });
  if (reading?.state !== 'sound' || reading.problems.length > 0 || reading.header?.text !== digest) return null;
  const segments = placeSegments({ transcript, coder, text: digest }, reading.rows, text, digest);
  const stand = segments.list.every(
    ({ row, placement }) => placement.outcome === 'exact' || row.state === 'unconfirmed',
  );
  return stand ? { header: reading.header, segments } : null;
}

function scanned(bytes: Uint8Array, pieces: readonly string[]): ScannedSegments | null {
  const text = toLf(pieces.join(''));
  return finished(scanningSegments(bytes, coder, { path: transcript, text, pieces, digest }));
}

const anyPiece = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('I: we just clicked, ', 'and ', 'so on ', 'a', ' ', '\n') },
      fc.constantFrom(
        '"',
        '\\',
        '\t',
        '\u0001',
        '\u007f',
        'é',
        '“yes”',
        '\u2028',
        '\ufeff',
        '😀',
        '\ud83d',
        '\ude00',
        '\b',
      ),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(''));

/** A text in pieces; a half of a pair may end one, as only an editor has it. */
const anyPieces = fc
  .array(anyPiece, { minLength: 1, maxLength: 4 })
  .map(([first = '', ...rest]) => [first.replace(/^\ufeff+/, ''), ...rest]);

const anyMade = fc.record({
  id: fc.oneof(
    { weight: 12, arbitrary: fc.uuid() },
    fc.constantFrom('s1', 's2', '__proto__', 'é', 'a"b', '', 'x'.repeat(101)),
  ),
  start: fc.nat(200),
  length: fc.nat(60),
  codings: fc.array(
    fc.record(
      {
        code: fc.oneof(
          { weight: 8, arbitrary: fc.constantFrom('a', 'b', 'trust') },
          fc.constantFrom('é', '__proto__', ''),
        ),
        at: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', '', 'a\\b'),
        codeDigest: fc.constantFrom('sha256:00', '"'),
        certainty: fc.constantFrom('+' as const, '++' as const),
        exemplar: fc.boolean(),
      },
      { requiredKeys: ['code'], noNullPrototype: true },
    ),
    { maxLength: 3 },
  ),
  more: fc.oneof(
    { weight: 8, arbitrary: fc.constant({}) },
    fc.record(
      {
        memo: fc.constantFrom('', 'm', 'two\nlines', 'naïve', '\ud800'),
        exemplar: fc.boolean(),
        state: fc.constantFrom('unconfirmed' as const, 'orphaned' as const),
        later: fc.constant([1]),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
  ),
});

type Made = typeof anyMade extends fc.Arbitrary<infer T> ? T : never;

function rowIn(text: LfText, { id, start, length, codings, more }: Made): SegmentRow {
  const from = start % (text.length + 1);
  const { quote, prefix, suffix, span } = described(text, wholeCharacters(text, { start: from, end: from + length }));
  return { id, start: span.start, end: span.end, quote, prefix, suffix, codings, ...more };
}

/** Changes that a careless hand, another program or malice may make to one line. */
const anyChange: fc.Arbitrary<(line: string) => string> = fc.oneof(
  fc.constantFrom<(line: string) => string>(
    (line) => line.replace('{"id"', '{"id":"twice","id"'),
    (line) => line.replace('{"id"', '{"__proto__":{"memo":"x"},"id"'),
    (line) => line.replace('{"id"', '{"start":1,"id"'),
    (line) => line.replace(/,"quote":/, ',"end":3,"quote":'),
    (line) => line.replace(/"start":(\d+)/, '"start":0$1'),
    (line) => line.replace(/"start":(\d+)/, '"start":$1.0'),
    (line) => line.replace(/"start":(\d+)/, '"start":-$1'),
    (line) => line.replace(/"start":(\d+)/, '"start":$1e0'),
    (line) => line.replace(/"end":(\d+)/, '"end":99999999999999999999'),
    (line) => line.replace(/"end":(\d+)/, '"end": $1'),
    (line) => line.replace(/"(start|end)":(\d+)/, '"$1":"$2"'),
    (line) => line.replace(/}$/, ',}'),
    (line) => line.replace(/}$/, ',"memo":"a","memo":"b"}'),
    (line) => line.replace(/}$/, ',"verbatim":"segments"}'),
    (line) => line.replace(/}$/, ',"__proto__":1}'),
    (line) => line.replace('"codings":[', '"codings":[{"code":"a","code":"b"},'),
    (line) => line.replace('"codings":[', '"codings":[,'),
    (line) => line.replace('"codings":[{', '"codings":[{"at":"x",'),
    (line) => line.replace('"quote":"', '"quote":"\\u0049'),
    (line) => line.replace('a', '\\u0061'),
    (line) => line.replace('\\n', '\\u000a'),
    (line) => line.replace('\\n', '\n'),
    (line) => line.replace('/', '\\/'),
    (line) => line.replace('\\u0001', '\u0001'),
    (line) => line.replace('😀', '\\ud83d\\ude00'),
    (line) => line.replace('"prefix":', '"Prefix":'),
    (line) => line.replace(/,"prefix":"[^"]*"/, ''),
    (line) => `${line}\r`,
    (line) => `  ${line} `,
    (line) => `\n${line}`,
    (line) => `${line}\n${line}`,
    (line) => `<<<<<<< mine\n${line}`,
    (line) => line.toUpperCase(),
    () => JSON.stringify(header),
  ),
  fc.tuple(fc.nat(), fc.constantFrom('', '"', '\\', '{', '}', ',', '0', '\u0000', 'é', ' ')).map(
    ([at, put]) =>
      (line: string) =>
        line.slice(0, at % (line.length + 1)) + put + line.slice((at % (line.length + 1)) + 1),
  ),
);

const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, arbitrary);

const anyHead = fc.oneof(
  { weight: 12, arbitrary: fc.constant(header) },
  fc.constantFrom<object>(
    { ...header, text: otherDigest },
    { ...header, version: 2 },
    { ...header, coder: 'other' },
    { ...header, later: 1 },
    {},
  ),
);

const seed = { seed: 20261130, numRuns: runs(1000) };

describe('law: scanning a segments file', () => {
  it('says of a file that was written for this text what reading and placing say', () => {
    let scans = 0;
    fc.assert(
      fc.property(anyPieces, fc.uniqueArray(anyMade, { maxLength: 6, selector: ({ id }) => id }), (pieces, made) => {
        const text = toLf(pieces.join(''));
        const bytes = encoder.encode(
          writeRows(
            header,
            made.map((one) => rowIn(text, one)),
          ),
        );
        const scan = scanned(bytes, pieces);
        const plain = plainly(bytes, text);
        // Where half a pair ends the text or a piece, the file says something else than the text.
        if (/^\P{Surrogate}*$/u.test(text)) assert.deepEqual(scan, plain);
        if (scan === null) return;
        scans++;
        assert.deepEqual(scan, plain);
      }),
      seed,
    );
    assert.ok(scans > 200, `${scans} scans`);
  });

  it('says nothing else of a file that somebody changed', () => {
    let scans = 0;
    fc.assert(
      fc.property(
        anyPieces,
        anyHead,
        fc.array(fc.tuple(anyMade, seldom(anyChange)), { maxLength: 5 }),
        seldom(fc.tuple(fc.nat(), fc.nat(255))),
        (pieces, head, made, damage) => {
          const text = toLf(pieces.join(''));
          const lines = made.map(([one, change]) => (change ?? String)(writeRow(rowIn(text, one))));
          const bytes = encoder.encode([JSON.stringify(head), ...lines, ''].join('\n'));
          if (damage !== null) bytes[damage[0] % bytes.length] = damage[1];
          const scan = scanned(bytes, pieces);
          if (scan === null) return;
          scans++;
          assert.deepEqual(scan, plainly(bytes, text));
        },
      ),
      seed,
    );
    assert.ok(scans > 100, `${scans} scans`);
  });

  it('leaves a file of more bytes than are read to the general reader', () => {
    const text = toLf('I: we just clicked\n');
    const bytes = encoder.encode(`${JSON.stringify(header)}\n`);
    const source = { path: transcript, text, pieces: [text], digest };
    assert.notEqual(finished(scanningSegments(bytes, coder, source, bytes.length)), null);
    assert.equal(finished(scanningSegments(bytes, coder, source, bytes.length - 1)), null);
  });
});
