import { say } from '../base/say';
import { neverCancelled, throwIfCancelled, type CancellationToken } from '../base/cancellation';
import type { Digest } from '../base/digest';
import { slugOf } from '../base/ids';
import { noPause } from '../base/pause';
import type { Problem } from '../base/problem';
import { folderOf, type StudyPath } from '../base/studyPath';
import { casesByPattern, type Cases } from '../cases/cases';
import { noParticipantPattern, type ParticipantPattern } from '../cases/participantPattern';
import { readCases } from '../cases/readCases';
import type { Codebook } from '../codebook/codebook';
import { CodeTree } from '../codebook/codeTree';
import { readCodebook } from '../codebook/readCodebook';
import type { Memo } from '../notes/readMemo';
import type { CoderNotes } from '../notes/threads';
import { conflictCopiesAmong, conflictCopyProblem, type ConflictCopy } from './conflictCopies';
import { FrameFiles } from './frameFiles';
import { FrameReadings } from './frameReadings';
import type { FileEntry, StudyHost } from './host';
import { loadMemos } from './loadMemos';
import { loadNotes } from './loadNotes';
import { linkProblems } from './linkProblems';
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
  /** Everybody's comments in threads, by coder. */
  readonly notes: readonly CoderNotes[];
  /** Paths of the transcripts, sorted by code unit. */
  readonly transcripts: readonly FileEntry[];
  /** Files of segments, also of transcripts that are not there. */
  readonly segmentsFiles: readonly SegmentsFileEntry[];
  /** Copies that synced folders made of files of the study; they are no part of it. */
  readonly conflictCopies: readonly ConflictCopy[];
  /** The coder who was chosen on this machine, or null where nobody was asked yet. */
  readonly me: string | null;
  /** The bytes of the files that all this was read from. */
  readonly digests: ReadonlyMap<StudyPath, Digest>;
  readonly problems: readonly Problem[];
}

/** What reading a frame gave: null where there is no sound verbatim.yaml, and then the problems say why. */
export interface LoadedFrame {
  readonly frame: StudyFrame | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads everything of a study but its transcripts and segments; `kept` is what it was read into before, of which what changed alone is
 * read anew.
 */
export async function loadFrame(
  host: StudyHost,
  token: CancellationToken = neverCancelled,
  kept = new FrameReadings(),
): Promise<LoadedFrame> {
  const all: Problem[] = [];
  const source = new FrameFiles(host, all);
  const projectText = await source.textOf(projectFileName as StudyPath);
  if (all.length > 0) return { frame: null, problems: all };
  if (projectText === undefined) return { frame: null, problems: [noProject()] };
  const { project, problems } = readProject(projectText.text);
  if (project === null) return { frame: null, problems };
  all.push(...problems);
  const { files: listed, nested } = withoutNested(await host.files.list());
  all.push(...nested.map(nestedStudy));
  const conflictCopies = await conflictCopiesAmong(host.files, listed, project.codebooks);
  const copied = new Set(conflictCopies.map(({ path }) => path));
  const files = listed.filter(({ path }) => !copied.has(path));
  all.push(...conflictCopies.map(conflictCopyProblem));
  throwIfCancelled(token);

  const codebooks = await loadCodebooks(host, source, kept, project, files, all);
  const codes = CodeTree.of(codebooks);
  all.push(...codes.problems);
  const matches = anyPattern(project.transcripts);
  const transcripts = files.filter(
    ({ path }) => matches(path) && codingFileOf(path) === null && badCoderFolder(path) === null,
  );
  const cases = await loadCases(source, project, files, transcripts, all);
  if (transcripts.length === 0) all.push(noTranscripts(project));
  const isTranscript = setOf(transcripts);
  const coders = await loadCoders(source, kept, files, isTranscript, all);
  const memos = await loadMemos(source, kept, files, isTranscript, all, host.pause ?? noPause);
  const notes = await loadNotes(source, kept, files, all);
  const me = localCoder((await new FrameFiles(host, []).textOf(localPath))?.text, host.machine);
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
      notes,
      transcripts,
      segmentsFiles,
      conflictCopies,
      me,
      digests: source.digests,
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
    message: say('The folder “{0}” is a study of its own; nothing in it counts in this one.', folderOf(file)),
    remedy: say('Open that folder to work in it, or import its transcripts here where they are to count.'),
    file,
  };
}

