/** What core and the Node file port take for the work of PEERS: no VS Code. Bundled and run by run.mjs; never asserts a time. */
import {
  closeSync,
  fdatasyncSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { newId } from '../../src/core/base/ids';
import type { StudyPath } from '../../src/core/base/studyPath';
import { renameCode } from '../../src/core/codebook/codebookEdits';
import { mergeCodes } from '../../src/core/codebook/mergeCodes';
import { applyCodes } from '../../src/core/coding/codingOperations';
import { writeCsv } from '../../src/core/exchange/csv/writeCsv';
import { planExport } from '../../src/core/exchange/exportPlan';
import { writeJson } from '../../src/core/exchange/json/writeJson';
import { codeSpreads, placesOfCode, type CodePlaces } from '../../src/core/project/codeReferences';
import { CodingSession } from '../../src/core/project/codingSession';
import { planMerge } from '../../src/core/project/planMerge';
import type { Study } from '../../src/core/project/study';
import { segmentsPath } from '../../src/core/project/studyFiles';
import { TranscriptLines } from '../../src/core/project/transcriptLines';
import { toLf } from '../../src/core/text/lfText';
import { span } from '../../src/core/text/span';
import { parseTranscript } from '../../src/core/transcript/parseTranscript';
import { openStudy } from './openStudy';

export interface Measured {
  readonly times: readonly number[];
  /** The same work by the plainest means, in the same run. */
  readonly plain?: readonly number[];
}

async function timed(times: number, work: () => unknown): Promise<number[]> {
  const taken: number[] = [];
  for (let i = -1; i < times; i++) {
    const began = performance.now();
    await work();
    if (i >= 0) taken.push(performance.now() - began);
  }
  return taken;
}

async function opened(folder: string, keepsIndex = false): Promise<Study> {
  const study = await openStudy(folder, keepsIndex);
  await study.fill();
  return study;
}

function below(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Opens the standing corpus, against reading the same files and parsing the same lines. */
export async function openCorpus(folder: string, times: number): Promise<Measured> {
  const plain = await timed(times, () => {
    for (const file of below(folder)) {
      const text = readFileSync(file, 'utf8');
      if (file.endsWith('.jsonl')) for (const line of text.trim().split('\n')) JSON.parse(line);
    }
  });
  return { times: await timed(times, () => opened(folder)), plain };
}

/** Opens it again and again where the index of an earlier session is kept, every file checked by its digest. */
export async function openKept(folder: string, times: number): Promise<Measured> {
  return { times: await timed(times, () => opened(folder, true)) };
}

/**
 * One coding, from the operation to when it is safe on the disk, its log entry with it; against the same bytes on the same disk by bare
 * calls: the file beside the old one, fsync, rename, then the line appended, fdatasync. The two take turns, since disks have moods.
 */
export async function addCoding(folder: string, times: number): Promise<Measured> {
  const study = await opened(folder);
  const session = new CodingSession(study, `bench-${newId().slice(0, 8)}`);
  const path = study.transcripts[0]?.path as StudyPath;
  await study.keep(path);
  const plainly = plainWriter(folder, 'anna', path);
  const taken: number[] = [];
  const plain: number[] = [];
  for (let i = -1; i < times; i++) {
    const start = 197 + 97 * i;
    const bare = performance.now();
    plainly();
    const began = performance.now();
    const done = await session.change(path, (mine, { text }) =>
      applyCodes(mine, text, span(start, start + 50), [`code-${start % 100}`], session.tools()),
    );
    if (!done.ok) throw new Error(done.error);
    if (i < 0) continue;
    taken.push(performance.now() - began);
    plain.push(began - bare);
  }
  return { times: taken, plain };
}

/** Writes what a coder's segments file holds, and a line as long as a log entry, to files of its own, each safe on the disk. */
function plainWriter(folder: string, coder: string, path: StudyPath): () => void {
  const content = readFileSync(join(folder, segmentsPath(coder, path)));
  const line = Buffer.alloc(600, 'x');
  const target = join(folder, 'plain.jsonl');
  const log = join(folder, 'plain.log');
  return () => {
    const file = openSync(`${target}.tmp`, 'wx');
    writeSync(file, content);
    fsyncSync(file);
    closeSync(file);
    renameSync(`${target}.tmp`, target);
    const end = openSync(log, 'a');
    writeSync(end, line);
    fdatasyncSync(end);
    closeSync(end);
  };
}

/** Finds the segments of a code, as Find All References does: in the index, then with the lines of their transcripts; and the counts over codes. */
export async function references(
  folder: string,
  times: number,
): Promise<Record<'places' | 'first' | 'again' | 'counts', Measured>> {
  const study = await opened(folder);
  const paths = study.transcripts.map(({ path }) => path);
  const find = (): readonly CodePlaces[] => placesOfCode(study.index, study.codes, paths, 'code-0');
  const inLines = async (lines: TranscriptLines): Promise<number> => {
    const found = find();
    const tables = await lines.of(found.map(({ transcript }) => transcript));
    return found.reduce(
      (sum, { transcript, places }) =>
        places.reduce((line, { start }) => line + (tables.get(transcript)?.lineAt(start) ?? 0), sum),
      0,
    );
  };
  const known = new TranscriptLines(study);
  return {
    places: { times: await timed(times, find) },
    first: { times: await timed(5, () => inLines(new TranscriptLines(study))) },
    again: { times: await timed(times, () => inLines(known)) },
    counts: { times: await timed(times, () => codeSpreads(study.index, study.codes, paths)) },
  };
}

/** Renames a code: the edit of the text, and the whole step with its entry in the log, after which the codebook is read again. */
export async function rename(folder: string, times: number): Promise<Record<'edit' | 'step', Measured>> {
  const study = await opened(folder);
  const session = new CodingSession(study, `bench-${newId().slice(0, 8)}`);
  const [codebook] = study.codebooks;
  if (!codebook) throw new Error('No codebook.');
  let count = 0;
  const edit = await timed(times, () => renameCode(codebook.text, 'code-1000', `Renamed ${count++}`, true));
  const step = await timed(Math.min(times, 5), async () => {
    const now = study.codebooks[0]?.text;
    const done = await session.editCodebook(codebook.file, 'Renamed “a” to “b”', (text) =>
      renameCode(text, 'code-1000', `Renamed ${count++}`, text === now),
    );
    if (!done.ok) throw new Error(done.error);
  });
  return { edit: { times: edit }, step: { times: step } };
}

/**
 * Merges one of two codes into the other: what joins is counted, the codebook written, logged and read again, and both are counted as
 * one. Undone between two, which does not count.
 */
export async function merge(folder: string, times: number): Promise<Measured> {
  const study = await opened(folder);
  const session = new CodingSession(study, `bench-${newId().slice(0, 8)}`);
  const taken: number[] = [];
  for (let i = -1; i < times; i++) {
    const began = performance.now();
    const [from, into] = [study.codes.byId('code-1'), study.codes.byId('code-0')];
    const [codebook] = study.codebooks;
    if (!from || !into || !codebook) throw new Error('No codes.');
    const plan = planMerge(study, [from], into);
    const done = await session.editCodebook(codebook.file, 'Merged “a” into “b”', (text) =>
      mergeCodes(text, [from.id], into.id),
    );
    if (!done.ok) throw new Error(done.error);
    if (study.index.segmentsWith(['code-0', 'code-1']) !== plan.segments)
      throw new Error('Other segments were merged.');
    if (i >= 0) taken.push(performance.now() - began);
    const undone = await session.undo();
    if (!undone.ok) throw new Error(undone.error);
  }
  return { times: taken };
}

/** Exports every segment, against one JSON.stringify of the records that come out. */
export async function exportCorpus(folder: string, times: number): Promise<{ json: Measured; csv: Measured }> {
  const study = await opened(folder);
  const plan = await planExport(study, {
    offsetUnit: 'codePoint',
    coders: [],
    codes: [],
    cases: [],
    maskCoders: false,
  });
  if (!plan.ok) throw new Error(plan.error.map(({ message }) => message).join());
  const whole = async (pieces: AsyncIterable<string>): Promise<string> => {
    const parts: string[] = [];
    for await (const piece of pieces) parts.push(piece);
    return parts.join('');
  };
  const records: unknown = JSON.parse(await whole(writeJson(plan.value)));
  const plain = await timed(times, () => JSON.stringify(records).length);
  return {
    json: { times: await timed(times, () => whole(writeJson(plan.value))), plain },
    csv: { times: await timed(times, () => whole(writeCsv(plan.value, { spreadsheetSafe: false }))), plain },
  };
}

export async function parseLog(text: string, times: number): Promise<Measured> {
  const lf = toLf(text);
  const plain = await timed(times, () => lf.split('\n').map((line) => /^\[([^\]]*)\] (\w+): (.*)$/.exec(line)).length);
  return { times: await timed(times, () => parseTranscript(lf, 'log.txt').turns.length), plain };
}

export async function openFolder(folder: string, times: number): Promise<Measured> {
  return { times: await timed(times, () => opened(folder)) };
}
