import * as vscode from 'vscode';
import { assertEqual } from '../support/plainAssert';
import { eventually, readText, transcript } from './support';

describe('the forms of transcripts, participants and cases', () => {
  const forms = (): readonly string[] =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('verbatim.entryForm'))
      .map(({ label }) => label);

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await eventually('no form', () => (forms().length === 0 ? true : undefined));
  });

  it('open once each, from rows of the Transcripts view, under what they are about, and change nothing', async () => {
    const before = await readText('cases.yaml');
    const row = { kind: 'transcript', path: transcript };
    const commands: readonly (readonly [string, object])[] = [
      ['verbatim.editTranscript', row],
      ['verbatim.editTranscript', row],
      // The only one who speaks in it is not asked for.
      ['verbatim.editParticipant', row],
      ['verbatim.editCase', { kind: 'case', id: 'RIV1', label: 'Riverside', transcripts: [] }],
    ];
    for (const [command, argument] of commands) await vscode.commands.executeCommand(command, argument);
    await vscode.commands.executeCommand('verbatim.newCase');
    const titles = ['RIV1SU01.txt: Details', 'RIV1SU01', 'Riverside', 'New Case'];
    await eventually('the forms', () => (forms().length >= titles.length ? true : undefined));
    assertEqual(forms(), titles, 'titles of forms');
    assertEqual(await readText('cases.yaml'), before, 'the cases');
  });
});

describe('code labels', () => {
  const setting = (): unknown => vscode.workspace.getConfiguration().get('verbatim.codeLabels');

  it('go from off to the ends of lines, to stripes, and off again', async () => {
    assertEqual(setting(), 'off', 'the setting');
    for (const kind of ['endOfLine', 'stripes', 'off']) {
      await vscode.commands.executeCommand('verbatim.toggleCodeLabels');
      assertEqual(setting(), kind, 'the setting');
    }
    await vscode.workspace
      .getConfiguration()
      .update('verbatim.codeLabels', undefined, vscode.ConfigurationTarget.Global);
  });
});