const noProject = (): Problem => ({
  severity: 'error',
  rule: 'no-study',
  message: say('There is no {0} here, so this folder is no study.', projectFileName),
  remedy: say('Make one with “New Study…” or “verbatim init”, or open the folder that holds it.'),
  file: projectFileName,
});

function noTranscripts(project: Project): Problem {
  return {
    severity: 'information',
    rule: 'no-transcripts',
    message: say('No file matches {0}.', project.transcripts.map((pattern) => say('“{0}”', pattern)).join(', ')),
    remedy: say('Put transcripts there, or change “transcripts” in verbatim.yaml.'),
    file: projectFileName,
  };
}

/** A codebook asks for no other file. */
const nowhere = (): boolean => false;

async function loadCodebooks(
  host: StudyHost,
  source: FrameFiles,
  kept: FrameReadings,
  project: Project,
  files: readonly FileEntry[],
  problems: Problem[],
): Promise<Codebook[]> {
  const books: Codebook[] = [];
  const read = new Set<StudyPath>();
  for (const pattern of project.codebooks) {
    const matches = anyPattern([pattern]);
    const paths = files.map(({ path }) => path).filter((path) => matches(path) && /\.ya?ml$/.test(path));
    if (paths.length === 0 && !pattern.includes('*')) {
      problems.push({
        severity: 'error',
        rule: 'missing-codebook',
        message: say('The codebook “{0}” is not there.', pattern),
        remedy: say('Put the file back, or take its line out of “codebooks” in verbatim.yaml.'),
        file: projectFileName,
      });
    }
    for (const path of paths) {
      if (read.has(path)) continue;
      read.add(path);
      const found = await source.textOf(path);
      if (found === undefined) continue;
      const { text, digest } = found;
      const reading = await kept.codebooks.of(path, digest, nowhere, () => readCodebook(path, text, host.digest));
      problems.push(...reading.problems);
      if (reading.codebook !== null) books.push(reading.codebook);
    }
  }
  return books;
}

async function loadCases(
  source: FrameFiles,
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
      message: say('The cases file “{0}” is not there.', casesFile),
      remedy: say('Put the file back, or take “cases” out of verbatim.yaml.'),
      file: projectFileName,
    });
    return casesByPattern(pattern ?? noParticipantPattern);
  }
  const paths = new Set(transcripts.map(({ path }) => path));
  const found = await source.textOf(casesFile);
  if (found === undefined) return casesByPattern(pattern ?? noParticipantPattern);
  const reading = readCases(casesFile, found.text, {
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
    message: say('{0} does not name this cases file, so nothing in it counts.', projectFileName),
    remedy: say(
      'Write “cases: {0}” into {1}; where it should not count, give the file another name.',
      file,
      projectFileName,
    ),
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
    message: say('“participantId” is no pattern that can be used: {0}', compiled.error),
    remedy: say('Correct it in verbatim.yaml, or take the line out; cases.yaml can say the same.'),
    file: projectFileName,
  });
  return undefined;
}

async function loadCoders(
  source: FrameFiles,
  kept: FrameReadings,
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
    const found = await source.textIfAllowed(path);
    if (found === undefined) {
      coders.push(unnamedCoder(id));
      continue;
    }
    const { text, digest } = found;
    const isThere = (one: string): boolean => isTranscript(one as StudyPath);
    const reading = await kept.coders.of(path, digest, isThere, (asked) => readCoder(id, path, text, asked));
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
    message: say(
      'The folder “coding/{0}” is no coder’s, for its name is no id; what is coded in it is not counted.',
      folder,
    ),
    remedy: say(
      'Rename it to lower-case letters, digits and hyphens, such as “coding/{0}”, and write the same after “coder” in the first lines of its files.',
      name,
    ),
    file,
  };
}
