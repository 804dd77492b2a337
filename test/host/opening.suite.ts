import * as vscode from 'vscode';
import { eventually, uriOf, writeText } from './support';

/** Is to be the first of all suites: by the second, the study is open. */
describe('a transcript that comes while the study is being opened', () => {
  const path = 'transcripts/MEANWHILE.txt';

  // A hook is not tried again, as a test is: then it would come to an open study.
  before(() => writeText(path, 'I: Since when?\n\nR: Since a moment ago.\n'));

  it('is one of its transcripts', async () => {
    await vscode.commands.executeCommand('vscode.open', uriOf(path));
    await eventually(
      'its language',
      () => vscode.window.activeTextEditor?.document.languageId === 'verbatim-transcript' || undefined,
    );
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(uriOf(path));
  });
});
