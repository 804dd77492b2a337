import type { Code } from '../../core/codebook/codebook';
import { keyOf, type CodebookRow } from './codeNode';
import type { CodebookRows } from './codebookRows';

/** What the rows of the codebook view show besides counts, to be held against what they showed before. */
export interface RowLooks {
  /** The top rows in their order; rows further down are named by the look of the row above them. */
  readonly top: string;
  readonly looks: ReadonlyMap<CodebookRow, string>;
}

/** Nothing is shown. */
export const noLooks: RowLooks = { top: '', looks: new Map() };

/** The looks of all rows that the filter lets through; `isOpen` where rows with codes under them begin open. */
export function rowLooks(
  rows: CodebookRows,
  colors: ReadonlyMap<string, string>,
  mayWrite: (row: CodebookRow) => boolean,
  isOpen: boolean,
): RowLooks {
  const looks = new Map<CodebookRow, string>();
  const nameOf = (id: string): string => rows.nameOf(id) ?? id;
  const look = (row: CodebookRow): void => {
    const under = rows.children(row);
    const { name, citation, paraphrase, readOnly, file } = rows.codebook(row) ?? {};
    const code = rows.code(row);
    const own = code
      ? [said(code), code.path, code.codable, code.retired, colors.get(code.id), code.entry.confusable?.map(nameOf)]
      : [name, readOnly, file];
    const shown = [own, citation, paraphrase, mayWrite(row), under.length > 0 && isOpen, under.map(keyOf)];
    looks.set(row, JSON.stringify(shown));
    for (const one of under) look(one);
  };
  const top = rows.top();
  for (const row of top) look(row);
  return { top: JSON.stringify(top.map(keyOf)), looks };
}

/** The rows to draw anew, each with all that stands under it; null where the top rows are others, so that all have to be. */
export function changedRows(before: RowLooks, after: RowLooks): readonly CodebookRow[] | null {
  if (before.top !== after.top) return null;
  const rows: CodebookRow[] = [];
  // A row that is new stands under one whose list of rows is another.
  for (const [row, look] of after.looks) if ((before.looks.get(row) ?? look) !== look) rows.push(row);
  return rows;
}

/** The entry without what stands under it. */
function said({ entry }: Code): unknown {
  return { ...entry, codes: undefined };
}
