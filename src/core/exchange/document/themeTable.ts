import type { CodeTree } from '../../codebook/codeTree';
import type { ThemeOf, ThemeSegments } from '../../retrieval/themeSegments';
import { csvRecord, withMark } from '../csv/csvCells';

/** A code with what it brings to each theme. */
export interface ThemeTableRow {
  /** Name of its top category; '' for a code that stands alone at the top. */
  readonly category: string;
  readonly code: string;
  /** Its id; '' for a row that is no code. */
  readonly id: string;
  /** By theme: how many of its segments carry the code; null where the code does not belong to the theme. */
  readonly counts: readonly (number | null)[];
}

/** Codes × categories × themes: how themes cut across the codebook. */
export interface ThemeTable {
  readonly themes: readonly string[];
  readonly rows: readonly ThemeTableRow[];
}

/**
 * The table of themes, in the order of the codebooks: a row for each code, also where no theme has it, since what fell out is to be seen;
 * but none for a codebook of which no theme has a code, for categories that bring nothing themselves, and for retired codes outside of
 * themes. Then what themes take in one by one, all their segments, each once, and what contradicts them. `found` are the segments of
 * `themes`, in the same order. O(segments × codes of each).
 */
export function themeTable(
  themes: readonly ThemeOf[],
  found: readonly Pick<ThemeSegments, 'rule' | 'segments' | 'against'>[],
  codes: CodeTree,
): ThemeTable {
  const brought = found.map(({ segments }) => {
    const counts = new Map<string, number>();
    for (const { place } of segments) for (const code of place.codes) counts.set(code, (counts.get(code) ?? 0) + 1);
    return counts;
  });
  const countsOf = (id: string): readonly (number | null)[] =>
    found.map(({ rule }, i) => (rule.codes.has(id) ? (brought[i]?.get(id) ?? 0) : null));
  const books = new Set(found.flatMap(({ rule }) => [...rule.codes.keys()].map((id) => codes.byId(id)?.codebook)));
  const rows = codes.all.flatMap(({ id, name, codebook, codable, retired, children }): ThemeTableRow[] => {
    if (!books.has(codebook)) return [];
    const counts = countsOf(id);
    const isCounted = counts.some((count) => count !== null && count > 0);
    const isIn = counts.some((count) => count !== null);
    // What only orders the codes under it is the category beside them.
    if (!isCounted && (children.length > 0 || !codable || (retired && !isIn))) return [];
    const top = codes.ancestorsOf(id)[0]?.name ?? (children.length > 0 ? name : '');
    return [{ category: top, code: name, id, counts }];
  });
  const summed = (code: string, countOf: (one: (typeof found)[number]) => number): ThemeTableRow => ({
    category: '',
    code,
    id: '',
    counts: found.map(countOf),
  });
  const takenIn = summed(
    '(taken in one by one)',
    ({ segments }) => segments.filter(({ place }) => place.isTakenIn).length,
  );
  const against = summed('(contradicting)', (one) => one.against.length);
  const isSaid = ({ counts }: ThemeTableRow): boolean => counts.some((count) => count !== 0);
  return {
    themes: themes.map(({ theme }) => theme.name),
    rows: [
      ...rows,
      ...(isSaid(takenIn) ? [takenIn] : []),
      summed('(all segments)', ({ segments }) => segments.length),
      ...(isSaid(against) ? [against] : []),
    ],
  };
}

/** The table as CSV (RFC 4180): category, code, code_id, then a column a theme; empty where a code is not in it. */
export function themeTableCsv({ themes, rows }: ThemeTable, isSpreadsheetSafe = false): string {
  const safe = (cells: readonly string[]): string => csvRecord(isSpreadsheetSafe ? cells.map(withMark) : cells);
  return [
    safe(['category', 'code', 'code_id', ...themes]),
    ...rows.map(({ category, code, id, counts }) =>
      safe([category, code, id, ...counts.map((count) => (count === null ? '' : String(count)))]),
    ),
  ].join('');
}

/** The table to read, as Markdown whose columns stand under one another. */
export function themeTableText({ themes, rows }: ThemeTable): string {
  const lines = rows.map(({ category, code, counts }) =>
    [category, code, ...counts.map((count) => (count === null ? '' : String(count)))].map(cell),
  );
  const head = ['Category', 'Code', ...themes.map(cell)];
  const widths = head.map((title, i) => Math.max(3, ...[title, ...lines.map((line) => line[i] ?? '')].map(lengthOf)));
  const isNumber = (i: number): boolean => i >= 2;
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((text, i) => padded(text, widths[i] ?? 3, isNumber(i))).join(' | ')} |\n`;
  const rule = `| ${widths.map((width, i) => (isNumber(i) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |\n`;
  return line(head) + rule + lines.map(line).join('');
}

/** A text as a cell of Markdown has it: one line, no bars of its own. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|');
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}

function padded(text: string, width: number, isRight: boolean): string {
  const space = ' '.repeat(Math.max(0, width - lengthOf(text)));
  return isRight ? space + text : text + space;
}
