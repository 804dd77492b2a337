// `npm run bench`: one table of medians with ratios and limits. Asserts no time: machines differ, and people read it.
//   node test/bench/run.mjs [--only core|spans|million|anchor|size|host|ui]
import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { buildAll } from '../support/build.mjs';
import { ensureInstalled, root } from '../support/install.mjs';
import { median, spin, transcript } from './lib.mjs';
import { anchoringPeers, spanPeers } from './peers.mjs';
import { apollo13, codedAt, corpusStudy, largeCodebook, writeStudy } from './studies.mjs';

ensureInstalled();
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const wants = (/** @type {string} */ part) => only === undefined || only === part;

/** @type {string[][]} */
const rows = [['work', 'median', 'limit', 'n', 'min – max', 'by the plainest means', 'ratio', 'beside']];

/**
 * @param {string} work
 * @param {string} limit
 * @param {{ times: readonly number[], plain?: readonly number[], placed?: string }} measured
 */
function row(work, limit, { times, plain, placed }) {
  const ms = (/** @type {number} */ time) =>
    time < 0.5 ? `${(time * 1000).toFixed(1)} µs` : `${time < 10 ? time.toFixed(2) : Math.round(time)} ms`;
  const line = [
    work,
    ms(median(times)),
    limit,
    `${times.length}`,
    `${ms(Math.min(...times))} – ${ms(Math.max(...times))}`,
  ];
  line.push(plain ? ms(median(plain)) : '', plain ? ratio(median(times) / median(plain)) : '', placed ?? '');
  rows.push(line);
  console.log(line.join(' · '));
}

/** A line of one figure. @param {string} work @param {string} figure @param {string} limit */
function said(work, figure, limit) {
  rows.push([work, figure, limit, '1', '', '', '', '']);
  console.log(`${work} · ${figure} · ${limit}`);
}

