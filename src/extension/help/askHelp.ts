import * as vscode from 'vscode';
import type { Deps } from '../deps';
import { walkthrough } from '../ids';
import { isHelpTarget, type HelpTarget } from './helpPages';

/** Opens what is named, else what the person picks from the list of pages. */
export async function askHelp({ context }: Deps, named: unknown): Promise<void> {
  const target = isHelpTarget(named) ? named : await choose();
  if (target === undefined) return;
  if (target === 'walkthrough') {
    await vscode.commands.executeCommand(
      'workbench.action.openWalkthrough',
      `${context.extension.id}#${walkthrough}`,
      false,
    );
    return;
  }
  const page = vscode.Uri.joinPath(context.extensionUri, 'media', 'docs', `${target}.md`);
  await vscode.commands.executeCommand('markdown.showPreview', page);
}

async function choose(): Promise<HelpTarget | undefined> {
  const { t } = vscode.l10n;
  const rows: readonly { readonly target: HelpTarget; readonly label: string; readonly detail: string }[] = [
    { target: 'walkthrough', label: t('Walkthrough'), detail: t('The first steps, in the sample study and your own') },
    { target: 'coding', label: t('Reading and Coding'), detail: t('Giving words a code, keys, taking things back') },
    { target: 'codebooks', label: t('Codebooks'), detail: t('Making and changing codes, and saying what they mean') },
    { target: 'export', label: t('Exporting'), detail: t('To R, Python and spreadsheets') },
    { target: 'teams', label: t('Working Together'), detail: t('A shared folder, or git') },
    { target: 'privacy', label: t('Privacy'), detail: t('What lies where, and what other programs may do with it') },
  ];
  const choice = await vscode.window.showQuickPick(rows, {
    title: t('Help'),
    placeHolder: t('What do you want to know about?'),
    matchOnDetail: true,
  });
  return choice?.target;
}
