import * as vscode from 'vscode';
import type { ReviewItem } from '../../core/coding/reviewSegments';
import { firstWords } from '../../core/text/shortened';

/** What a person decides of a segment that waits. */
export type Decision = 'confirm' | 'reattach' | 'orphan' | 'later';

/** Longest beginnings of quotes in the box, in UTF-16 units: its rows have no second line. */
const longest = 80;

/** Asks about one segment: the words as they were coded above those that stand at the proposed place. Undefined where the person left. */
export async function askDecision(
  { state, was, now, reason }: ReviewItem,
  title: string,
): Promise<Decision | undefined> {
  const { t } = vscode.l10n;
  const unsure = state === 'unconfirmed';
  const choices: (vscode.QuickPickItem & { readonly decision: Decision })[] = [
    {
      decision: 'reattach',
      label: t('$(link) Re-attach to words that I select'),
      detail: t('You are asked for them, and the review goes on from there.'),
    },
    {
      decision: 'orphan',
      label: t('$(debug-disconnect) Leave it without a place'),
      detail: t('It keeps its words, codes and memo, and is listed, but not asked about again.'),
    },
    { decision: 'later', label: t('$(clock) Decide later') },
  ];
  if (unsure) {
    const here = now === was ? t('The same words stand here.') : t('Now: “{0}”', firstWords(now, longest));
    choices.unshift({ decision: 'confirm', label: t('$(check) This is the place'), description: reason, detail: here });
  }
  const coded = firstWords(was, unsure ? longest : Math.max(20, longest - reason.length));
  const choice = await vscode.window.showQuickPick(choices, {
    title,
    placeHolder: unsure ? t('Coded: “{0}”', coded) : t('No place: “{0}” {1}', coded, reason),
    ignoreFocusOut: true,
  });
  return choice?.decision;
}
