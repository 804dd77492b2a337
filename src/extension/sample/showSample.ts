import * as vscode from 'vscode';
import { commands, views } from '../ids';
import { showInformation } from '../say';
import type { OpenStudy } from '../study/openStudy';

/** Shows a fresh copy of the sample as somebody would who knows it: the views, and an interview beside them. */
export async function showSample(open: OpenStudy): Promise<void> {
  await vscode.commands.executeCommand(`${views.codebook}.focus`);
  const { transcripts } = open.study;
  // Captions, with a time before each turn, are not what a newcomer should see first.
  const first = transcripts.find(({ path }) => path.endsWith('.txt')) ?? transcripts[0];
  if (first) await vscode.commands.executeCommand('vscode.open', open.uriOf(first.path));
  const walkthrough = vscode.l10n.t('Show Walkthrough');
  const choice = await showInformation(
    vscode.l10n.t('This copy of the sample study is yours: code in it and change it as you like.'),
    walkthrough,
  );
  if (choice === walkthrough) await vscode.commands.executeCommand(commands.openHelp.id, 'walkthrough');
}
