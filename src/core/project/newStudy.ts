import { say } from '../base/say';
import type { Problem } from '../base/problem';
import { err, ok, type Result } from '../base/result';
import { joinPath, type StudyPath } from '../base/studyPath';
import { readableText } from '../text/utf8';
import type { NewFile } from './createStudy';
import type { FilePort } from './host';
import { casesFileName, projectFileName } from './studyFiles';

/** A codebook to begin a study with: the id that names its file, and the file's text. */
export interface StartingCodebook {
  readonly id: string;
  readonly text: string;
}

/** What a new study begins with beside its name. */
export interface StudyBeginning {
  readonly name: string;
  readonly codebooks: readonly StartingCodebook[];
  /** By path in the study. */
  readonly transcripts: readonly { readonly path: StudyPath; readonly text: string }[];
  /** The text of cases.yaml; null where nobody is known yet. */
  readonly cases: string | null;
  /** The pattern of participant ids; null where there is none. */
  readonly participantId: string | null;
}

const encoder = new TextEncoder();

/**
 * The files of a new study, for `createStudy`: the project last, since it makes the folder a study. A .gitignore that is there is
 * added to. Refused with a problem where the folder is a study already. Nothing is written.
 */
export async function planStudy(
  files: FilePort,
  { name, codebooks, transcripts, cases, participantId }: StudyBeginning,
): Promise<Result<readonly NewFile[], Problem>> {
  if ((await files.read(projectFileName as StudyPath)) !== undefined) return err(studyExists());
  const fresh = (path: StudyPath, text: string): NewFile => ({ path, bytes: encoder.encode(text), kind: 'new' });
  const ignoring = await ignoringLocal(files);
  const hasCases = cases !== null || (await files.read(casesFileName as StudyPath)) !== undefined;
  return ok([
    ...transcripts.map(({ path, text }) => fresh(path, text)),
    // Folders come with their files; people are told to put their transcripts into this one, so it has to be there.
    ...(transcripts.length === 0 ? [fresh(joinPath('transcripts', '.gitkeep'), '')] : []),
    ...codebooks.map(({ id, text }) => fresh(joinPath('codebooks', `${id}.yaml`), text)),
    ...(cases === null ? [] : [fresh(casesFileName as StudyPath, cases)]),
    ...(ignoring === undefined ? [] : [ignoring]),
    fresh(projectFileName as StudyPath, projectText(name, codebooks, hasCases, participantId)),
  ]);
}

/** The .gitignore by which what stays on this machine is no part of the study; undefined where it says so already. */
async function ignoringLocal(files: FilePort): Promise<NewFile | undefined> {
  const path = '.gitignore' as StudyPath;
  const before = await files.read(path);
  const ignored = before === undefined ? '' : readableText(before);
  if (ignored.split(/\r?\n/).includes('.verbatim/')) return undefined;
  const lineBreak = ignored === '' || ignored.endsWith('\n') ? '' : '\n';
  const added = encoder.encode(`${lineBreak}.verbatim/\n`);
  const bytes = new Uint8Array((before?.length ?? 0) + added.length);
  bytes.set(before ?? []);
  bytes.set(added, before?.length ?? 0);
  return { path, bytes, kind: 'changed', before };
}

const studyExists = (): Problem => ({
  severity: 'error',
  rule: 'study-exists',
  message: say('This folder is a study already.'),
  remedy: say('Open it, or choose another folder.'),
  file: projectFileName,
});

/**
 * Makes a new study without transcripts in a folder. Files that are there already are left alone; a cases.yaml among them is named in
 * verbatim.yaml. Refused with a problem where the folder is a study already.
 */
export async function newStudy(
  files: FilePort,
  name: string,
  codebooks: readonly StartingCodebook[],
): Promise<readonly Problem[]> {
  const plan = await planStudy(files, { name, codebooks, transcripts: [], cases: null, participantId: null });
  if (!plan.ok) return [plan.error];
  for (const { path, bytes, kind } of plan.value) {
    if (kind === 'changed' || (await files.read(path)) === undefined) await files.replace(path, bytes);
  }
  return [];
}

function projectText(
  name: string,
  codebooks: readonly StartingCodebook[],
  hasCases: boolean,
  participantId: string | null,
): string {
  const list = codebooks.map(({ id }) => `codebooks/${id}.yaml`);
  return [
    '# This file makes the folder a Verbatim study. Everything in the study is plain text that you own.',
    'verbatim: 1',
    `name: ${JSON.stringify(name)}`,
    '# Which files are transcripts. Put yours into the folder “transcripts”.',
    'transcripts: ["transcripts/**/*.{txt,md,vtt,srt}"]',
    `codebooks: ${JSON.stringify(list)}`,
    ...(hasCases ? [] : ['# Where you have a file of cases and participants, name it here:']),
    `${hasCases ? '' : '# '}cases: ${casesFileName}`,
    ...(participantId === null
      ? []
      : [
          '# What the id of a participant says: the case and the role.',
          `participantId: ${JSON.stringify(participantId)}`,
        ]),
    '',
  ].join('\n');
}
