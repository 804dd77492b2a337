import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { decodeSource } from '../../../src/core/text/decode';
import { OffsetTable, offsetUnits } from '../../../src/core/text/offsets';
import { toLf, type LfText } from '../../../src/core/text/lfText';
import { parseTranscript } from '../../../src/core/transcript/parseTranscript';
import { prepareImport } from '../../../src/core/transcript/prepareImport';
import { turnText } from '../../../src/core/transcript/turns';

const folder = 'test/golden/transcripts';
type Row = readonly [time: number, speaker: string, words: string];

/** Reads a mission log by the letter of its form, by other means than the product: a time, lines of remarks, one who speaks. */
function logRows(log: string): Row[] {
  const rows: Row[] = [];
  let time = NaN;
  for (const entry of log.split(/\n[ \t]*\n/)) {
    let words: string[] | undefined;
    for (const line of entry.split('\n')) {
      const clock = /^\[(-?)(\d+):(\d+):(\d+):(\d+)\]\s*$/.exec(line);
      const said = /^([^\s_[:][^:]*): (.*)$/.exec(line);
      if (clock) {
        const [, sign, ...parts] = clock;
        const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map(Number);
        time = (sign === '-' ? -1 : 1) * (((days * 24 + hours) * 60 + minutes) * 60 + seconds);
      } else if (line.startsWith('_')) continue;
      else if (said) {
        words = [said[2]?.trimStart() ?? ''];
        rows.push([time, said[1] ?? '', words[0] ?? '']);
      } else if (words && line.trim() !== '') {
        words.push(line);
        const last = rows.pop();
        if (last) rows.push([last[0], last[1], words.join('\n')]);
      }
    }
  }
  return rows.map(([at, speaker, words]) => [at, speaker, words.trimEnd()]);
}

function parsedRows(path: string): Row[] {
  const source = decodeSource(new Uint8Array(readFileSync(`${folder}/${path}`)));
  assert.ok(source.ok);
  const { text } = source.value;
  const { turns, style } = parseTranscript(text, path);
  assert.equal(style, 'mission-log');
  return turns.map((turn) => [turn.startTime ?? NaN, turn.speaker ?? '', turnText(text, turn, style)]);
}

describe('golden: whole files', () => {
  for (const [path, count] of [
    ['spacelog/apollo13_TEC.txt', 11_264],
    ['spacelog/mercury_atlas6_TEC.txt', 1_749],
  ] as const) {
    it(`gives each of the ${count} turns of ${path}, with its time, speaker and words`, () => {
      const rows = parsedRows(path);
      const expected = logRows(readFileSync(`${folder}/${path}`, 'utf8'));
      const differing = rows.findIndex((row, i) => JSON.stringify(row) !== JSON.stringify(expected[i]));
      assert.deepEqual(rows[differing], expected[differing]);
      assert.equal(expected.length, count);
      assert.equal(rows.length, count);
    });
  }

  it('Apollo 13 on one line of a megabyte comes in as the log that it was', () => {
    const log = readFileSync(`${folder}/spacelog/apollo13_TEC.txt`, 'utf8');
    const oneLine = log.replace(/\s+/g, ' ');
    const prepared = prepareImport(new TextEncoder().encode(oneLine), 'apollo.txt');
    assert.ok(prepared.ok);
    assert.deepEqual(
      prepared.value.problems.map(({ rule }) => rule),
      ['long-lines-broken'],
    );
    assert.equal(prepared.value.text.replaceAll('\n', ''), oneLine.replaceAll('\n', ''));
    // Without its lines, “Under COMM: …” in the middle of a sentence looks like a label, and the last one does not, behind a remark.
    const heads = (text: LfText): string[] =>
      parseTranscript(text, 'apollo.txt').turns.map(({ startTime, speaker }) => `${startTime} ${speaker}`);
    const wanted = heads(toLf(log));
    const found = heads(prepared.value.text).filter((head) => !/ (?:Under (?:COMM|STAB\/CONTROL)|Next)$/.test(head));
    assert.deepEqual(found, wanted.slice(0, -1));
    assert.ok(prepared.value.turns - wanted.length < 15);
  });

  it('lines have the lengths that another program counted, in each unit', () => {
    const stress = 'test/golden/encodings/unicode_stress';
    const lines = toLf(readFileSync(`${stress}.txt`, 'utf8')).split('\n');
    const lengths = JSON.parse(readFileSync(`${stress}_lengths.json`, 'utf8')) as Readonly<
      Record<'codepoints' | 'utf16_units' | 'utf8_bytes', number>
    >[];
    assert.ok(lengths.length > 10);
    const names = { codePoint: 'codepoints', utf16: 'utf16_units', byte: 'utf8_bytes' } as const;
    for (const [i, expected] of lengths.entries()) {
      const table = new OffsetTable(toLf(lines[i] ?? ''));
      for (const unit of offsetUnits) assert.equal(table.length(unit), expected[names[unit]], `line ${i + 1} in ${unit}`);
    }
  });
});
