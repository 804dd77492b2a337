/** A row of the codebook view. The root is the study's folder as URI text, so that a row names its code in any study of the window. */
export type CodebookRow = CodebookNode | CodeNode;

/** The row of a codebook, shown where a study has several. */
export interface CodebookNode {
  readonly kind: 'codebook';
  readonly root: string;
  readonly codebook: string;
}

/** The row of a code. */
export interface CodeNode {
  readonly kind: 'code';
  readonly root: string;
  readonly codebook: string;
  readonly code: string;
}

/** Reads what a drop of codes brings: a JSON list of ids; null where it is not of that form. */
export function codesDragged(text: string): readonly string[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Another program may have put anything there.
    return null;
  }
  if (!Array.isArray(value)) return null;
  const items: unknown[] = value;
  const ids = items.filter((item) => typeof item === 'string');
  return ids.length === items.length && ids.length > 0 ? ids : null;
}

/** True where a command's argument is a row of the codebook view. */
export function isCodebookRow(argument: unknown): argument is CodebookRow {
  if (!isRecord(argument) || typeof argument['root'] !== 'string' || typeof argument['codebook'] !== 'string')
    return false;
  return argument['kind'] === 'codebook' || (argument['kind'] === 'code' && typeof argument['code'] === 'string');
}

/**
 * The codes that a command of a row's menu concerns: all selected ones where the row is among them, else the row alone. Empty where
 * the arguments are no code rows.
 */
export function codeNodesOf(argument: unknown, selected: unknown): readonly CodeNode[] {
  if (!isCodebookRow(argument) || argument.kind !== 'code') return [];
  const rows: unknown[] = Array.isArray(selected) ? selected : [];
  const codes = rows.filter((row) => isCodebookRow(row) && row.kind === 'code') as CodeNode[];
  return codes.some((row) => sameRow(row, argument)) ? codes.filter(({ root }) => root === argument.root) : [argument];
}

/** True where two rows stand for the same thing. */
export function sameRow(a: CodebookRow, b: CodebookRow): boolean {
  return keyOf(a) === keyOf(b);
}

/** A text that is different for every row of a window. A NUL parts what ids and URIs cannot hold. */
export function keyOf(row: CodebookRow): string {
  return row.kind === 'code' ? `${row.root}\0${row.codebook}\0${row.code}` : `${row.root}\0${row.codebook}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
