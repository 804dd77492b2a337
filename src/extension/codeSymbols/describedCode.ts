import type * as vscode from 'vscode';
import { codeCounts, noCount } from '../codebook/codeCounts';
import { codeTooltip } from '../codebook/codeTooltip';
import { codersOfCode, countSource } from '../codebook/codeUse';
import { codeName } from '../study/names';
import type { OpenStudy } from '../study/openStudy';

/** What the tooltip of a code says in the codebook view; undefined for an id that stands for none. */
export function describedCode(open: OpenStudy, id: string): vscode.MarkdownString | undefined {
  const { study } = open;
  const code = study.codes.byId(id) ?? study.codes.resolve(id);
  if (!code) return undefined;
  const counts = codeCounts(countSource(study), study.codebooks, null);
  return codeTooltip(code, study.codes.codebookOf(code), (one) => codeName(open, one), {
    count: counts.get(code.id) ?? noCount,
    here: null,
    byCoder: codersOfCode(open, code.id),
  });
}
