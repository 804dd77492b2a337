import * as vscode from 'vscode';
import { shownLabel } from '../../core/base/logLabel';
import { CancelledError } from '../../core/base/cancellation';
import { baseName } from '../../core/base/studyPath';
import type { Result } from '../../core/base/result';
import type { RestoreOutcome, RestorePoint } from '../../core/project/restoreEntries';
import { firstWords } from '../../core/text/shortened';
import { mayWrite } from '../ask';
import { showInformation, showWarning } from '../say';
import type { OpenStudy } from '../study/openStudy';
import { momentName } from './historyWords';

/** So many lines of each sort are listed; how many more there are is said. */
const mostListed = 300;

type Told = (where: string, share: number) => void;

/** Shows what restoring to right after an event would do and leave; puts it back where the person says so. */
export async function restoreFromHere(open: OpenStudy, point: RestorePoint): Promise<void> {
  const { t } = vscode.l10n;
  if (!(await mayWrite())) return;
  const plan = await inProgress(t('Looking what would be put back'), (told, token) =>
    open.session.planRestore(point, told, token),
  );
  if (plan === undefined) return;
  if (plan.back.length === 0 && plan.refused.length === 0) {
    void showInformation(t('Nothing of yours has changed since then.'));
    return;
  }
  if (!(await isConfirmed(point, plan))) return;
  const done = await inProgress(t('Putting back'), (told, token) => open.session.restore(point, told, token));
  if (done === undefined) return;
  const parts = [
    done.back.length === 1 ? t('1 change was put back.') : t('{0} changes were put back.', done.back.length),
    ...(done.refused.length > 0 ? [t('{0} were left as they are.', done.refused.length)] : []),
    ...(done.stopped ? [t('You stopped it before all was done.')] : []),
    ...(done.back.length > 0 ? [t('One undo takes this back.')] : []),
    ...done.notes,
  ];
  void showInformation(parts.join(' '));
}

/** Runs long work with a notification that can be cancelled. Undefined where it was, or where it failed and the reason was shown. */
async function inProgress(
  title: string,
  work: (told: Told, token: vscode.CancellationToken) => Promise<Result<RestoreOutcome, string>>,
): Promise<RestoreOutcome | undefined> {
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const told: Told = (where, share) => {
        progress.report({ message: baseName(where), increment: 100 * share });
      };
      try {
        return await work(told, token);
      } catch (error) {
        if (error instanceof CancelledError) return undefined;
        throw error;
      }
    },
  );
  if (outcome === undefined || outcome.ok) return outcome?.value;
  void showWarning(outcome.error);
  return undefined;
}

/** The preview: a list that is read with the arrow keys, whose first line does it. */
async function isConfirmed(point: RestorePoint, plan: RestoreOutcome): Promise<boolean> {
  const { t } = vscode.l10n;
  const picker = vscode.window.createQuickPick();
  const separator = (label: string): vscode.QuickPickItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const lines = (items: RestoreOutcome['back'], icon: string): vscode.QuickPickItem[] => [
    ...items.slice(0, mostListed).map(({ where, what, how }) => ({
      label: what === where ? baseName(where) : what,
      description: where === '' || what === where ? '' : baseName(where),
      detail: how,
      iconPath: new vscode.ThemeIcon(icon),
    })),
    ...(items.length > mostListed ? [{ label: t('and {0} more', items.length - mostListed) }] : []),
  ];
  const go: vscode.QuickPickItem = {
    label: plan.back.length === 1 ? t('Put 1 change back') : t('Put {0} changes back', plan.back.length),
    detail: t('New entries are written to the log; nothing in it is rewritten. One undo takes this back.'),
    iconPath: new vscode.ThemeIcon('history'),
  };
  const nothing: vscode.QuickPickItem = {
    label: t('Nothing can be put back'),
    detail: t('The reasons stand below.'),
    iconPath: new vscode.ThemeIcon('circle-slash'),
  };
  picker.title = t('Restore from Here: back to {0}', momentName(point.at));
  picker.placeholder = t('How it was after: {0}', firstWords(shownLabel(point.what)));
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = [
    plan.back.length > 0 ? go : nothing,
    ...(plan.back.length > 0 ? [separator(t('Would be put back'))] : []),
    ...lines(plan.back, 'check'),
    ...(plan.refused.length > 0 ? [separator(t('Cannot be put back, and stays as it is'))] : []),
    ...lines(plan.refused, 'circle-slash'),
  ];
  return new Promise((resolve) => {
    let confirmed = false;
    picker.onDidAccept(() => {
      // Other lines are there to be read.
      if (picker.activeItems[0] !== go) return;
      confirmed = true;
      picker.hide();
    });
    picker.onDidHide(() => {
      picker.dispose();
      resolve(confirmed);
    });
    picker.show();
  });
}
