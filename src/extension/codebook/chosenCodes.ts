import type { Code, Codebook } from '../../core/codebook/codebook';
import { ok, type Result } from '../../core/base/result';
import type { CodeNode } from './codeNode';

/** Codes that a command concerns, all of one codebook file. */
export interface ChosenCodes {
  readonly codebook: Codebook;
  readonly codes: readonly Code[];
}

/** Puts rows together by codebook file, since each file is one step that can be undone. Rows of codes that are gone are left out. */
export function byCodebook(rows: readonly CodeNode[], codebooks: readonly Codebook[]): readonly ChosenCodes[] {
  return codebooks.flatMap((codebook) => {
    const wanted = new Set(rows.flatMap((row) => (row.codebook === codebook.id ? [row.code] : [])));
    const codes = codebook.codes.filter(({ id }) => wanted.has(id));
    return codes.length > 0 ? [{ codebook, codes }] : [];
  });
}

/** Does an edit for each code in turn; the first one that is refused refuses all. */
export function editEach(
  yaml: string,
  codes: readonly Code[],
  edit: (yaml: string, id: string) => Result<string, string>,
): Result<string, string> {
  let text: Result<string, string> = ok(yaml);
  for (const { id } of codes) if (text.ok) text = edit(text.value, id);
  return text;
}