/** Bundles and loads the measurements of test/bench/NAME.bench.ts. @param {string} name */
async function bundled(name) {
  const out = join(root, `dist/test/bench/${name}.cjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [`test/bench/${name}.bench.ts`],
    outfile: out,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  });
  const { default: measurements } = await import(pathToFileURL(out).href);
  return measurements;
}

/** A ratio below one as one to so many. @param {number} value */
function ratio(value) {
  return value < 0.95 ? `1 / ${(1 / value).toFixed(1)}` : value.toFixed(1);
}

const folder = await mkdtemp(join(tmpdir(), 'verbatim-bench-'));
const quiet = spin();
console.log(
  `A fixed loop takes ${Math.round(quiet)} ms here (below 300: a quiet machine of the kind that limits are for).\n`,
);
try {
  await buildAll();
  if (wants('core')) {
    const core = await bundled('core');
    const corpus = join(folder, 'corpus');
    corpusStudy(corpus);
    const log = apollo13();
    const mission = join(folder, 'mission');
    writeStudy(mission, [{ path: 'transcripts/mission.txt', text: log, segments: codedAt(log, 5000) }]);
    row('open 100 × 100 kB and 10,000 segments', '80 ms', await core.openCorpus(corpus, 7));
    row('… opened before, every file checked by its digest', '80 ms', await core.openKept(corpus, 7));
    const { json, csv } = await core.exportCorpus(corpus, 7);
    row('export 10,000 segments as JSON', '100 ms', json);
    row('export 10,000 segments as CSV', '50 ms', csv);
    row('add one coding, durable, with its log entry', '1.5 ms', await core.addCoding(corpus, 50));
    row('parse the transcript of Apollo 13 (1.27 MB)', '', await core.parseLog(log, 7));
    row('open it with 5,000 segments', '', await core.openFolder(mission, 7));
    const many = join(folder, 'many');
    corpusStudy(many, 500, 20_000, 100_000, 100);
    const { places, first, again, counts } = await core.references(many, 20);
    row('all references of a code, 500 transcripts and 100,000 segments', '50 ms', places);
    row('… with their lines, no transcript read before', '', first);
    row('… with their lines, asked again', '', again);
    row('how far each of the 100 codes is used', '', counts);
    const twoCodes = join(folder, 'two-codes');
    corpusStudy(twoCodes, 100, 20_000, 10_000, 2, 100);
    row('merge of two codes with 10,000 segments, in a codebook of 100', '200 ms', await core.merge(twoCodes, 9));
    const large = join(folder, 'large');
    writeStudy(
      large,
      [{ path: 'transcripts/interview.txt', text: 'I: So?\n', segments: [] }],
      100,
      largeCodebook(2000),
    );
    const { edit, step } = await core.rename(large, 9);
    row('rename in a codebook of 2,000 described codes', '50 ms', edit);
    row('… durable, logged, and the codebook read again', '', step);
  }
  if (wants('spans')) {
    const spans = await bundled('spans');
    const peers = await spanPeers();
    for (const one of [
      spans.keystroke(10_000, '≤ 1/5', peers),
      spans.keystroke(100_000, '≤ 1/2', peers),
      ...spans.covering(100_000, peers),
    ]) {
      const { work, limit, micros, peer, beside } = one;
      row(work, limit, { times: [micros / 1000], plain: [peer / 1000], placed: beside });
    }
  }
  if (wants('million')) {
    const { millionParts, millionStudy } = await import('./million.mjs');
    const million = join(folder, 'million');
    millionStudy(million);
    const part = await millionParts(million);
    const [first, ...later] = Array.from({ length: 6 }, () => part('open'));
    const times = (/** @type {string} */ key) => later.map((one) => one[key]);
    row('1,000 transcripts, 1,000,000 segments: first start', '', { times: [first.counted] });
    row('… until the open transcript can be coded', '', { times: [first.usable] });
    row('… second start, from the kept index', '1 s', { times: times('counted') });
    row('… until the open transcript can be coded', '', { times: times('usable') });
    said('… what stays in memory', `${Math.round(median(times('bytes')) / 1e6)} MB`, '200 MB');
    const exported = part('export');
    const plain = part('plain');
    const rates = `${Math.round(exported.rate)} of ${Math.round(plain.rate)} MB/s`;
    said(
      'export of them as JSON, against JSON.stringify and write',
      `${rates}, ${Math.round((100 * exported.rate) / plain.rate)} %`,
      '60 %',
    );
    said('… memory at its peak', `${Math.round(exported.peak / 1e6)} MB`, '300 MB');
  }
  if (wants('anchor')) {
    const anchor = await bundled('anchor');
    const peers = await anchoringPeers();
    console.log('Re-anchoring is counted in processor time.');
    for (const part of [anchor.throughDiff, anchor.byWords, anchor.inMovedBlocks]) {
      for (const { work, limit, ...measured } of part(peers)) row(work, limit, measured);
    }
  }
  if (wants('size')) {
    const size = statSync(join(root, 'dist/extension.js')).size;
    said('desktop bundle', `${Math.round(size / 1000)} kB`, '300 kB');
  }
  if (wants('host')) {
    const { measureHost } = await import('./host.mjs');
    const eight = join(folder, 'eight');
    corpusStudy(eight, 8, 100_000, 1000, 100);
    const log = apollo13();
    const mission = join(folder, 'mission-host');
    writeStudy(mission, [{ path: 'transcripts/mission.txt', text: log, segments: codedAt(log, 5000) }]);
    const starts = await measureHost(eight, 'start', 5);
    row('activate(), 8 × 100 kB and 1,000 segments', '60 ms', { times: starts.map(({ activate }) => activate) });
    row('… until every transcript is in the trees', '300 ms', { times: starts.map(({ filled }) => filled) });
    const stalls = await measureHost(mission, 'stall', 5);
    row('longest stall, opening Apollo 13 with 5,000 segments', '100 ms', {
      times: stalls.map(({ stall }) => stall),
      plain: stalls.map(({ plainStall }) => plainStall),
    });
  }
  if (wants('ui')) {
    const { measureAnswers, measureCoding } = await import('./ui.mjs');
    const study = join(folder, 'coding');
    const text = transcript(120_000, 1);
    writeStudy(study, [{ path: 'transcripts/interview.txt', text, segments: codedAt(text, 2000) }]);
    row('Enter in the picker to the highlight, 2,000 segments', '100 ms', { times: await measureCoding(study, 12) });
    for (const { work, limit, times } of await measureAnswers(7)) row(work, limit, { times });
  }
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
const widths = rows[0].map((_, column) => Math.max(...rows.map((line) => line[column].length)));
console.log('');
for (const line of rows)
  console.log(
    line
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
