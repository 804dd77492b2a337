import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { formatProblem, type Problem } from '../core/base/problem';
import { err, ok, type Result } from '../core/base/result';
import { extensionOf, type StudyPath } from '../core/base/studyPath';
import { applyCodingsPlan } from '../core/exchange/codings/applyCodingsPlan';
import { planCodingsImport, type CodingsPlan } from '../core/exchange/codings/planCodingsImport';
import { readCodingsFile } from '../core/exchange/codings/readCodingsFile';
import { FileAccessError } from '../core/project/host';
import { Study } from '../core/project/study';
import { projectFileName } from '../core/project/studyFiles';
import { exitCode, type ExitCode } from './exitCode';
import { planSources, type ImportedSource } from './importSources';
import type { Io } from './io';
import { plural } from './plural';
import { refuse, wrongUse } from './refuse';
import { RehearsalFiles } from './rehearsal';
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

/** What importing one codings file does. */
interface ImportedCodings {
  readonly file: string;
  readonly segments: number;
  readonly codings: number;
  readonly alreadyThere: number;
  readonly coders: readonly string[];
  readonly notes: readonly string[];
}

/** A codings file held against the study as it is when all before it were imported. */
interface PlannedCodings {
  readonly file: string;
  readonly plan: CodingsPlan;
}

/** Speakers that are named of each transcript. */
const mostNamed = 8;

const endings: ReadonlyMap<string, 'transcript' | 'codings'> = new Map([
  ['.txt', 'transcript'],
  ['.md', 'transcript'],
  ['.vtt', 'transcript'],
  ['.srt', 'transcript'],
  ['.csv', 'codings'],
  ['.tsv', 'codings'],
  ['.jsonl', 'codings'],
]);

/** Brings files into the study: transcripts first, then codings. All is planned before the first file is written; where one is refused, all are. */
export async function importVerb(io: Io, files: readonly string[], options: ImportVerbOptions): Promise<ExitCode> {
  const json = options.json ?? false;
  const opened = await openStudy(io, options.project);
  if (!opened.ok) return refuse(io, opened.error, json);
  const { study } = opened.value;
  if (study.project.readOnly) return refuse(io, [newerStudy], json);
  const sources: GivenFile[] = [];
  const codings: GivenFile[] = [];
  const refused: Problem[] = [];
  for (const named of files) {
    const kind = options.as ?? endings.get(extensionOf(basename(named)));
    // Read also where its kind is not known: a name that leads nowhere is the more telling reason.
    const bytes = await readFile(resolve(io.cwd, named)).catch((error: unknown) => unreadable(named, error));
    if (!(bytes instanceof Uint8Array)) refused.push(bytes);
    else if (kind === undefined) refused.push(unknownKind(named));
    else (kind === 'transcript' ? sources : codings).push({ named, name: basename(named), bytes });
  }
  if (refused.length > 0) return refuse(io, refused, json);
  const plannedSources = await planSources(study, sources, options.encoding);
  if (!plannedSources.ok) return refuse(io, plannedSources.error, json);
  const plannedCodings = await planCodings(study, plannedSources.value.files, codings, options);
  if (!plannedCodings.ok) return refuse(io, plannedCodings.error, json);

  const written: string[] = [];
  const { sources: done, problems, files: texts } = plannedSources.value;
  const codingsDone: ImportedCodings[] = [];
  try {
    for (const [path, bytes] of texts) {
      await study.host.files.replace(path, bytes);
      written.push(path);
    }
    if (texts.size > 0) await study.reload();
    if (!json) await tellSources(io, done, problems);
    for (const { file, plan } of plannedCodings.value) {
      const applied = await applyCodingsPlan(study, plan, writerOf(study));
      if (!applied.ok) return await refuse(io, [stopped(applied.error, written, file)], json, written);
      if (plan.files.length > 0) written.push(file);
      const one = doneOf(file, plan, applied.value);
      codingsDone.push(one);
      if (!json) await tellCodings(io, one);
    }
  } catch (error) {
    if (!(error instanceof FileAccessError)) throw error;
    return refuse(io, [stopped(error.message, written)], json, written);
  }
  if (json) await io.out.write(`${JSON.stringify({ transcripts: done, codings: codingsDone, problems, written })}\n`);
  return exitCode.done;
}

