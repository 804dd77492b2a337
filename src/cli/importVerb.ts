import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { formatProblem, type Problem } from '../core/base/problem';
import { extensionOf } from '../core/base/studyPath';
import { applyCodingsPlan } from '../core/exchange/codings/applyCodingsPlan';
import { planCodingsImport } from '../core/exchange/codings/planCodingsImport';
import { readCodingsFile } from '../core/exchange/codings/readCodingsFile';
import type { Study } from '../core/project/study';
import { exitCode, type ExitCode } from './exitCode';
import { importSources, type ImportedSource } from './importSources';
import type { Io } from './io';
import { plural } from './plural';
import { refuse, wrongUse } from './refuse';
import { openStudy } from './studyFolder';

/** Options of `verbatim import`. */
export interface ImportVerbOptions {
  readonly project?: string;
  readonly json?: boolean;
  readonly as?: 'transcript' | 'codings';
  readonly encoding?: string;
  readonly coder?: string;
}

/** A file as the person named it, with its content. */
export interface GivenFile {
  readonly named: string;
  /** Without folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What importing one codings file did. */
interface ImportedCodings {
  readonly file: string;
  readonly segments: number;
  readonly codings: number;
  readonly alreadyThere: number;
  readonly coders: readonly string[];
  readonly notes: readonly string[];
}

const endings: ReadonlyMap<string, 'transcript' | 'codings'> = new Map([
  ['.txt', 'transcript'],
  ['.md', 'transcript'],
  ['.vtt', 'transcript'],
  ['.srt', 'transcript'],
  ['.csv', 'codings'],
  ['.tsv', 'codings'],
  ['.jsonl', 'codings'],
]);

/** Brings files into the study: transcripts first, all of them or none, then each codings file whole or not at all. */
export async function importVerb(io: Io, files: readonly string[], options: ImportVerbOptions): Promise<ExitCode> {
  const json = options.json ?? false;
  const opened = await openStudy(io, options.project);
  if (!opened.ok) return refuse(io, opened.error, json);
  const { study } = opened.value;
  const sources: GivenFile[] = [];
  const codings: GivenFile[] = [];
  for (const named of files) {
    const kind = options.as ?? endings.get(extensionOf(basename(named)));
    if (kind === undefined) return refuse(io, [unknownKind(named)], json);
    const bytes = await readFile(resolve(io.cwd, named)).catch((error: unknown) => reasonOf(error));
    if (typeof bytes === 'string') return refuse(io, [unreadable(named, bytes)], json);
    (kind === 'transcript' ? sources : codings).push({ named, name: basename(named), bytes });
  }
  const imported = await importSources(study, sources, options.encoding);
  if (!imported.ok) return refuse(io, imported.error, json);
  const { sources: done, problems } = imported.value;
  if (!json) await tellSources(io, done, problems);
  const codingsDone: ImportedCodings[] = [];
  for (const file of codings) {
    const one = await importCodings(study, file, options);
    if ('problems' in one) return refuse(io, one.problems, json);
    codingsDone.push(one);
    if (!json) await tellCodings(io, one);
  }
  if (json) await io.out.write(`${JSON.stringify({ transcripts: done, codings: codingsDone, problems })}\n`);
  return exitCode.done;
}

async function importCodings(
  study: Study,
  { named, name, bytes }: GivenFile,
  options: ImportVerbOptions,
): Promise<ImportedCodings | { readonly problems: readonly Problem[] }> {
  const given = readCodingsFile(bytes, name, options.encoding);
  if (!given.ok) return { problems: given.error.map((problem) => ({ ...problem, file: named })) };
  const coder = options.coder === undefined ? {} : { coder: options.coder };
  const plan = await planCodingsImport(study, given.value, { file: named, ...coder });
  if (!plan.ok) return { problems: plan.error };
  const { files, newSegments, newCodings, alreadyThere, notes } = plan.value;
  const applied = await applyCodingsPlan(study, plan.value, `import-${study.host.newId().slice(0, 8)}`);
  if (!applied.ok) {
    return {
      problems: [wrongUse('not-written', applied.error, 'Then import the file again; nothing is added twice.', named)],
    };
  }
  return {
    file: named,
    segments: newSegments,
    codings: newCodings,
    alreadyThere,
    coders: [...new Set(files.map((file) => file.coder))],
    notes: [...notes, ...applied.value],
  };
}

async function tellSources(io: Io, sources: readonly ImportedSource[], problems: readonly Problem[]): Promise<void> {
  for (const { path, state, turns, speakers } of sources) {
    const who = speakers.length === 0 ? 'no speakers were recognised' : `speakers ${speakers.slice(0, 8).join(', ')}`;
    await io.out.write(state === 'already there' ? `${path}: already there\n` : `${path}: ${turns} turns, ${who}\n`);
  }
  for (const problem of problems) await io.err.write(`${formatProblem(problem)}\n`);
}

async function tellCodings(io: Io, done: ImportedCodings): Promise<void> {
  const { file, segments, codings, alreadyThere, coders, notes } = done;
  const whose = coders.length === 0 ? '' : ` by ${coders.join(', ')}`;
  const known = alreadyThere === 0 ? '' : `; already there: ${alreadyThere}`;
  await io.out.write(`${file}: ${plural(segments, 'new segment')}, ${plural(codings, 'new coding')}${whose}${known}\n`);
  for (const note of notes) await io.err.write(`${file}: ${note}\n`);
}

function unknownKind(named: string): Problem {
  const message = 'Its ending does not say what the file is.';
  return wrongUse(
    'unknown-kind',
    message,
    'Write --as transcript or --as codings; save documents of other programs as plain text first.',
    named,
  );
}

function unreadable(named: string, reason: string): Problem {
  return wrongUse(
    'unreadable-file',
    `The file cannot be read: ${reason}.`,
    'Look whether its name and folder are right.',
    named,
  );
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES' || code === 'EPERM') return 'you have no permission';
  return error instanceof Error ? error.message : String(error);
}
