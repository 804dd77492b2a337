import * as vscode from 'vscode';
import { shownLabel } from '../core/base/logLabel';
import type { Result } from '../core/base/result';
import { FileAccessError } from '../core/project/host';
import type { Logger } from '../core/base/logger';
import { showError, showInformation, showStatus, showWarning } from './say';

/**
 * True where the window may write to the study: the workspace is trusted. Where it is not, the person is asked, with a button that
 * opens the trust editor; the action that asked is not done.
 */
export async function mayWrite(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const choice = await showWarning(
    vscode.l10n.t(
      'This folder is open in Restricted Mode, so Verbatim reads it but does not change it. Trust the folder to code in it.',
    ),
    manage,
  );
  if (choice === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}

/** Shows the outcome of a change: a short line in the status bar, or the reason as an error. Returns whether it was done. */
export function tell(outcome: Result<{ readonly label: string; readonly notes: readonly string[] }, string>): boolean {
  if (!outcome.ok) {
    void showWarning(outcome.error);
    return false;
  }
  showStatus(shownLabel(outcome.value.label), 'check');
  if (outcome.value.notes.length > 0) void showInformation(outcome.value.notes.join(' '));
  return true;
}

/** Wraps a command so that a surprise reaches the log and the person, with a button that opens the log. */
export function guarded<A extends readonly unknown[]>(
  log: Logger,
  run: (...args: A) => Promise<unknown>,
): (...args: A) => Promise<unknown> {
  return async (...args) => {
    try {
      return await run(...args);
    } catch (error) {
      log.error('A command failed.', error);
      const message =
        error instanceof FileAccessError
          ? error.message
          : vscode.l10n.t('Verbatim met an error it did not expect. Nothing was half-written; the log says more.');
      const open = vscode.l10n.t('Show Log');
      void showError(message, open).then((choice) => {
        if (choice === open)
          void vscode.commands.executeCommand('workbench.action.output.show.verbatim-qda.verbatim.Verbatim');
      });
      return undefined;
    }
  };
}
