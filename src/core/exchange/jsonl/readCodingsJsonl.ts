import { fileLines, parseJsonLine } from '../../base/jsonLines';
import type { Problem } from '../../base/problem';
import { err, ok, type Result } from '../../base/result';
import { mostGivenRows, tooManyRows, type GivenRow, type GivenRows } from '../codings/givenRows';

/** What a key is called among the columns, where it is not called the same. */
const columnNames: ReadonlyMap<string, string> = new Map([['id', 'segment']]);

/**
 * Reads a codings file in JSONL: a segment a line as the export writes it (with `codings`, or `codes`), or one code a line with the
 * columns of the CSV as keys. Keys that are not known are left aside. Refused, with the lines: what is no JSON object, and a value
 * that is neither text, number, true/false nor null where one is expected.
 */
export function readCodingsJsonl(text: string): Result<GivenRows, readonly Problem[]> {
  const lines = fileLines(text);
  if (lines.length > mostGivenRows) return err([tooManyRows]);
  const rows: GivenRow[] = [];
  const problems: Problem[] = [];
  for (const { line, text: content } of lines) {
    const value = parseJsonLine(content);
    const read = value.ok ? rowsOf(value.value, line) : value;
    if (read.ok) for (const row of read.value) rows.push(row);
    else problems.push(badLine(line, read.error));
    if (rows.length > mostGivenRows) return err([tooManyRows]);
    if (problems.length >= 100) break;
  }
  return problems.length > 0 ? err(problems) : ok({ rows, counted: 'Line', notes: [] });
}

function rowsOf(value: unknown, line: number): Result<readonly GivenRow[], string> {
  if (!isRecord(value)) return err('It is no JSON object.');
  const segment = cellsOf(value);
  const codings = listOf(value, 'codings') ?? listOf(value, 'codes')?.map((code) => ({ code }));
  if (codings === undefined) return ok([{ row: line, cells: segment }]);
  // In a segment with its codings, the mark beside them is the segment’s own.
  const exemplar = segment.get('exemplar');
  segment.delete('exemplar');
  segment.delete('code');
  if (exemplar !== undefined) segment.set('segment_exemplar', exemplar);
  if (codings.length === 0) return ok([{ row: line, cells: segment }]);
  const rows: GivenRow[] = [];
  for (const coding of codings) {
    if (!isRecord(coding)) return err('Its “codings” are no list of objects.');
    const cells = cellsOf(coding);
    if (!cells.has('code')) return err('One of its codings has no code.');
    rows.push({ row: line, cells: new Map([...segment, ...cells]) });
  }
  return ok(rows);
}

/** Text, numbers and true/false as cells; null, lists and objects are no cells. */
function cellsOf(record: Readonly<Record<string, unknown>>): Map<string, string> {
  const cells = new Map<string, string>();
  for (const [key, value] of Object.entries(record)) {
    const cell = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    if (typeof cell === 'string' && cell !== '') cells.set(columnNames.get(key) ?? key, cell);
  }
  return cells;
}

function listOf(record: Readonly<Record<string, unknown>>, key: string): readonly unknown[] | undefined {
  const value = record[key];
  return Array.isArray(value) ? value : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function badLine(line: number, reason: string): Problem {
  const remedy = 'Put one JSON object on each line, with transcript, start, end, code and coder.';
  return { severity: 'error', rule: 'bad-line', message: `Line ${line}: ${reason}`, remedy, line };
}
