import * as vscode from 'vscode';
import { firstWords } from '../../core/text/shortened';

/** What a person decides of a coding that was made under another wording of its code. */
export type RecheckDecision = 'fits' | 'allFit' | 'recode' | 'remove' | 'compare' | 'later';

/** Longest beginnings of quotes and definitions in the box, in UTF-16 units. */
const longest = 120;

/** Asks about one coding: the words above, what the code means now beside the first answer. Undefined where the person left. */
export async function askRecheck(
  { quote, definition, left }: { readonly quote: string; readonly definition: string; readonly left: number },
  title: string,
): Promise<RecheckDecision | undefined> {
  const { t } = vscode.l10n;
  const choices: (vscode.QuickPickItem & { readonly decision: RecheckDecision })[] = [
    {
      decision: 'fits',
      label: t('$(check) The code still fits'),
      detail: definition === '' ? '' : t('It means now: {0}', firstWords(definition, longest)),
    },
    ...(left > 1
      ? [
          {
            decision: 'allFit' as const,
            label: t('$(check-all) It fits all {0} that are left', left),
            detail: t('One step, which undo takes back.'),
          },
        ]
      : []),
    { decision: 'recode', label: t('$(edit) Give it another code…') },
    { decision: 'remove', label: t('$(trash) Take the code off') },
    {
      decision: 'compare',
      label: t('$(diff) Show what changed'),
      detail: t('The wording under which it was coded, beside that of now.'),
    },
    { decision: 'later', label: t('$(clock) Decide later') },
  ];
  const choice = await vscode.window.showQuickPick(choices, {
    title,
    placeHolder: t('Coded: “{0}”', firstWords(quote, longest)),
    ignoreFocusOut: true,
  });
  return choice?.decision;
}
