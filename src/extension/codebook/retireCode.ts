import { logLabel } from '../../core/base/logLabel';
import { mayWrite } from '../ask';
import type { Code } from '../../core/codebook/codebook';
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
    const label = labelOf(retired, codes, codings);
    if (
      !(await editCodebook(open, codebook, label, (yaml, { retireCode, reviveCode }) =>
        editEach(yaml, codes, retired ? retireCode : reviveCode),
      ))
    )
      return;
  }
}

function labelOf(retired: boolean, codes: readonly Code[], codings: number): string {
  const [first, ...more] = codes;
  if (first !== undefined && more.length === 0) {
    if (!retired) return logLabel('Brought back “{0}”', first.name);
    if (codings === 0) return logLabel('Retired “{0}”', first.name);
    return codings === 1
      ? logLabel('Retired “{0}”; 1 coding stays readable', first.name)
      : logLabel('Retired “{0}”; {1} codings stay readable', first.name, codings);
  }
  if (!retired) return logLabel('Brought back {0} codes', codes.length);
  if (codings === 0) return logLabel('Retired {0} codes', codes.length);
  return codings === 1
    ? logLabel('Retired {0} codes; 1 coding stays readable', codes.length)
    : logLabel('Retired {0} codes; {1} codings stay readable', codes.length, codings);
}
