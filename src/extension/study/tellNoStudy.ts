import * as vscode from 'vscode';
import { commands } from '../ids';
import { showInformation } from '../say';

/** Says that there is no study to do it with, and offers ways to one. Links of the walkthrough and of messages lead here. */
export async function tellNoStudy(): Promise<void> {
  const { t } = vscode.l10n;
  const [sample, folder] = [t('Open Sample Study'), t('Open Folder…')];
  const choice = await showInformation(
    t('No study is open in this window. Open the folder of a study first, or a copy of the sample study.'),
    sample,
    folder,
  );
  if (choice === sample) await vscode.commands.executeCommand(commands.openSampleStudy.id);
  if (choice === folder) await vscode.commands.executeCommand('vscode.openFolder');
}
