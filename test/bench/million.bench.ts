/** A study of a thousand transcripts and a million segments. Each part runs in a process of its own, since memory is measured too. */
import { closeSync, createReadStream, fsyncSync, openSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { exportEverything, planExport } from '../../src/core/exchange/exportPlan';
import { writeJson } from '../../src/core/exchange/json/writeJson';
import { openStudy } from './openStudy';

function held(): number {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Milliseconds by the clock until the study is counted and until the transcript that is open can be coded, and the bytes that stay in memory. */
async function open(folder: string): Promise<Record<string, number>> {
  const before = held();
  const began = performance.now();
  const study = await openStudy(folder, true);
  const path = study.transcripts[study.transcripts.length >> 1]?.path ?? null;
  const filled = study.fill(path).then(() => performance.now() - began);
  if (path === null || (await study.keep(path)) === null) throw new Error('No transcript could be opened.');
  const usable = performance.now() - began;
  const counted = await filled;
  return { usable, counted, bytes: held() - before, segments: study.index.size };
}

/** Writes pieces to a file and waits for the disk; gives their bytes. */
async function written(file: string, pieces: AsyncIterable<string>): Promise<number> {
  let bytes = 0;
  const out = openSync(file, 'w');
  for await (const piece of pieces) bytes += writeSync(out, piece);
  fsyncSync(out);
  closeSync(out);
  return bytes;
}

/** Processor time in ms: what else runs on the machine then counts against neither side of a ratio. */
function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Megabytes of the whole export a second of processor time. */
async function exportJson(folder: string): Promise<Record<string, number>> {
  const study = await openStudy(folder, false);
  const file = join(folder, 'export.json');
  const began = spent();
  const plan = await planExport(study, exportEverything);
  if (!plan.ok) throw new Error(plan.error.map(({ message }) => message).join());
  const bytes = await written(file, writeJson(plan.value));
  return { rate: bytes / (spent() - began) / 1000, bytes, peak: process.resourceUsage().maxRSS * 1024 };
}

/** Megabytes of JSON.stringify and write a second of processor time, of the records that `exportJson` wrote; making them is not counted. */
async function plain(folder: string): Promise<Record<string, number>> {
  let bytes = 0;
  let taken = 0;
  let batch: unknown[] = [];
  const out = openSync(join(folder, 'plain.json'), 'w');
  const write = (): void => {
    const began = spent();
    bytes += writeSync(out, `${batch.map((record) => JSON.stringify(record)).join(',\n')},\n`);
    taken += spent() - began;
    batch = [];
  };
  for await (const line of createInterface({ input: createReadStream(join(folder, 'export.json')) })) {
    if (!line.startsWith('{"id":"0')) continue;
    batch.push(JSON.parse(line.replace(/,$/, '').replace(/\]\}$/, '')));
    if (batch.length === 200) write();
  }
  write();
  const began = spent();
  fsyncSync(out);
  closeSync(out);
  return { rate: bytes / (taken + spent() - began) / 1000, bytes };
}

const parts: Readonly<Record<string, (folder: string) => Promise<Record<string, number>>>> = {
  open,
  export: exportJson,
  plain,
};
const [part = '', folder = ''] = process.argv.slice(2);
void parts[part]?.(folder).then((found) => {
  console.log(JSON.stringify(found));
});
