import type { Problem } from '../../base/problem';
import { err, ok, type Result } from '../../base/result';
import {
  givenColumns,
  leftAside,
  mostGivenRows,
  tooManyRows,
  type GivenRow,
  type GivenRows,
} from '../codings/givenRows';
import { withoutMark } from './csvCells';
import { csvColumns, markedColumn } from './csvColumns';
import { csvRecords } from './csvRecords';

/** Looked at to find out how rows end. */
const sampleLength = 1_000_000;

const knownColumns: ReadonlySet<string> = new Set<string>([...csvColumns, ...givenColumns, markedColumn]);

/** Names under which other programs write our columns. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['offsetunit', 'offsetUnit'],
  ['offset_unit', 'offsetUnit'],
  ['deliveredby', 'deliveredBy'],
  ['receivedby', 'receivedBy'],
  ['document', 'transcript'],
  ['file', 'transcript'],
]);

/**
 * Reads a codings file in CSV: commas, semicolons, tabs or bars, with a header row that names the columns (in any order and case).
 * Columns that are not known are left aside and named in the notes. Where the last column says so, spreadsheet marks are taken off.
 * Refused, with the rows: quotes that do not close, a row with more cells than the header, a column that is named twice, more than `most` rows.
 */
export function readCodingsCsv(text: string, most = mostGivenRows): Result<GivenRows, readonly Problem[]> {
  const plain = text.replace(/^\ufeff/, '');
  const signs = { delimiter: delimiterOf(plain), lineEnd: lineEndOf(plain) };
  const { records: all, badQuotes: wrong } = csvRecords(plain, signs, most + 2);
  if (wrong.length > 0) return err(wrong.slice(0, 10).map(badQuotes));
  const [header, ...records] = all;
  if (header === undefined || header.every((name) => name.trim() === '')) return err([noHeader]);
  if (records.length > most) return err([tooManyRows]);
  const columns = header.map(columnOf);
  const problems = headerProblems(columns);
  const marked = columns.includes(markedColumn);
  const rows: GivenRow[] = [];
  for (const [i, record] of records.entries()) {
    if (record.every((cell) => cell === '')) continue;
    const row = i + 2;
    if (record.slice(columns.length).some((cell) => cell !== '')) problems.push(tooManyCells(row, columns.length));
    const cells = new Map<string, string>();
    for (const [j, column] of columns.entries()) {
      const cell = record[j] ?? '';
      if (cell !== '' && knownColumns.has(column)) cells.set(column, marked ? withoutMark(cell) : cell);
    }
    rows.push({ row, cells });
  }
  if (problems.length > 0) return err(problems);
  return ok({
    rows,
    counted: 'Row',
    notes: leftAside(columns.filter((name) => name !== '' && !knownColumns.has(name))),
  });
}

/** The sign that splits the header into the most columns that are known; where none does, any will do, since the file is refused. */
function delimiterOf(text: string): string {
  const lineEnd = /[\r\n]/.exec(text.slice(0, sampleLength))?.index ?? sampleLength;
  const header = text.slice(0, lineEnd);
  let best = ',';
  let most = 0;
  for (const sign of [',', ';', '\t', '|']) {
    const names = header.split(sign).map((name) => columnOf(name.replaceAll('"', '')));
    const known = names.filter((name) => knownColumns.has(name)).length;
    if (known > most) [best, most] = [sign, known];
  }
  return best;
}

/** How rows end: by the first line break outside quotes. */
function lineEndOf(text: string): '\n' | '\r' | '\r\n' {
  let inQuotes = false;
  const end = Math.min(text.length, sampleLength);
  for (let i = 0; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x22) inQuotes = !inQuotes;
    else if (!inQuotes && unit === 0x0a) return '\n';
    else if (!inQuotes && unit === 0x0d) return text.charCodeAt(i + 1) === 0x0a ? '\r\n' : '\r';
  }
  return '\n';
}

function columnOf(name: string): string {
  const plain = name.trim();
  if (knownColumns.has(plain)) return plain;
  const lower = plain.toLowerCase();
  return otherNames.get(lower) ?? (knownColumns.has(lower) ? lower : plain);
}

function headerProblems(columns: readonly string[]): Problem[] {
  const twice = columns.filter((name, i) => knownColumns.has(name) && columns.indexOf(name) < i);
  const problems = [...new Set(twice)].map((name) =>
    problem('repeated-column', `Two columns are named “${name}”.`, 'Rename or remove one of them.'),
  );
  if (!columns.includes('transcript')) {
    const message = `There is no column “transcript”; the first row says ${columns
      .map((name) => `“${name}”`)
      .slice(0, 8)
      .join(', ')}.`;
    const remedy = 'Name the columns in the first row: transcript, start, end (or turn, or quote), code, coder.';
    problems.push(problem('missing-column', message, remedy));
  }
  return problems;
}

const noHeader = problem(
  'missing-header',
  'The file has no header row.',
  'Name the columns in the first row: transcript, start, end (or turn, or quote), code, coder.',
);

function badQuotes(row: number): Problem {
  return problem(
    'bad-quotes',
    `Row ${row}: a quoted cell does not end, or a quote stands inside one by itself.`,
    'Double each quote inside a quoted cell (""), and end the cell with a quote.',
  );
}

function tooManyCells(row: number, columns: number): Problem {
  return problem(
    'too-many-cells',
    `Row ${row} has more cells than the ${columns} columns of the header.`,
    'Put quotes around cells that hold the separator or a line break.',
  );
}

function problem(rule: string, message: string, remedy: string): Problem {
  return { severity: 'error', rule, message, remedy };
}
