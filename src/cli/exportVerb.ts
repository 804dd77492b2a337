import { existsSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { hasErrors, type Problem } from '../core/base/problem';
import { studyPath } from '../core/base/studyPath';
import { planExport, type ExportPlan } from '../core/exchange/exportPlan';
import { writeCsv } from '../core/exchange/csv/writeCsv';
import { writeCodebookHtml } from '../core/exchange/document/writeCodebookHtml';
import { writeCodebookMarkdown } from '../core/exchange/document/writeCodebookMarkdown';
import { writeJson } from '../core/exchange/json/writeJson';
import { writeJsonl } from '../core/exchange/jsonl/writeJsonl';
import { isOwnFile } from '../core/project/studyOwned';
import type { OffsetUnit } from '../core/text/offsets';
import { exitCode, type ExitCode } from './exitCode';
import type { Io } from './io';
import { refuse, wrongUse } from './refuse';
import { openStudy, type OpenedStudy } from './studyFolder';
import { writeWholeFile } from './wholeFile';
import type { ExportFormat } from './exportFormats';

/** Options of `verbatim export`. */
export interface ExportVerbOptions {
  readonly project?: string;
  readonly json?: boolean;
  readonly format: ExportFormat;
  readonly out?: string;
  readonly coder?: readonly string[];
  readonly code?: readonly string[];
  readonly case?: readonly string[];
  readonly offsets: OffsetUnit;
  readonly spreadsheetSafe?: boolean;
  readonly maskCoders?: boolean;
}

/** Writes an export to a file or to standard output. Refused, with nothing written, where a name is not known or a transcript cannot be read. */
export async function exportVerb(io: Io, options: ExportVerbOptions): Promise<ExitCode> {
  const json = options.json ?? false;
  if (options.spreadsheetSafe && options.format !== 'csv') {
    const message = `--spreadsheet-safe has no meaning for ${options.format}.`;
    return refuse(io, [wrongUse('wrong-use', message, 'Leave it out, or write --format csv.')], json);
  }
  const opened = await openStudy(io, options.project);
  if (!opened.ok) return refuse(io, opened.error, json);
  const target = options.out === undefined ? null : resolve(io.cwd, options.out);
  const wrong = target === null ? null : wrongTarget(opened.value, target, options.out ?? '');
  if (wrong !== null) return refuse(io, [wrong], json);
  const plan = await planExport(opened.value.study, {
    offsetUnit: options.offsets,
    coders: options.coder ?? [],
    codes: options.code ?? [],
    cases: options.case ?? [],
    maskCoders: options.maskCoders ?? false,
  });
  if (!plan.ok) return refuse(io, plan.error, json);
  const pieces = withProgress(io, piecesOf(plan.value, options));
  if (target === null) for await (const piece of pieces) await io.out.write(piece);
  else await writeWholeFile(target, pieces);
  if (target !== null && json) await io.out.write(`${JSON.stringify({ out: options.out, format: options.format })}\n`);
  if (hasErrors(opened.value.study.problems)) {
    await io.err.write('verbatim: The study has problems, so the export may lack something. Run “verbatim check”.\n');
  }
  return exitCode.done;
}

function piecesOf(plan: ExportPlan, options: ExportVerbOptions): AsyncIterable<string> {
  switch (options.format) {
    case 'json':
      return writeJson(plan);
    case 'jsonl':
      return writeJsonl(plan);
    case 'csv':
      return writeCsv(plan, { spreadsheetSafe: options.spreadsheetSafe ?? false });
    case 'codebook-md':
      return writeCodebookMarkdown(plan);
    case 'codebook-html':
      return writeCodebookHtml(plan);
  }
}

/** Why the export may not go there: no such folder, a file that nobody may write, or one of the study itself. */
function wrongTarget({ study, root }: OpenedStudy, target: string, named: string): Problem | null {
  if (!existsSync(dirname(target)) || !statSync(dirname(target)).isDirectory()) {
    return wrongUse(
      'no-folder',
      'The folder for the export is not there.',
      'Make it first, or name another one.',
      named,
    );
  }
  const there = statSync(target, { throwIfNoEntry: false });
  if (there?.isDirectory()) return wrongUse('is-folder', 'This is a folder.', 'Name a file in it.', named);
  if (there !== undefined && (there.mode & 0o222) === 0) {
    const remedy = 'Make it one that may be written, or give the export another name.';
    return wrongUse('read-only', 'The file is read-only.', remedy, named);
  }
  const path = studyPath(relative(root, target).split(sep).join('/'));
  if (!path.ok) return null;
  return isOwnFile(study, path.value)
    ? wrongUse('study-file', 'This is a file of the study itself.', 'Give the export another name.', named)
    : null;
}

/** Shows how much was written, where a person watches. */
async function* withProgress(io: Io, pieces: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  const watched = io.err.isTerminal && !io.out.isTerminal;
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (watched) await io.err.write(`\rExporting … ${Math.round(length / 1000)} kB`);
    yield piece;
  }
  if (watched) await io.err.write('\r\u001b[K');
}
