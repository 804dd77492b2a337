import * as vscode from 'vscode';
import { baseName } from '../../core/base/studyPath';
import type { ConflictCopy } from '../../core/project/conflictCopies';
import { joinConflictCopies, lookAtCopy, whyNotJoined, type CopyJoin } from '../../core/project/joinConflictCopy';
import { tell } from '../ask';
import { showWarning } from '../say';
import type { OpenStudy } from '../study/openStudy';

interface Choice extends vscode.QuickPickItem {
  readonly copy: ConflictCopy;
}

/** Asks which of the study's conflict copies to join, joins them, and says what became of each. Those that cannot be joined are not offered, but told of. */
export async function askWhichToJoin({ study, session }: OpenStudy): Promise<void> {
  const { t } = vscode.l10n;
  const choices: Choice[] = [];
  const left: string[] = [];
  for (const copy of study.conflictCopies) {
    const look = await lookAtCopy(session, copy);
    if (!look.ok) left.push(whyNotJoined(copy, look.error));
    else {
      const [label, description] = [baseName(copy.path), copy.original];
      choices.push({ copy, label, description, detail: whatItBrings(look.value), picked: true });
    }
  }
  if (choices.length === 0) {
    void showWarning([t('No conflict copy can be joined.'), ...left].join(' '));
    return;
  }
  const chosen = await vscode.window.showQuickPick(choices, {
    title: t('Join Conflict Copies'),
    placeHolder: t('What only a copy has is added to its file; the copy is then put aside.'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (!chosen || chosen.length === 0) return;
  const { joined, notes, refused } = await joinConflictCopies(
    session,
    chosen.map(({ copy }) => copy),
  );
  const [first] = joined;
  if (first !== undefined) {
    tell({
      ok: true,
      value: { label: joined.length === 1 ? t('Joined {0}', first) : t('Joined {0} copies', joined.length), notes },
    });
  }
  const others = [...refused, ...left];
  if (others.length > 0)
    void showWarning([t('Joined: {0}, not joined: {1}.', joined.length, others.length), ...others].join(' '));
}

function whatItBrings({ added, changed, removed, notes }: CopyJoin): string {
  const { t } = vscode.l10n;
  if (added + changed + removed === 0) return t('Holds nothing new; it would only be put aside.');
  return [t('Adds: {0}, changes: {1}, removes: {2}.', added, changed, removed), ...notes.slice(0, 3)].join(' ');
}
