import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { formatProblem } from '../core/base/problem';
import { compareCodeUnits } from '../core/base/order';
import type { StudyPath } from '../core/base/studyPath';
import { readCodebook } from '../core/codebook/readCodebook';
import { newStudy } from '../core/project/newStudy';
import { nodeDigest, NodeFilePort } from '../extension/platform/node/nodeFilePort';
import { exitCode, type ExitCode } from './exitCode';
import { initWords } from './initWords';
import type { Io } from './io';
import { plural } from './plural';
import { refuse, wrongUse } from './refuse';

/** Options of `verbatim init`. */
export interface InitOptions {
  readonly name?: string;
  readonly codebook?: readonly string[];
  readonly listCodebooks?: boolean;
  readonly json?: boolean;
}

interface BuiltInCodebook {
  readonly id: string;
  readonly name: string;
  readonly codes: number;
  readonly text: string;
}

/** Makes a new study, or lists the built-in codebooks. Refused where the folder is a study already or a codebook is not known. */
export async function initVerb(io: Io, words: readonly string[], options: InitOptions): Promise<ExitCode> {
  const json = options.json ?? false;
  const ids = builtInIds(io.codebooks);
  if (options.listCodebooks) return listCodebooks(io, ids, json);
  const meant = initWords(words, options.codebook, ids);
  if (!meant.ok) return refuse(io, [meant.error], json);
  const { folder } = meant.value;
  const chosen: BuiltInCodebook[] = [];
  for (const id of new Set(meant.value.codebooks)) {
    if (!ids.includes(id)) {
      const message = `There is no built-in codebook “${id}”.`;
      return refuse(io, [wrongUse('unknown-codebook', message, `Choose from: ${ids.join(', ')}.`)], json);
    }
    chosen.push(await builtIn(io.codebooks, id));
  }
  const root = resolve(io.cwd, folder ?? '.');
  const file = fileInTheWay(root);
  if (file !== null) {
    const message =
      file === root ? 'This is a file, not a folder.' : `“${file}” is a file, so there is no folder in it.`;
    return refuse(io, [wrongUse('is-file', message, 'Name a folder; it is made where it is not there.', folder)], json);
  }
  const name = options.name?.trim() || basename(root) || 'Study';
  const problems = await newStudy(new NodeFilePort(root), name, chosen);
  if (problems.length > 0) {
    const placed = problems.map((problem) => ({ ...problem, file: folder ?? '.' }));
    return refuse(io, placed, json);
  }
  if (json) {
    await io.out.write(`${JSON.stringify({ project: { name }, codebooks: chosen.map(({ id }) => id) })}\n`);
  } else {
    const withCodebooks = chosen.length === 0 ? '' : ` with ${chosen.map((codebook) => codebook.name).join(', ')}`;
    await io.out.write(
      `Made the study “${name}”${withCodebooks}. Bring in transcripts with “verbatim import FILE… --project ${folder ?? '.'}”.\n`,
    );
  }
  return exitCode.done;
}

/** What stands where the folder or one above it would be, and is none. */
function fileInTheWay(root: string): string | null {
  let path = root;
  while (!existsSync(path) && dirname(path) !== path) path = dirname(path);
  return !existsSync(path) || statSync(path).isDirectory() ? null : path;
}

async function listCodebooks(io: Io, ids: readonly string[], json: boolean): Promise<ExitCode> {
  const all = await Promise.all(ids.map((id) => builtIn(io.codebooks, id)));
  const listed = all.map(({ id, name, codes }) => ({ id, name, codes }));
  const width = Math.max(0, ...ids.map(({ length }) => length));
  const lines = listed.map(({ id, name, codes }) => `${id.padEnd(width)}  ${name} (${plural(codes, 'code')})\n`);
  await io.out.write(json ? `${JSON.stringify({ codebooks: listed })}\n` : lines.join(''));
  return exitCode.done;
}

/** A built-in codebook’s file is named by its id. */
function builtInIds(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return files.map((name) => name.slice(0, -'.yaml'.length)).sort(compareCodeUnits);
}

async function builtIn(folder: string, id: string): Promise<BuiltInCodebook> {
  const text = readFileSync(join(folder, `${id}.yaml`), 'utf8');
  const { codebook, problems } = await readCodebook(`${id}.yaml` as StudyPath, text, nodeDigest);
  if (codebook?.id !== id)
    throw new Error(`The built-in codebook “${id}” is unsound. ${problems.map(formatProblem).join(' ')}`);
  return { id, name: codebook.name, codes: codebook.codes.length, text };
}
