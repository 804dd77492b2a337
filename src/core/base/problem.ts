/** How much a problem matters: an `error` keeps something from being used, a `warning` may mislead, `information` is worth knowing. */
export type Severity = 'error' | 'warning' | 'information';

/**
 * Something wrong with a file of the study, worded for the person who has to mend it.
 * Lines and columns count from 1, columns in UTF-16 code units; both are absent where the whole file is meant.
 */
export interface Problem {
  readonly severity: Severity;
  /** Stable kebab-case rule name, e.g. `unknown-code`; what settings and tests refer to. */
  readonly rule: string;
  /** What is wrong, as one plain sentence. */
  readonly message: string;
  /** What the person can do about it, as one plain sentence. */
  readonly remedy: string;
  /** Path relative to the study, with `/`; absent where no file is concerned. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** One line for a terminal or a log: `file:line:column: severity: message Remedy: … [rule]`. */
export function formatProblem(problem: Problem): string {
  let place = problem.file ?? '';
  if (problem.line !== undefined) place += `:${problem.line}`;
  if (problem.column !== undefined) place += `:${problem.column}`;
  const head = place === '' ? '' : `${place}: `;
  return `${head}${problem.severity}: ${problem.message} ${problem.remedy} [${problem.rule}]`;
}

/** True where at least one problem is an error. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}
