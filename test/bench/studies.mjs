// Studies to measure with: the standing corpus as study folders, and the transcript of Apollo 13.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { quotes, rng, word } from './lib.mjs';

/**
 * @typedef {{ start: number, end: number, code: number, coder: string, memo: string }} Given
 * @typedef {{ path: string, text: string, segments: Given[] }} Document
 */

/** @param {string} file @param {string} text */
function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** A codebook on three levels. @param {number} count */
function codebook(count) {
  const parentOf = (/** @type {number} */ i) => (i < 10 ? -1 : i < 40 ? i % 10 : 10 + (i % 30));
  /** @param {number} parent @param {string} indent @returns {string} */
  const below = (parent, indent) =>
    Array.from({ length: count }, (_, i) => i)
      .filter((i) => parentOf(i) === parent)
      .map((i) => {
        const inner = below(i, `${indent}    `);
        const own = `${indent}- id: code-${i}\n${indent}  name: Code ${i}\n${indent}  definition: What is meant by code ${i}.\n`;
        return own + (inner === '' ? '' : `${indent}  codes:\n${inner}`);
      })
      .join('');
  return `verbatim-codebook: 1\nid: bench\nname: Bench\ncodes:\n${below(-1, '  ')}`;
}

/** A codebook whose codes are described as built-in codebooks describe theirs. @param {number} count */
export function largeCodebook(count) {
  const random = rng(20261201);
  const words = (/** @type {number} */ many) => Array.from({ length: many }, () => word(random)).join(' ');
  const ids = (/** @type {number} */ many) => Array.from({ length: many }, () => `code-${random.int(0, count - 1)}`);
  const codes = Array.from({ length: count }, (_, i) =>
    [
      `${i % 10 === 0 ? '  ' : '      '}- id: code-${i}`,
      `name: Code ${i} ${words(2)}`,
      `definition: "${words(25)}."`,
      `include: ["${words(12)}", "${words(10)}"]`,
      `exclude: ["${words(12)} (${words(2)})"]`,
      `examples: ["“${words(15)}.”"]`,
      `confusable: [${ids(2).join(', ')}]`,
      ...(i % 10 === 0 ? ['codes:'] : []),
    ].join(i % 10 === 0 ? '\n    ' : '\n        '),
  );
  return `verbatim-codebook: 1\nid: bench\nname: Bench\ncodes:\n${codes.join('\n')}\n`;
}

/**
 * Writes a study of these documents.
 * @param {string} folder
 * @param {Iterable<Document>} documents
 * @param {number} codes
 * @param {string} book the text of its codebook
 */
export function writeStudy(folder, documents, codes = 100, book = codebook(codes)) {
  write(join(folder, 'verbatim.yaml'), 'verbatim: 1\nname: Bench\ncodebooks: [codebooks/bench.yaml]\n');
  write(join(folder, 'codebooks/bench.yaml'), book);
  write(join(folder, '.verbatim/local.json'), '{"version":1,"coder":"anna"}\n');
  for (const coder of ['anna', 'ben'])
    write(join(folder, `coding/${coder}/coder.yaml`), `verbatim-coder: 1\nname: ${coder}\n`);
  let id = 0;
  for (const { path, text, segments } of documents) {
    write(join(folder, path), text);
    const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
    for (const coder of ['anna', 'ben']) {
      const rows = segments
        .filter((segment) => segment.coder === coder)
        .sort((a, b) => a.start - b.start || a.end - b.end)
        .map(({ start, end, code, memo }) => ({
          id: `00000000-0000-4000-8000-${String(id++).padStart(12, '0')}`,
          start,
          end,
          quote: text.slice(start, end),
          prefix: text.slice(Math.max(0, start - 32), start),
          suffix: text.slice(end, end + 32),
          codings: [{ code: `code-${code}`, at: '2026-11-01T09:00:00.000Z' }],
          ...(memo === '' ? {} : { memo }),
        }));
      if (rows.length === 0) continue;
      const header = { verbatim: 'segments', version: 1, transcript: path, text: digest, coder };
      const lines = [header, ...rows].map((line) => `${JSON.stringify(line)}\n`).join('');
      write(join(folder, `coding/${coder}/segments/${path}.jsonl`), lines);
    }
  }
}

/** The standing corpus as a study. @param {string} folder */
export function corpusStudy(
  folder,
  documents = 100,
  size = 100_000,
  segments = 10_000,
  codes = 100,
  described = codes,
) {
  const raw = `${folder}-corpus`;
  const script = join(dirname(fileURLToPath(import.meta.url)), 'corpus.mjs');
  execFileSync(process.execPath, [script, raw, ...[documents, size, segments, codes].map(String)]);
  /** @type {{ docs: { id: number, name: string }[], segs: (Given & { doc: number })[] }} */
  const { docs, segs } = JSON.parse(readFileSync(join(raw, 'corpus.json'), 'utf8'));
  const all = docs.map(({ id, name }) => ({
    path: `transcripts/${name}.txt`,
    text: readFileSync(join(raw, 'docs', `${name}.txt`), 'utf8'),
    segments: segs.filter(({ doc }) => doc === id),
  }));
  writeStudy(folder, all, described);
}

/** Segments at random places of a text. @param {string} text @param {number} count @returns {Given[]} */
export function codedAt(text, count, coders = ['anna', 'ben']) {
  const random = rng(20261122);
  return quotes(text, count, 2).map(({ start, end }) => ({
    start,
    end,
    code: random.int(0, 99),
    coder: random.pick(coders),
    memo: '',
  }));
}

/** The air-to-ground transcript of Apollo 13: 1.27 MB, 11,000 turns. */
export function apollo13() {
  const file = '../golden/transcripts/spacelog/apollo13_TEC.txt';
  return readFileSync(join(dirname(fileURLToPath(import.meta.url)), file), 'utf8');
}
