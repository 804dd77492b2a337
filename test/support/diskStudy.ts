import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { silentLogger } from '../../src/core/base/logger';
import type { StudyPath } from '../../src/core/base/studyPath';
import type { LogEntry } from '../../src/core/history/logFile';
import { readLog } from '../../src/core/history/readLog';
import { CodingSession } from '../../src/core/project/codingSession';
import { Study } from '../../src/core/project/study';
import { NodeFilePort, nodeDigest } from '../../src/extension/platform/node/nodeFilePort';
import type { CodingNews, CodingTask } from './codingProcess';
import { codebookText } from './smallStudy';

const text = Array.from(
  { length: 60 },
  (_, i) =>
    `I: What happened in week ${i}?\n\nR: In week ${i} we talked about the ward, and I told my sister ${i} times.\n\n`,
).join('');

/** A small sound study in a temporary folder, with transcripts of 60 turns and one coder, Ada. */
export function diskStudy(transcripts: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'verbatim-durable-'));
  const files: Readonly<Record<string, string>> = {
    'verbatim.yaml': 'verbatim: 1\nname: Small study\ncodebooks: [codebooks/small.yaml]\n',
    'codebooks/small.yaml': codebookText,
    'coding/ada/coder.yaml': 'verbatim-coder: 1\nname: Ada\n',
    '.verbatim/local.json': '{"version":1,"coder":"ada"}\n',
    ...Object.fromEntries(transcripts.map((path, i) => [path, `Interview ${i}\n\n${text}`])),
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** Opens a study on the disk as a program does that has just begun, and reads all of it. */
export async function openOnDisk(root: string, writer: string): Promise<{ study: Study; session: CodingSession }> {
  let ids = 0;
  const host = {
    files: new NodeFilePort(root, 3_600_000),
    digest: nodeDigest,
    machine: 'this-machine',
    now: () => new Date().toISOString(),
    newId: () => `${writer}-${++ids}`,
    log: silentLogger,
  };
  const { study, problems } = await Study.open(host);
  if (study === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  await study.fill();
  return { study, session: new CodingSession(study, writer) };
}

/** Every coding of a study as its files have it, as “segment code”. Fails where one stands twice. */
export async function codingsOnDisk(root: string): Promise<Set<string>> {
  const { study } = await openOnDisk(root, 'reader');
  assert.deepEqual(study.problems, []);
  const found: string[] = [];
  for (const { path } of study.transcripts) {
    const coding = await study.coding(path);
    assert.ok(coding);
    for (const { list } of coding.byCoder.values()) {
      found.push(...list.flatMap(({ row }) => row.codings.map(({ code }) => `${row.id} ${code}`)));
    }
  }
  assert.equal(new Set(found).size, found.length);
  return new Set(found);
}

/** The logs of a coder: what they tell, and the rules of what is wrong with them, by file name. */
export function logsOf(root: string, coder: string): Map<string, { entries: readonly LogEntry[]; rules: string[] }> {
  const folder = join(root, 'coding', coder, 'log');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jsonl')) : [];
  return new Map(
    names.map((name) => {
      const { entries, problems } = readLog(name, readFileSync(join(folder, name), 'utf8'));
      return [name, { entries, rules: problems.map(({ rule }) => rule) }];
    }),
  );
}

/** Names of files below the study's folder that no part of it has: what was to be there for a moment only. */
export function leftovers(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'));
}

/** The locks that lie in a study, held or left behind. */
export function locksOf(root: string): string[] {
  const folder = join(root, '.verbatim/locks');
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Runs a program that codes, and gives each thing that it tells to `heard`, with the process to end. Resolves when it has ended. */
export function runCoding(
  task: CodingTask,
  heard: (news: CodingNews, child: ChildProcess) => void,
): Promise<{ readonly code: number | null; readonly signal: string | null }> {
  const program = join(process.cwd(), 'dist/test/codingProcess.cjs');
  assert.ok(existsSync(program), 'the runner bundles the program for this test');
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [program, JSON.stringify(task)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_V8_COVERAGE: '' },
    });
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      heard(JSON.parse(line) as CodingNews, child);
    });
    child.on('error', failed);
    child.on('close', (code, signal) => {
      done({ code, signal });
    });
  });
}

/** A path of the study as core names it. */
export const studyFile = (path: string): StudyPath => path as StudyPath;