/** Plans the codings files one after the other, on the study as it will be: with the new transcripts, and the codings of the files before. */
async function planCodings(
  study: Study,
  texts: ReadonlyMap<StudyPath, Uint8Array>,
  codings: readonly GivenFile[],
  options: ImportVerbOptions,
): Promise<Result<readonly PlannedCodings[], readonly Problem[]>> {
  if (codings.length === 0) return ok([]);
  const files = new RehearsalFiles(study.host.files);
  for (const [path, bytes] of texts) await files.replace(path, bytes);
  const { study: rehearsal, problems } = await Study.open({ ...study.host, files });
  if (rehearsal === null) return err(problems);
  const planned: PlannedCodings[] = [];
  const refused: Problem[] = [];
  for (const { named, name, bytes } of codings) {
    const given = readCodingsFile(bytes, name, options.encoding);
    if (!given.ok) {
      refused.push(...given.error.map((problem) => ({ ...problem, file: named })));
      continue;
    }
    const coder = options.coder === undefined ? {} : { coder: options.coder };
    const plan = await planCodingsImport(rehearsal, given.value, { file: named, ...coder });
    if (!plan.ok) {
      refused.push(...plan.error);
      continue;
    }
    planned.push({ file: named, plan: plan.value });
    if (planned.length === codings.length) break;
    const applied = await applyCodingsPlan(rehearsal, plan.value, writerOf(study));
    if (!applied.ok) return err([stopped(applied.error, [], named)]);
  }
  return refused.length > 0 ? err(refused) : ok(planned);
}

function writerOf({ host }: Study): string {
  return `import-${host.newId().slice(0, 8)}`;
}

function doneOf(file: string, plan: CodingsPlan, joined: readonly string[]): ImportedCodings {
  return {
    file,
    segments: plan.newSegments,
    codings: plan.newCodings,
    alreadyThere: plan.alreadyThere,
    coders: [...new Set(plan.files.map(({ coder }) => coder))],
    notes: [...plan.notes, ...joined],
  };
}

const newerStudy = wrongUse(
  'newer-version',
  'This study was written by a newer Verbatim.',
  'Update Verbatim to import into it.',
  projectFileName,
);

/** Says what stands where the files changed or the disk failed in between. */
function stopped(reason: string, written: readonly string[], file?: string): Problem {
  const list = written.length === 0 ? '' : ` Imported before that: ${written.join(', ')}.`;
  return wrongUse(
    'not-written',
    `${reason}${list}`,
    'Import the files again when that is mended; nothing is added twice.',
    file,
  );
}

async function tellSources(io: Io, sources: readonly ImportedSource[], problems: readonly Problem[]): Promise<void> {
  for (const { path, state, turns, speakers } of sources) {
    const who = whoSpeaks(speakers);
    await io.out.write(
      state === 'already there' ? `${path}: already there\n` : `${path}: ${plural(turns, 'turn')}, ${who}\n`,
    );
  }
  for (const problem of problems) await io.err.write(`${formatProblem(problem)}\n`);
}

function whoSpeaks(speakers: readonly string[]): string {
  if (speakers.length === 0) return 'no speakers were recognised';
  const more = speakers.length > mostNamed ? ` and ${speakers.length - mostNamed} more` : '';
  return `speaker${speakers.length === 1 ? '' : 's'} ${speakers.slice(0, mostNamed).join(', ')}${more}`;
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

function unreadable(named: string, error: unknown): Problem {
  const isFolder = error instanceof Error && 'code' in error && error.code === 'EISDIR';
  const remedy = isFolder
    ? 'Name the files in it, such as “FOLDER/*.txt”.'
    : 'Look whether its name and folder are right.';
  return wrongUse('unreadable-file', `The file cannot be read: ${reasonOf(error)}.`, remedy, named);
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES' || code === 'EPERM') return 'you have no permission';
  return error instanceof Error ? error.message : String(error);
}
