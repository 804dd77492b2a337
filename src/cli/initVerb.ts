import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { formatProblem } from '../core/base/problem';
import { compareCodeUnits } from '../core/base/order';
import type { StudyPath } from '../core/base/studyPath';
import { readCodebook } from '../core/codebook/readCodebook';
import { newStudy } from '../core/project/newStudy';
import { nodeDigest, NodeFilePort } from '../extension/platform/node/nodeFilePort';
import { exitCode, type ExitCode } from './exitCode';
import type { Io } from './io';
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
export async function initVerb(io: Io, folder: string | undefined, options: InitOptions): Promise<ExitCode> {
  const json = options.json ?? false;
  const known = await builtInCodebooks(io.codebooks);
  if (options.listCodebooks) {
    const listed = known.map(({ id, name, codes }) => ({ id, name, codes }));
    const width = Math.max(0, ...listed.map(({ id }) => id.length));
    const lines = listed.map(({ id, name, codes }) => `${id.padEnd(width)}  ${name} (${codes} codes)`);
    await io.out.write(json ? `${JSON.stringify({ codebooks: listed })}\n` : `${lines.join('\n')}\n`);
    return exitCode.done;
  }
  const chosen: BuiltInCodebook[] = [];
  for (const id of new Set(options.codebook ?? [])) {
    const found = known.find((codebook) => codebook.id === id);
    if (found === undefined) {
      const message = `There is no built-in codebook “${id}”.`;
      const ids = known.map((codebook) => codebook.id).join(', ');
      return refuse(io, [wrongUse('unknown-codebook', message, `Choose from: ${ids}.`)], json);
    }
    chosen.push(found);
  }
  const root = resolve(io.cwd, folder ?? '.');
  const name = options.name?.trim() || basename(root) || 'Study';
  const problems = await newStudy(new NodeFilePort(root), name, chosen);
  if (problems.length > 0)
    return refuse(
      io,
      problems.map((problem) => ({ ...problem, file: folder ?? '.' })),
      json,
    );
  if (json) {
    await io.out.write(`${JSON.stringify({ project: { name }, codebooks: chosen.map(({ id }) => id) })}\n`);
  } else {
    const withCodebooks = chosen.length === 0 ? '' : ` with ${chosen.map((codebook) => codebook.name).join(', ')}`;
    await io.out.write(
      `Made the study “${name}”${withCodebooks}. Bring in transcripts with “verbatim import FILE…”.\n`,
    );
  }
  return exitCode.done;
}

async function builtInCodebooks(folder: string): Promise<BuiltInCodebook[]> {
  const found: BuiltInCodebook[] = [];
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort(compareCodeUnits)) {
    const text = readFileSync(join(folder, file), 'utf8');
    const { codebook, problems } = await readCodebook(file as StudyPath, text, nodeDigest);
    if (codebook === null) throw new Error(`A built-in codebook is unsound. ${problems.map(formatProblem).join(' ')}`);
    found.push({ id: codebook.id, name: codebook.name, codes: codebook.codes.length, text });
  }
  return found;
}
