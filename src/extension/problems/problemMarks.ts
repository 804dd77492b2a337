import type { Problem, Severity } from '../../core/base/problem';

/** Where in a file a problem is shown, in lines and characters from 0, and what is said of it. */
export interface ProblemMark {
  readonly line: number;
  readonly start: number;
  /** Null where the whole line is meant. */
  readonly end: number | null;
  readonly severity: Severity;
  readonly message: string;
  readonly rule: string;
}

/** Problems by file, in their order; those of no file stand at the head of `fallback`, the study's own file. */
export function problemMarks(
  problems: readonly Problem[],
  fallback: string,
): ReadonlyMap<string, readonly ProblemMark[]> {
  const marks = new Map<string, ProblemMark[]>();
  for (const problem of problems) {
    const file = problem.file ?? fallback;
    const here = marks.get(file);
    const mark = markOf(problem);
    if (here === undefined) marks.set(file, [mark]);
    else here.push(mark);
  }
  return marks;
}

/** A place that a file names wrongly (line 0, say) becomes the nearest one that exists. */
function markOf({ severity, rule, message, remedy, line, column }: Problem): ProblemMark {
  const start = Math.max(0, (column ?? 1) - 1);
  return {
    line: Math.max(0, (line ?? 1) - 1),
    start,
    end: column === undefined ? null : start,
    severity,
    message: `${message} ${remedy}`,
    rule,
  };
}

/** How many problems there are of each severity. */
export function countBySeverity(problems: readonly Problem[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, information: 0 };
  for (const { severity } of problems) counts[severity]++;
  return counts;
}
