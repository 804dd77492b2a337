import * as vscode from 'vscode';
import type { ReviewItem } from '../../core/coding/reviewSegments';
import { firstWords } from '../../core/text/shortened';

/** What a person decides of a segment that waits. */
export type Decision = 'confirm' | 'reattach' | 'orphan' | 'later';

/** Longest beginnings of quotes in the box, in UTF-16 units: its rows have no second line. */
const longest = 90;

/** Asks about one segment: the words as they were coded above those that stand at the proposed place. Undefined where the person left. */
export async function askDecision(
  { state, was, now, reason }: ReviewItem,
  title: string,
): Promise<Decision | undefined> {
  const { t } = vscode.l10n;
  const unsure = state === 'unconfirmed';
  type Choice = vscode.QuickPickItem & { readonly decision?: Decision };
  const choices: Choice[] = [
    { label: reason, kind: vscode.QuickPickItemKind.Separator },
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
    const here = now === was ? t('The same words stand here.') : t('Now:      “{0}”', firstWords(now, longest));
    choices.splice(1, 0, { decision: 'confirm', label: t('$(check) This is the place'), detail: here });
  }
  const coded = firstWords(was, longest);
  const choice = await vscode.window.showQuickPick(choices, {
    title,
    placeHolder: unsure ? t('Coded: “{0}”', coded) : t('No place: “{0}”', coded),
    ignoreFocusOut: true,
  });
  return choice?.decision;
}
