import { exportEverything, planExport, type ExportOptions, type ExportPlan } from '../../src/core/exchange/exportPlan';
import { writeCsv } from '../../src/core/exchange/csv/writeCsv';
import { writeJson } from '../../src/core/exchange/json/writeJson';
import { writeJsonl } from '../../src/core/exchange/jsonl/writeJsonl';
import { applyCodingsPlan } from '../../src/core/exchange/codings/applyCodingsPlan';
import { planCodingsImport, type CodingsPlan } from '../../src/core/exchange/codings/planCodingsImport';
import { readCodingsFile } from '../../src/core/exchange/codings/readCodingsFile';
import { digestFromBytes } from '../../src/core/base/digest';
import type { Problem } from '../../src/core/base/problem';
import { err, type Result } from '../../src/core/base/result';
import type { StudyPath } from '../../src/core/base/studyPath';
import type { SegmentRow } from '../../src/core/coding/segmentsFile';
import { writeRows } from '../../src/core/coding/writeSegments';
import type { Study } from '../../src/core/project/study';
import { createHash } from 'node:crypto';

/** All pieces of an export as one text. */
export async function joined(pieces: AsyncIterable<string>): Promise<string> {
  const all: string[] = [];
  for await (const piece of pieces) all.push(piece);
  return all.join('');
}

/** A plan of an export; fails the test where it is refused. */
export async function planned(study: Study, options: Partial<ExportOptions> = {}): Promise<ExportPlan> {
  const plan = await planExport(study, { ...exportEverything, ...options });
  if (!plan.ok) throw new Error(plan.error.map(({ message }) => message).join('\n'));
  return plan.value;
}

export async function csvOf(
  study: Study,
  options: Partial<ExportOptions> = {},
  spreadsheetSafe = false,
): Promise<string> {
  return joined(writeCsv(await planned(study, options), { spreadsheetSafe }));
}

export async function jsonlOf(study: Study, options: Partial<ExportOptions> = {}): Promise<string> {
  return joined(writeJsonl(await planned(study, options)));
}

export async function jsonOf(study: Study, options: Partial<ExportOptions> = {}): Promise<string> {
  return joined(writeJson(await planned(study, options)));
}

/** Holds a codings file against a study. */
export async function planOf(
  study: Study,
  name: string,
  content: string,
  coder?: string,
): Promise<Result<CodingsPlan, readonly Problem[]>> {
  const given = readCodingsFile(new TextEncoder().encode(content), name);
  if (!given.ok) return err(given.error);
  return planCodingsImport(study, given.value, { file: name, ...(coder === undefined ? {} : { coder }) });
}

/** Imports a codings file; fails the test where it is refused. */
export async function imported(study: Study, name: string, content: string, coder?: string): Promise<CodingsPlan> {
  const plan = await planOf(study, name, content, coder);
  if (!plan.ok) throw new Error(plan.error.map(({ message, remedy }) => `${message} ${remedy}`).join('\n'));
  const applied = await applyCodingsPlan(study, plan.value, 'test-import');
  if (!applied.ok) throw new Error(applied.error);
  return plan.value;
}

/** The file of a coder’s segments in a transcript with this text. */
export function segmentsFileOf(transcript: string, text: string, coder: string, rows: readonly SegmentRow[]): string {
  const digest = digestFromBytes(createHash('sha256').update(text).digest());
  return writeRows({ verbatim: 'segments', version: 1, transcript, text: digest, coder }, rows);
}

/** The rows of a coder in a transcript, as the study has them now. */
export async function rowsOf(study: Study, transcript: string, coder: string): Promise<readonly SegmentRow[]> {
  const coding = await study.coding(transcript as StudyPath);
  return coding?.byCoder.get(coder)?.list.map(({ row }) => row) ?? [];
}
