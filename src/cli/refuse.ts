import { formatProblem, type Problem } from '../core/base/problem';
import { exitCode, type ExitCode } from './exitCode';
import type { Io } from './io';

/** More reasons than these are counted, not told: a terminal shows no more at once. */
const mostTold = 20;

/**
 * Says on stderr why nothing is done: a line for each error with its place and remedy. With `json`, all stand on stdout, with the
 * files that were `written` before it failed.
 */
export async function refuse(
  io: Io,
  problems: readonly Problem[],
  json: boolean,
  written: readonly string[] = [],
): Promise<ExitCode> {
  if (json) await io.out.write(`${JSON.stringify({ problems, written })}\n`);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const reasons = errors.length > 0 ? errors : problems;
  const lines = reasons.slice(0, mostTold).map(formatProblem);
  if (lines.length === 0) lines.push('Nothing was done.');
  if (reasons.length > mostTold) {
    lines.push(`and ${reasons.length - mostTold} more${json ? '' : '; --json lists them'}.`);
  }
  await io.err.write(lines.map((line) => `verbatim: ${oneLine(line)}\n`).join(''));
  return exitCode.refused;
}

/** An error of the command line’s own: wrong use, or a file outside the study. `file` is named as the person named it. */
export function wrongUse(rule: string, message: string, remedy: string, file?: string): Problem {
  return { severity: 'error', rule, message, remedy, ...(file === undefined ? {} : { file }) };
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}
