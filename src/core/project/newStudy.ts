import { say } from '../base/say';
import type { Problem } from '../base/problem';
import { joinPath, type StudyPath } from '../base/studyPath';
import { readableText } from '../text/utf8';
import type { FilePort } from './host';
import { casesFileName, projectFileName } from './studyFiles';

/** A codebook to begin a study with: the id that names its file, and the file's text. */
export interface StartingCodebook {
  readonly id: string;
  readonly text: string;
}

const encoder = new TextEncoder();

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
    return [
      {
        severity: 'error',
        rule: 'study-exists',
        message: say('This folder is a study already.'),
        remedy: say('Open it, or choose another folder.'),
        file: projectFileName,
      },
    ];
  }
  for (const { id, text } of codebooks) await writeNew(files, joinPath('codebooks', `${id}.yaml`), text);
  // Folders come with their files; people are told to put their transcripts into this one, so it has to be there.
  await writeNew(files, joinPath('transcripts', '.gitkeep'), '');
  const ignore = await files.read('.gitignore' as StudyPath);
  const ignored = ignore === undefined ? '' : readableText(ignore);
  if (!ignored.split(/\r?\n/).includes('.verbatim/')) {
    const lineBreak = ignored === '' || ignored.endsWith('\n') ? '' : '\n';
    await files.append('.gitignore' as StudyPath, encoder.encode(`${lineBreak}.verbatim/\n`));
  }
  const hasCases = (await files.read(casesFileName as StudyPath)) !== undefined;
  await files.replace(projectFileName as StudyPath, encoder.encode(projectText(name, codebooks, hasCases)));
  return [];
}

async function writeNew(files: FilePort, path: StudyPath, text: string): Promise<void> {
  if ((await files.read(path)) === undefined) await files.replace(path, encoder.encode(text));
}

function projectText(name: string, codebooks: readonly StartingCodebook[], hasCases: boolean): string {
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
    '',
  ].join('\n');
}
