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
  const before = await files.read('.gitignore' as StudyPath);
  const hasCases = cases !== null || (await files.read(casesFileName as StudyPath)) !== undefined;
  return ok([
    ...transcripts.map(({ path, text }) => fresh(path, text)),
    ...(transcripts.length === 0 ? [fresh(joinPath('transcripts', '.gitkeep'), '')] : []),
    ...codebooks.map(({ id, text }) => fresh(joinPath('codebooks', `${id}.yaml`), text)),
    ...(cases === null ? [] : [fresh(casesFileName as StudyPath, cases)]),
    ...(ignoring === undefined
      ? []
      : [{ path: '.gitignore' as StudyPath, bytes: ignoring, kind: 'changed', before } as const]),
    fresh(projectFileName as StudyPath, projectText(name, codebooks, hasCases, participantId)),
  ]);
}

/** What .gitignore is to say so that what stays on this machine is no part of the study; undefined where it says so. */
async function ignoringLocal(files: FilePort): Promise<Uint8Array | undefined> {
  const there = await files.read('.gitignore' as StudyPath);
  const ignored = there === undefined ? '' : readableText(there);
  if (ignored.split(/\r?\n/).includes('.verbatim/')) return undefined;
  const lineBreak = ignored === '' || ignored.endsWith('\n') ? '' : '\n';
  const added = encoder.encode(`${lineBreak}.verbatim/\n`);
  const whole = new Uint8Array((there?.length ?? 0) + added.length);
  whole.set(there ?? []);
  whole.set(added, there?.length ?? 0);
  return whole;
}

const studyExists = (): Problem => ({
  severity: 'error',
  rule: 'study-exists',
  message: say('This folder is a study already.'),
  remedy: say('Open it, or choose another folder.'),
  file: projectFileName,
});

/**
 * Makes a new study in a folder: verbatim.yaml, the codebooks, a folder for the transcripts, and a .gitignore line for what stays on
 * this machine. Files that are
 * there already are left alone; a cases.yaml among them is named in verbatim.yaml. Refused with a problem where the folder is a study already.
 */
export async function newStudy(
  files: FilePort,
  name: string,
  codebooks: readonly StartingCodebook[],
): Promise<readonly Problem[]> {
  if ((await files.read(projectFileName as StudyPath)) !== undefined) {
    return [studyExists()];
  }
  for (const { id, text } of codebooks) await writeNew(files, joinPath('codebooks', `${id}.yaml`), text);
  // Folders come with their files; people are told to put their transcripts into this one, so it has to be there.
  await writeNew(files, joinPath('transcripts', '.gitkeep'), '');
  const ignoring = await ignoringLocal(files);
  if (ignoring !== undefined) await files.replace('.gitignore' as StudyPath, ignoring);
  const hasCases = (await files.read(casesFileName as StudyPath)) !== undefined;
  await files.replace(projectFileName as StudyPath, encoder.encode(projectText(name, codebooks, hasCases, null)));
  return [];
}

async function writeNew(files: FilePort, path: StudyPath, text: string): Promise<void> {
  if ((await files.read(path)) === undefined) await files.replace(path, encoder.encode(text));
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
