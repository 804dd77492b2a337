import * as vscode from 'vscode';
import type { Deps } from '../deps';
import { showError } from '../say';
import { copySample } from './copySample';
import { copiedTo } from './copiedTo';

/** Asks for a folder, copies the sample study into it, and opens the copy: in this window where it has no folder yet, else in another. */
export async function askSampleStudy({ context, log }: Deps): Promise<void> {
  const { t } = vscode.l10n;
  const [parent] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: t('Copy the Sample Here'),
      title: t('Where is your copy of the sample study to be?'),
    })) ?? [];
  if (!parent) return;
  let folder: vscode.Uri;
  try {
    folder = await copySample(context.extensionUri, parent, t('Verbatim sample study'));
  } catch (error) {
    log.error('The sample study could not be copied.', error);
    const reason = error instanceof Error ? error.message : String(error);
    void showError(
      t('The sample study could not be copied to “{0}”. Choose another folder. ({1})', parent.path, reason),
    );
    return;
  }
  await context.globalState.update(copiedTo, folder.toString());
  const forceNewWindow = (vscode.workspace.workspaceFolders ?? []).length > 0;
  await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow });
}
