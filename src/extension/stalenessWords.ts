import * as vscode from 'vscode';
import type { Staleness } from '../core/coding/staleCodings';

/** How it is said of a coding what changed since it was made. */
export function stalenessWords(): Readonly<Record<Staleness, string>> {
  const { t } = vscode.l10n;
  return { wording: t('definition changed since'), split: t('code split since') };
}
