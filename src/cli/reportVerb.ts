import { neverCancelled } from '../core/base/cancellation';
import { hasErrors, type Problem } from '../core/base/problem';
import { err, ok, type Result } from '../core/base/result';
import { themeTable, themeTableCsv, themeTableText } from '../core/exchange/document/themeTable';
import { codebookHistoryCsv, codebookHistoryMarkdown } from '../core/exchange/history/codebookHistoryTable';
import { codebookHistory } from '../core/project/codebookHistory';
import type { Study } from '../core/project/study';
import { readThemeSegments, themesOf } from '../core/retrieval/themeSegments';
import { exitCode, type ExitCode } from './exitCode';
import type { Io } from './io';
import { refuse, wrongUse } from './refuse';
import type { ReportFormat, ReportName } from './reportNames';
import { openStudy } from './studyFolder';

/** Options of `verbatim report`. */
export interface ReportOptions {
  readonly project?: string;
  readonly json?: boolean;
  readonly format: ReportFormat;
  readonly coder?: readonly string[];
}

/** Writes a table that sums the study up. Refused where a coder is not known, or there is nothing to report on. */
export async function reportVerb(io: Io, name: ReportName, options: ReportOptions): Promise<ExitCode> {
  const json = options.json ?? false;
  const opened = await openStudy(io, options.project);
  if (!opened.ok) return refuse(io, opened.error, json);
  const { study } = opened.value;
  const coders = options.coder ?? [];
  const strange = coders.filter((id) => !study.coders.some((one) => one.id === id));
  if (strange.length > 0) {
    const known = study.coders.map(({ id }) => id).join(', ');
    const remedy = known === '' ? 'Nobody has coded yet.' : `The study has ${known}.`;
    return refuse(
      io,
      strange.map((id) => wrongUse('unknown-coder', `There is no coder “${id}”.`, remedy)),
      json,
    );
  }
  const told = await reportsOf[name](study, coders, options);
  if (!told.ok) return refuse(io, [told.error], json);
  await io.out.write(told.value);
  if (hasErrors(study.problems)) {
    await io.err.write('verbatim: The study has problems, so the report may lack something. Run “verbatim check”.\n');
  }
  return exitCode.done;
}

/** What each report writes, or why there is nothing to report. */
const reportsOf: Readonly<
  Record<
    ReportName,
    (study: Study, coders: readonly string[], options: ReportOptions) => Promise<Result<string, Problem>>
  >
> = { themes: themesReport, 'codebook-history': codebookHistoryReport };

async function themesReport(
  study: Study,
  coders: readonly string[],
  { json, format }: ReportOptions,
): Promise<Result<string, Problem>> {
  const themes = themesOf(study.codebooks);
  if (themes.length === 0) {
    const remedy = 'Make one in the Themes view, or write it under “themes” in a codebook.';
    return err(wrongUse('no-themes', 'The study has no theme.', remedy));
  }
  await study.fill();
  const found = await readThemeSegments(
    study,
    themes.map(({ theme }) => theme),
  );
  const isMeant = ({ coder }: { readonly coder: string }): boolean => coders.length === 0 || coders.includes(coder);
  const table = themeTable(
    themes,
    found.map((one) => ({ ...one, segments: one.segments.filter(isMeant), against: one.against.filter(isMeant) })),
    study.codes,
  );
  if (json === true) return ok(`${JSON.stringify(table)}\n`);
  return ok(format === 'csv' ? themeTableCsv(table) : themeTableText(table));
}

async function codebookHistoryReport(
  study: Study,
  coders: readonly string[],
  { json, format }: ReportOptions,
): Promise<Result<string, Problem>> {
  const all = await codebookHistory(study.host, neverCancelled);
  const changes = all.filter(({ who }) => coders.length === 0 || coders.includes(who));
  if (json === true) return ok(`${JSON.stringify(changes)}\n`);
  const who = (id: string): string => id;
  return ok(
    format === 'csv'
      ? codebookHistoryCsv(changes, who, { spreadsheetSafe: false })
      : codebookHistoryMarkdown(changes, who, study.project.name),
  );
}
