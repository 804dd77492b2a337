import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { decodeSource } from '../../../src/core/text/decode';
import { removeFolder, temporaryFolder, verbatim } from '../../support/cliRun';
import { runs } from '../../support/runs';

/** A generator of numbers that is the same each time (mulberry32, public domain). */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/**
 * Every file of the golden transcripts and encodings that is text, by a name of its own. What the collections behind them hold besides
 * is not there for these reasons: TextGrid (PriMock57), CHAT (TalkBank), SBV and DOCX are no kinds that are read yet; of the tables
 * (MTS-Dialog, turns.csv) the cells hold the dialogues, and no import takes a transcript out of cells; Apollo 13 on one line is made
 * from the log where it is needed (whole.test.ts); a subtitle of Netflix among the cases of webvtt-py is under copyright.
 */
function realFiles(): { readonly from: string; readonly name: string }[] {
  const found: { from: string; name: string }[] = [];
  for (const folder of ['test/golden/transcripts', 'test/golden/encodings']) {
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      const from = join(folder, file);
      if (!['.txt', '.md', '.vtt', '.srt'].includes(extname(file)) || basename(file) === 'ORIGIN.md') continue;
      const text = decodeSource(readFileSync(from));
      if (!text.ok || text.value.text.trim() === '') continue;
      found.push({ from, name: file.replaceAll(/[\\/]/g, '-') });
    }
  }
  return found;
}

interface Exported {
  readonly transcripts: readonly { readonly path: string; readonly length: number }[];
  readonly segments: readonly Segment[];
}

interface Segment {
  readonly transcript: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Slice = (text: string, start: number, end: number) => string;

/** Readers that know nothing of Verbatim’s counting. */
const readers: Readonly<Record<string, { readonly length: (text: string) => number; readonly slice: Slice }>> = {
  codePoint: { length: (text) => Array.from(text).length, slice: slicesOf((text) => Array.from(text), (part) => part.join('')) },
  utf16: { length: (text) => text.length, slice: (text, start, end) => text.slice(start, end) },
  byte: { length: (text) => Buffer.byteLength(text), slice: slicesOf((text) => Buffer.from(text), (part) => part.toString()) },
};

/** Takes each text apart once, since a transcript is asked for many stretches. */
function slicesOf<T extends { slice(start: number, end: number): T }>(apart: (text: string) => T, whole: (part: T) => string): Slice {
  const partsOf = new Map<string, T>();
  return (text, start, end) => {
    const parts = partsOf.get(text) ?? apart(text);
    partsOf.set(text, parts);
    return whole(parts.slice(start, end));
  };
}

/** How many stretches of a transcript are coded: more of one as long as a day's recording. */
const spansOf = (points: readonly string[]): number => (points.length > 100_000 ? Math.max(50, runs(10)) : runs(10));

describe('real transcripts', function () {
  this.timeout(300_000);
  let folder = '';
  const go = async (...args: string[]): Promise<string> => {
    const { code, out, err } = await verbatim(join(folder, 'study'), args);
    assert.equal(code, 0, err);
    return out;
  };

  before(async () => {
    folder = temporaryFolder();
    const { code, err } = await verbatim(folder, ['init', 'study', '--codebook', 'peer-worker-conditions']);
    assert.equal(code, 0, err);
  });

  after(() => {
    removeFolder(folder);
  });

  it('come in, are coded by a file, and go out with the words at their offsets, in every form and unit', async () => {
    const files = realFiles();
    assert.ok(files.length >= 80, `only ${files.length} files`);
    for (const { from, name } of files) writeFileSync(join(folder, name), readFileSync(from));
    const told = await go('import', ...files.map(({ name }) => join(folder, name)), '--as', 'transcript');
    assert.match(told, /^transcripts\/spacelog-apollo13_TEC\.txt: 11264 turns, speakers LCC, /m);

    const codes = ((await go('export', '--format', 'json')).match(/"id":"[a-z-]+","name":"[^"]*","path"/g) ?? []).map((one) => one.slice(6, one.indexOf('"', 6)));
    assert.ok(codes.length > 10);
    const below = seeded(20261122);
    const texts = new Map<string, string>();
    const given: string[] = [];
    let csv = 'transcript,start,end,code,coder,text\n';
    for (const { name } of files) {
      const path = `transcripts/${name}`;
      const text = readFileSync(join(folder, 'study', path), 'utf8');
      texts.set(path, text);
      const points = Array.from(text);
      const taken = new Set<string>();
      for (let i = 0; i < spansOf(points); i++) {
        const start = below(points.length);
        const end = Math.min(points.length, start + 1 + below(300));
        const words = points.slice(start, end).join('');
        const key = `${path} ${start} ${end}`;
        if (taken.has(key)) continue;
        taken.add(key);
        given.push(key);
        csv += `${path},${start},${end},${codes[below(codes.length)] ?? ''},ada,"${words.replaceAll('"', '""')}"\n`;
      }
    }
    writeFileSync(join(folder, 'codings.csv'), csv);
    await go('import', join(folder, 'codings.csv'));
    assert.equal((await verbatim(join(folder, 'study'), ['check'])).out.includes('error:'), false);

    for (const [unit, { length, slice }] of Object.entries(readers)) {
      const document = JSON.parse(await go('export', '--format', 'json', '--offsets', unit)) as Exported;
      for (const transcript of document.transcripts) assert.equal(transcript.length, length(texts.get(transcript.path) ?? ''));
      const lines = (await go('export', '--format', 'jsonl', '--offsets', unit)).split('\n').slice(0, -1);
      const forms = [document.segments, lines.map((line) => JSON.parse(line) as Segment), rowsOf(await go('export', '--format', 'csv', '--offsets', unit))];
      for (const segments of forms) {
        assert.equal(segments.length, given.length);
        for (const { transcript, start, end, text } of segments) {
          assert.equal(slice(texts.get(transcript) ?? '', start, end), text, `${transcript} ${start}–${end} in ${unit}`);
        }
      }
      if (unit === 'codePoint') {
        const back = document.segments.map(({ transcript, start, end }) => `${transcript} ${start} ${end}`);
        assert.deepEqual(back.sort(), [...given].sort());
      }
    }
  });
});

/** Reads our CSV by the letter of RFC 4180, by other means than the product. */
function rowsOf(csv: string): Segment[] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < csv.length; i++) {
    const sign = csv.charAt(i);
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (csv.charAt(i + 1) === '"') cell += csv.charAt(i++);
      else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ',' || (sign === '\r' && csv.charAt(i + 1) === '\n')) {
      rows.at(-1)?.push(cell);
      cell = '';
      if (sign === '\r') {
        rows.push([]);
        i++;
      }
    } else cell += sign;
  }
  const [header = [], ...records] = rows.slice(0, -1);
  const at = (row: readonly string[], column: string): string => row[header.indexOf(column)] ?? '';
  return records.map((row) => ({
    transcript: at(row, 'transcript'),
    start: Number(at(row, 'start')),
    end: Number(at(row, 'end')),
    text: at(row, 'text'),
  }));
}
