import { neverCancelled, throwIfCancelled, type CancellationToken } from '../base/cancellation';
import { slugOf } from '../base/ids';
import type { Problem } from '../base/problem';
import { folderOf, type StudyPath } from '../base/studyPath';
import { casesByPattern, type Cases } from '../cases/cases';
import { noParticipantPattern, type ParticipantPattern } from '../cases/participantPattern';
import { readCases } from '../cases/readCases';
import type { Codebook } from '../codebook/codebook';
import { CodeTree } from '../codebook/codeTree';
import { readCodebook } from '../codebook/readCodebook';
import type { Memo } from '../notes/readMemo';
import { toLf } from '../text/lfText';
import { utf8Text } from '../text/utf8';
import { conflictCopiesAmong, conflictCopyProblem, type ConflictCopy } from './conflictCopies';
import { FileAccessError, type FileEntry, type StudyHost } from './host';
import { loadMemos } from './loadMemos';
import { linkOut, linkProblems } from './linkProblems';
import { localCoder } from './localCoder';
import { anyPattern } from './pathPattern';
import { readCoder, unnamedCoder, type CoderRecord } from './readCoder';
import { readProject, type Project } from './readProject';
import {
  badCoderFolder,
  casesFileName,
  coderPath,
  codingFileOf,
  localPath,
  projectFileName,
  segmentsFilesAmong,
  type SegmentsFileEntry,
} from './studyFiles';

/** The parts of a study that are read whole before any transcript: what the trees need to draw themselves. */
export interface StudyFrame {
  readonly project: Project;
  readonly codebooks: readonly Codebook[];
  readonly codes: CodeTree;
  readonly cases: Cases;
  readonly coders: readonly CoderRecord[];
  /** Free memos, sorted by path. */
  readonly memos: readonly Memo[];
  /** Paths of the transcripts, sorted by code unit. */
  readonly transcripts: readonly FileEntry[];
  /** Files of segments, also of transcripts that are not there. */
  readonly segmentsFiles: readonly SegmentsFileEntry[];
  /** Copies that synced folders made of files of the study; they are no part of it. */
  readonly conflictCopies: readonly ConflictCopy[];
  /** The coder who was chosen on this machine, or null where nobody was asked yet. */
  readonly me: string | null;
  readonly problems: readonly Problem[];
}

/** Reads everything of a study but its transcripts and segments. Null where there is no sound verbatim.yaml; the problems say why. */
export async function loadFrame(
  host: StudyHost,
  token: CancellationToken = neverCancelled,
): Promise<{ readonly frame: StudyFrame | null; readonly problems: readonly Problem[] }> {
  const unreadable: Problem[] = [];
  const projectText = await readText(host, projectFileName as StudyPath, unreadable);
  if (unreadable.length > 0) return { frame: null, problems: unreadable };
  if (projectText === undefined) return { frame: null, problems: [noProject] };
  const { project, problems } = readProject(projectText);
  if (project === null) return { frame: null, problems };
  const all = [...problems];
  const { files: listed, nested } = withoutNested(await host.files.list());
  all.push(...nested.map(nestedStudy));
  const conflictCopies = await conflictCopiesAmong(host.files, listed, project.codebooks);
  const copied = new Set(conflictCopies.map(({ path }) => path));
  const files = listed.filter(({ path }) => !copied.has(path));
  all.push(...conflictCopies.map(conflictCopyProblem));
  throwIfCancelled(token);

  const codebooks = await loadCodebooks(host, project, files, all);
  const codes = CodeTree.of(codebooks);
  all.push(...codes.problems);
  const matches = anyPattern(project.transcripts);
  const transcripts = files.filter(
    ({ path }) => matches(path) && codingFileOf(path) === null && badCoderFolder(path) === null,
  );
  const cases = await loadCases(host, project, files, transcripts, all);
  if (transcripts.length === 0) all.push(noTranscripts(project));
  const isTranscript = setOf(transcripts);
  const coders = await loadCoders(host, files, isTranscript, all);
  const memos = await loadMemos(files, isTranscript, (path) => readText(host, path, all), all);
  const me = localCoder(await readText(host, localPath, []), host.machine);
  throwIfCancelled(token);
  const segmentsFiles = segmentsFilesAmong(files);
  const told = new Set(all.filter(({ rule }) => rule === 'link-out').map(({ file }) => file));
  all.push(...linkProblems(host.files.linksOut, project).filter(({ file }) => !told.has(file)));
  return {
    frame: {
      project,
      codebooks,
      codes,
      cases,
      coders,
      memos,
      transcripts,
      segmentsFiles,
      conflictCopies,
      me,
      problems: all,
    },
    problems: all,
  };
}

