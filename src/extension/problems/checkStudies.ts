import * as vscode from 'vscode';
import { countBySeverity } from './problemMarks';
import type { Deps } from '../deps';
import type { OpenStudy } from '../study/openStudy';
import { showInformation } from '../say';

/** Reads every study of the window from its files again, then says how many problems there are and opens the Problems panel where there are any. */
export async function checkStudies({ studies }: Deps): Promise<void> {
  const { t } = vscode.l10n;
  const whole = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: t('Checking the study'), cancellable: true },
    async (progress, token) => {
      for (const { root } of studies.unsound) await studies.add(root);
      for (const open of studies.all) {
        if (!(await readAgain(open, progress, token))) return false;
      }
      return true;
    },
  );
  if (!whole) return;
  const problems = [
    ...studies.all.flatMap(({ study }) => study.problems),
    ...studies.unsound.flatMap(({ problems: found }) => found),
  ];
  if (problems.length === 0) {
    const transcripts = studies.all.reduce((sum, { study }) => sum + study.transcripts.length, 0);
    void showInformation(t('No problems: the codebooks, the codings and {0} transcripts are sound.', transcripts));
    return;
  }
  const { error, warning, information } = countBySeverity(problems);
  await vscode.commands.executeCommand('workbench.actions.view.problems');
  void showInformation(
    t(
      'Problems: {0} (errors: {1}, warnings: {2}, notes: {3}). The Problems panel says what to do about each.',
      problems.length,
      error,
      warning,
      information,
    ),
  );
}

/** False where the person cancelled. A transcript with unsaved words is left alone: what its editor shows counts. */
async function readAgain(
  open: OpenStudy,
  progress: vscode.Progress<{ readonly message?: string; readonly increment?: number }>,
  token: vscode.CancellationToken,
): Promise<boolean> {
  const { study } = open;
  await study.reload();
  const unsaved = new Set(
    vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri.toString()),
  );
  const { transcripts } = study;
  for (const { path } of transcripts) {
    if (token.isCancellationRequested) return false;
    progress.report({ message: path, increment: 100 / transcripts.length });
    if (!unsaved.has(open.uriOf(path).toString())) await study.refresh(path);
  }
  return true;
}
