import * as vscode from 'vscode';
import { mayWrite } from '../ask';
import type { Deps } from '../deps';
import { byCodebook, editEach } from './chosenCodes';
import { codeNodesOf } from './codeNode';
import { editCodebook, studyOf } from './editCodebook';

/**
 * Retire and Bring Back, for all selected codes at once. Retiring is how a code is deleted: it is not offered any more, its codings
 * stay readable, and undo takes it back, so nothing has to be confirmed.
 */
export async function retireCodes(deps: Deps, retired: boolean, argument: unknown, selected: unknown): Promise<void> {
  const rows = codeNodesOf(argument, selected);
  const open = rows[0] && studyOf(deps, rows[0]);
  if (!open || !(await mayWrite())) return;
  for (const { codebook, codes: all } of byCodebook(rows, open.study.codebooks)) {
    const codes = all.filter((code) => code.retired !== retired);
    if (codes.length === 0) continue;
    const codings = codes.reduce((sum, { id }) => sum + open.study.index.count(id), 0);
    const label = labelOf(
      retired,
      codes.length === 1 ? vscode.l10n.t('“{0}”', codes[0]?.name ?? '') : `${codes.length}`,
      codes.length,
      codings,
    );
    if (
      !(await editCodebook(open, codebook, label, (yaml, { retireCode, reviveCode }) =>
        editEach(yaml, codes, retired ? retireCode : reviveCode),
      ))
    )
      return;
  }
}

function labelOf(retired: boolean, what: string, count: number, codings: number): string {
  const { t } = vscode.l10n;
  if (!retired) return count === 1 ? t('Brought back {0}', what) : t('Brought back {0} codes', what);
  const done = count === 1 ? t('Retired {0}', what) : t('Retired {0} codes', what);
  if (codings === 0) return done;
  const kept = codings === 1 ? t('1 coding stays readable') : t('{0} codings stay readable', codings);
  return `${done}; ${kept}`;
}
