// Verbatim's own workload generator, written with the project's design documents and used as it is, so that figures can be held against those measured for other programs.
// The standing corpus: D documents x SIZE chars, S coded segments, C codes in a 3-level tree, 2 coders.
// usage: node corpus.mjs OUTDIR [D=100] [SIZE=100000] [S=10000] [C=100]   -> OUTDIR/docs/*.txt, docs-html/*.html, corpus.json
import fs from 'node:fs'; import path from 'node:path'; import * as L from './lib.mjs';
const [, , out, D = 100, SIZE = 100000, S = 10000, C = 100] = process.argv;
const d = +D, size = +SIZE, s = +S, c = +C, r = L.rng(11);
fs.mkdirSync(path.join(out, 'docs'), { recursive: true }); fs.mkdirSync(path.join(out, 'docs-html'), { recursive: true });
const codes = []; for (let i = 0; i < c; i++) codes.push({ id: i, name: `code ${String(i).padStart(3, '0')} ${L.word(r)}`, parent: i < 10 ? -1 : i < 40 ? i % 10 : 10 + (i % 30) });
const docs = [], segs = []; const per = Math.ceil(s / d);
for (let i = 0; i < d; i++) {
  const text = L.transcript(size, 1000 + i), name = `interview-${String(i).padStart(3, '0')}`;
  fs.writeFileSync(path.join(out, 'docs', name + '.txt'), text);
  const html = '<html><head><title>x</title></head><body>' + text.split('\n\n').filter(Boolean).map((p) => '<p>' + p.replace(/&/g, '&amp;').replace(/</g, '&lt;') + '</p>').join('') + '</body></html>';
  fs.writeFileSync(path.join(out, 'docs-html', name + '.html'), html);
  docs.push({ id: i, name, chars: text.length });
  const q = L.quotes(text, Math.min(per, s - segs.length), 2000 + i).sort((a, b) => a.start - b.start);
  for (const x of q) segs.push({ id: segs.length, doc: i, start: x.start, end: x.end, code: Math.floor(r() * r() * c), coder: r() < 0.5 ? 'anna' : 'ben', memo: r() < 0.1 ? 'memo ' + L.word(r) : '' });
}
fs.writeFileSync(path.join(out, 'corpus.json'), JSON.stringify({ codes, docs, segs }));
console.log(d, 'docs', segs.length, 'segments', codes.length, 'codes');
