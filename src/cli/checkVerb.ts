import { formatProblem, type Problem } from '../core/base/problem';
import { unknownThemeSegments } from '../core/codebook/themeProblems';
import { findRenamed } from '../core/project/followRenames';
import { TranscriptPresence } from '../core/project/transcriptPresence';
import type { Study } from '../core/project/study';
import { exitCode, type ExitCode } from './exitCode';
import type { Io } from './io';
import { plural } from './plural';
import { refuse } from './refuse';
import { openStudy } from './studyFolder';

/** Options of `verbatim check`. */
export interface CheckOptions {
  readonly project?: string;
  readonly json?: boolean;
}

/** Lists what is wrong with the study. Exit code 1 where there is an error or a warning. */
export async function checkVerb(io: Io, options: CheckOptions): Promise<ExitCode> {
  const json = options.json ?? false;
  const opened = await openStudy(io, options.project);
  if (!opened.ok) return refuse(io, opened.error, json);
  const { study } = opened.value;
  const segments = new Set<string>();
  for (const { path } of study.transcripts) {
    const coding = await study.refresh(path);
    for (const { list } of coding?.byCoder.values() ?? []) for (const { row } of list) segments.add(row.id);
    study.release(path);
  }
  const ofThemes = unknownThemeSegments(study.codebooks, segments, (id) => study.codes.resolve(id) !== undefined);
  const problems = [...(await withNamesNow(study)), ...ofThemes];
  const counts = { transcripts: study.transcripts.length, segments: study.index.size, codes: study.codes.all.length };
  if (json) await io.out.write(`${JSON.stringify({ ...counts, problems })}\n`);
  else {
    for (const problem of problems) await io.out.write(`${formatProblem(problem)}\n`);
    const size = `${plural(counts.transcripts, 'transcript')}, ${plural(counts.segments, 'segment')}, ${plural(counts.codes, 'code')}`;
    await io.out.write(`${size}: ${summary(problems)}\n`);
  }
  return problems.some(({ severity }) => severity !== 'information') ? exitCode.findings : exitCode.done;
}

/** The problems; of a transcript that is not there, the remedy names the transcripts that have its very text. */
async function withNamesNow(study: Study): Promise<readonly Problem[]> {
  const renamed = new Map(
    (await findRenamed(study, new TranscriptPresence())).map(({ stray, to }) => [stray.path as string, to]),
  );
  return study.problems.map((problem) => {
    const to = problem.rule === 'missing-transcript' && renamed.get(problem.file ?? '');
    if (!to) return problem;
    const names = to.map((path) => `“${path}”`).join(' and ');
    return { ...problem, remedy: `${names} ${to.length === 1 ? 'has' : 'have'} its very text. ${problem.remedy}` };
  });
}

function summary(problems: readonly Problem[]): string {
  const count = (wanted: Problem['severity']): number => problems.filter(({ severity }) => severity === wanted).length;
  const errors = count('error');
  const warnings = count('warning');
  if (errors + warnings === 0) return 'no problems.';
  return `${plural(errors, 'error')}, ${plural(warnings, 'warning')}.`;
}
