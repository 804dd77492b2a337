import { fileLines, parseJsonLine } from '../../base/jsonLines';
import type { Problem } from '../../base/problem';
import { err, ok, type Result } from '../../base/result';
import { csvColumns } from '../csv/csvColumns';
import {
  givenColumns,
  leftAside,
  mostGivenRows,
  tooManyRows,
  type GivenRow,
  type GivenRows,
} from '../codings/givenRows';

/** What a key is called among the columns, where it is not called the same. */
const columnNames: ReadonlyMap<string, string> = new Map([['id', 'segment']]);

/** Keys that the export writes for the reader: they follow from others. */
const forTheReader: ReadonlySet<string> = new Set(['line', 'speakers', 'participants', 'cases', 'codeDigest']);

const columns: ReadonlySet<string> = new Set<string>([...csvColumns, ...givenColumns, ...columnNames.keys()]);

/** Keys of lists, read by themselves. */
const lists: ReadonlySet<string> = new Set(['codings', 'codes']);

/**
 * Reads a codings file in JSONL: a segment a line as the export writes it (with `codings`, or `codes`), or one code a line with the
 * columns of the CSV as keys. Keys that are not known are left aside and named in the notes. Refused, with the lines: what is no JSON object, and a value
 * that is neither text, number, true/false nor null where one is expected.
 */
export function readCodingsJsonl(text: string): Result<GivenRows, readonly Problem[]> {
  const lines = fileLines(text);
  if (lines.length > mostGivenRows) return err([tooManyRows]);
  const rows: GivenRow[] = [];
  const problems: Problem[] = [];
  const unknown = new Set<string>();
  for (const { line, text: content } of lines) {
    const value = parseJsonLine(content);
    const read = value.ok ? rowsOf(value.value, line, unknown) : value;
    if (read.ok) for (const row of read.value) rows.push(row);
    else problems.push(badLine(line, read.error));
    if (rows.length > mostGivenRows) return err([tooManyRows]);
    if (problems.length >= 100) break;
  }
  return problems.length > 0 ? err(problems) : ok({ rows, counted: 'Line', notes: leftAside(unknown) });
}

function rowsOf(value: unknown, line: number, unknown: Set<string>): Result<readonly GivenRow[], string> {
  if (!isRecord(value)) return err('It is no JSON object.');
  const segment = cellsOf(value, unknown);
  if (!segment.ok) return segment;
  for (const key of lists) {
    const list = value[key] ?? [];
    if (!Array.isArray(list)) return err(`Its “${key}” are no list.`);
  }
  const codings = listOf(value, 'codings') ?? listOf(value, 'codes')?.map((code) => ({ code }));
  if (codings === undefined) return ok([{ row: line, cells: segment.value }]);
  // In a segment with its codings, the mark beside them is the segment’s own.
  const exemplar = segment.value.get('exemplar');
  segment.value.delete('exemplar');
  segment.value.delete('code');
  if (exemplar !== undefined) segment.value.set('segment_exemplar', exemplar);
  if (codings.length === 0) return ok([{ row: line, cells: segment.value }]);
  const rows: GivenRow[] = [];
  for (const coding of codings) {
    if (!isRecord(coding)) return err('Its “codings” are no list of objects.');
    const cells = cellsOf(coding, unknown);
    if (!cells.ok) return cells;
    if (!cells.value.has('code')) return err('One of its codings has no code.');
    rows.push({ row: line, cells: new Map([...segment.value, ...cells.value]) });
  }
  return ok(rows);
}

/** Text, numbers and true/false as cells; null is no cell. Refused: a list or an object where a cell is expected. Keys that are not known are collected. */
function cellsOf(record: Readonly<Record<string, unknown>>, unknown: Set<string>): Result<Map<string, string>, string> {
  const cells = new Map<string, string>();
  for (const [key, value] of Object.entries(record)) {
    if (value === null || value === '' || forTheReader.has(key) || lists.has(key)) continue;
    if (!columns.has(key)) {
      unknown.add(key);
      continue;
    }
    const cell = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    if (typeof cell !== 'string') return err(`Its “${key}” is no text or number.`);
    cells.set(columnNames.get(key) ?? key, cell);
  }
  return ok(cells);
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
