import * as vscode from 'vscode';
import { views } from '../ids';
import { showInformation } from '../say';
import type { OpenStudy } from '../study/openStudy';

/** Shows a new study ready for coding: its transcripts, and the first of them beside. */
export async function showNewStudy(open: OpenStudy): Promise<void> {
  const { transcripts } = open.study;
  await vscode.commands.executeCommand(`${views.transcripts}.focus`);
  const [first] = transcripts;
  if (!first) {
    void showInformation(
      vscode.l10n.t('The study is ready. Put your transcripts (.txt, .md, .vtt, .srt) into its folder “transcripts”.'),
    );
    return;
  }
  await vscode.commands.executeCommand('vscode.open', open.uriOf(first.path));
  void showInformation(
    vscode.l10n.t('The study is ready. Select words in the transcript and press C to give them a code.'),
  );
}