/** Tells whether a path is that of one of the files. */
function setOf(files: readonly FileEntry[]): (path: StudyPath) => boolean {
  const paths = new Set(files.map(({ path }) => path));
  return (path) => paths.has(path);
}

/** A study within the study is its own: whatever lies in its folder belongs to it alone. */
function withoutNested(files: readonly FileEntry[]): {
  readonly files: readonly FileEntry[];
  /** The verbatim.yaml of each. */
  readonly nested: readonly StudyPath[];
} {
  const nested = files.map(({ path }) => path).filter((path) => path.endsWith(`/${projectFileName}`));
  const folders = nested.map((path) => `${folderOf(path)}/`);
  const own = folders.length === 0 ? files : files.filter(({ path }) => !folders.some((one) => path.startsWith(one)));
  return { files: own, nested };
}

function nestedStudy(file: StudyPath): Problem {
  return {
    severity: 'information',
    rule: 'nested-study',
    message: `The folder “${folderOf(file)}” is a study of its own; nothing in it counts in this one.`,
    remedy: 'Open that folder to work in it, or import its transcripts here where they are to count.',
    file,
  };
}

const noProject: Problem = {
  severity: 'error',
  rule: 'no-study',
  message: `There is no ${projectFileName} here, so this folder is no study.`,
  remedy: 'Make one with “New Study…” or “verbatim init”, or open the folder that holds it.',
  file: projectFileName,
};

function noTranscripts(project: Project): Problem {
  return {
    severity: 'information',
    rule: 'no-transcripts',
    message: `No file matches ${project.transcripts.map((pattern) => `“${pattern}”`).join(', ')}.`,
    remedy: 'Put transcripts there, or change “transcripts” in verbatim.yaml.',
    file: projectFileName,
  };
}

async function loadCodebooks(
  host: StudyHost,
  project: Project,
  files: readonly FileEntry[],
  problems: Problem[],
): Promise<Codebook[]> {
  const found: Codebook[] = [];
  const read = new Set<StudyPath>();
  for (const pattern of project.codebooks) {
    const matches = anyPattern([pattern]);
    const paths = files.map(({ path }) => path).filter((path) => matches(path) && /\.ya?ml$/.test(path));
    if (paths.length === 0 && !pattern.includes('*')) {
      problems.push({
        severity: 'error',
        rule: 'missing-codebook',
        message: `The codebook “${pattern}” is not there.`,
        remedy: 'Put the file back, or take its line out of “codebooks” in verbatim.yaml.',
        file: projectFileName,
      });
    }
    for (const path of paths) {
      if (read.has(path)) continue;
      read.add(path);
      const text = await readText(host, path, problems);
      if (text === undefined) continue;
      const reading = await readCodebook(path, text, host.digest);
      problems.push(...reading.problems);
      if (reading.codebook !== null) found.push(reading.codebook);
    }
  }
  return found;
}

async function loadCases(
  host: StudyHost,
  project: Project,
  files: readonly FileEntry[],
  transcripts: readonly FileEntry[],
  problems: Problem[],
): Promise<Cases> {
  const pattern = await participantPattern(project, problems);
  const { casesFile } = project;
  for (const { path } of files) if (usualCasesFiles.has(path) && path !== casesFile) problems.push(unnamedCases(path));
  if (casesFile === null) return casesByPattern(pattern ?? noParticipantPattern);
  if (!files.some(({ path }) => path === casesFile)) {
    problems.push({
      severity: 'warning',
      rule: 'missing-cases',
      message: `The cases file “${casesFile}” is not there.`,
      remedy: 'Put the file back, or take “cases” out of verbatim.yaml.',
      file: projectFileName,
    });
    return casesByPattern(pattern ?? noParticipantPattern);
  }
  const paths = new Set(transcripts.map(({ path }) => path));
  const text = await readText(host, casesFile, problems);
  if (text === undefined) return casesByPattern(pattern ?? noParticipantPattern);
  const reading = readCases(casesFile, text, {
    ...(pattern === undefined ? {} : { pattern }),
    isTranscript: (path) => paths.has(path),
  });
  problems.push(...reading.problems);
  return reading.cases;
}

