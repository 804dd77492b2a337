import { formatProblem, type Problem } from '../core/base/problem';
import { exitCode, type ExitCode } from './exitCode';
import type { Io } from './io';

/**
 * Says in one line on stderr why nothing is done: the first problem with its place and remedy. With `json`, all stand on stdout, with
 * the files that were `written` before it failed.
 */
export async function refuse(
  io: Io,
  problems: readonly Problem[],
  json: boolean,
  written: readonly string[] = [],
): Promise<ExitCode> {
  if (json) await io.out.write(`${JSON.stringify({ problems, written })}\n`);
  const first = problems.find(({ severity }) => severity === 'error') ?? problems[0];
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more; --json lists all)` : '';
  const line = first === undefined ? 'Nothing was done.' : `${formatProblem(first)}${more}`;
  await io.err.write(`verbatim: ${oneLine(line)}\n`);
  return exitCode.refused;
}

/** An error of the command line’s own: wrong use, or a file outside the study. `file` is named as the person named it. */
export function wrongUse(rule: string, message: string, remedy: string, file?: string): Problem {
  return { severity: 'error', rule, message, remedy, ...(file === undefined ? {} : { file }) };
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}
