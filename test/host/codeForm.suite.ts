import * as vscode from 'vscode';
import { assertEqual } from '../support/plainAssert';
import { eventually, studyFolder } from './support';

describe('the form of a code', () => {
  const forms = (): readonly string[] =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('verbatim.codeForm'))
      .map(({ label }) => label);

  it('opens once for a code, under its name', async () => {
    const row = {
      kind: 'code',
      root: studyFolder().toString(),
      codebook: 'peer-worker-change-model',
      code: 'making-a-connection',
    };
    await vscode.commands.executeCommand('verbatim.editCode', row);
    await eventually('the form', () => (forms().length === 1 ? true : undefined));
    await vscode.commands.executeCommand('verbatim.editCode', row);
    assertEqual(forms(), ['Making a connection'], 'titles of forms');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await eventually('no form', () => (forms().length === 0 ? true : undefined));
  });
});