/** Names that a person gives a file of cases and then expects it to count. */
const usualCasesFiles: ReadonlySet<string> = new Set([casesFileName, 'cases.yml']);

function unnamedCases(file: StudyPath): Problem {
  return {
    severity: 'warning',
    rule: 'unnamed-cases',
    message: `${projectFileName} does not name this cases file, so nothing in it counts.`,
    remedy: `Write “cases: ${file}” into ${projectFileName}; where it should not count, give the file another name.`,
    file,
  };
}

/** The study's pattern of participant ids; undefined where it has none or it is unsound. The pattern engine is loaded only here. */
async function participantPattern(project: Project, problems: Problem[]): Promise<ParticipantPattern | undefined> {
  if (project.participantId === null) return undefined;
  const { compileParticipantPattern } = await import('../cases/compileParticipantPattern');
  const compiled = compileParticipantPattern(project.participantId);
  if (compiled.ok) return compiled.value;
  problems.push({
    severity: 'error',
    rule: 'bad-pattern',
    message: `“participantId” is no pattern that can be used: ${compiled.error}`,
    remedy: 'Correct it in verbatim.yaml, or take the line out; cases.yaml can say the same.',
    file: projectFileName,
  });
  return undefined;
}

async function loadCoders(
  host: StudyHost,
  files: readonly FileEntry[],
  isTranscript: (path: StudyPath) => boolean,
  problems: Problem[],
): Promise<CoderRecord[]> {
  const ids = new Set<string>();
  const unnamed = new Map<string, StudyPath>();
  for (const { path } of files) {
    const file = codingFileOf(path);
    const folder = badCoderFolder(path);
    if (file !== null) ids.add(file.coder);
    else if (folder !== null && !unnamed.has(folder)) unnamed.set(folder, path);
  }
  for (const [folder, path] of unnamed) problems.push(noCoderFolder(folder, path, ids));
  const coders: CoderRecord[] = [];
  for (const id of [...ids].sort()) {
    const path = coderPath(id);
    const text = await readText(host, path, problems);
    if (text === undefined) {
      coders.push(unnamedCoder(id));
      continue;
    }
    const reading = readCoder(id, path, text, isTranscript);
    problems.push(...reading.problems);
    coders.push(reading.coder);
  }
  return coders;
}

function noCoderFolder(folder: string, file: StudyPath, taken: ReadonlySet<string>): Problem {
  const name = slugOf(folder, 'coder', (slug) => taken.has(slug));
  return {
    severity: 'warning',
    rule: 'bad-coder-folder',
    message: `The folder “coding/${folder}” is no coder’s, for its name is no id; what is coded in it is not counted.`,
    remedy: `Rename it to lower-case letters, digits and hyphens, such as “coding/${name}”, and write the same after “coder” in the first lines of its files.`,
    file,
  };
}

/** A text file of the frame; undefined where it is missing, or no UTF-8 (then a problem says so: nothing is guessed, or it would be written back). */
async function readText(host: StudyHost, path: StudyPath, problems: Problem[]): Promise<string | undefined> {
  const bytes = await host.files.read(path).catch((error: unknown) => {
    if (!(error instanceof FileAccessError) || error.reason !== 'outside') throw error;
    problems.push(linkOut(path));
    return undefined;
  });
  if (bytes === undefined) return undefined;
  const text = utf8Text(bytes);
  if (text !== null) return toLf(text);
  problems.push({
    severity: 'error',
    rule: 'not-utf-8',
    message: 'The file is not in UTF-8, so it is not read.',
    remedy: 'Save it as UTF-8 (in VS Code: “Save with Encoding”).',
    file: path,
  });
  return undefined;
}
