import * as vscode from 'vscode';
import { assertEqual } from '../support/plainAssert';
import { codedTranscript, eventually, readText, rowsOf, segmentsOf } from './support';

const text = 'I: How did it begin?\n\nR: We met in the garden by the old gate, and talked.\n';
const met = 'met in the garden';
const added = 'I: From a program.\n\n';

/** How often it is asked whether an edit is shown, before it is made again. */
const patience = 40;

/**
 * Changes a transcript as a program does, while it is read-only: VS Code does not say then that it is dirty. Tries again where it is not
 * read-only yet, and where VS Code, reading the file at that moment, drops the edit.
 */
async function changeReadOnly(document: vscode.TextDocument): Promise<void> {
  let left = 0;
  await eventually('the words to be shown, and not to be dirty', async () => {
    if (document.isDirty) {
      await vscode.commands.executeCommand('workbench.action.files.revert');
      left = 0;
    }
    if (left-- <= 0 && !document.getText().startsWith(added)) {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), added);
      await vscode.workspace.applyEdit(edit);
      left = patience;
    }
    return (document.getText().startsWith(added) && !document.isDirty) || undefined;
  });
}

let made = 0;
/** A transcript of its own for each test and each try: VS Code remembers what was open. */
const fresh = (): string => `transcripts/STRANDED${++made}.txt`;

const startOf = async (path: string): Promise<number | undefined> => (await rowsOf(segmentsOf(path)))[0]?.start;

/** Presses the first button of the newest message until something has come of it. */
async function pressUntil<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  return eventually(what, async () => {
    await vscode.commands.executeCommand('notification.acceptPrimaryAction');
    return ask();
  });
}

describe('words that a program changes while they are read-only', () => {
  before(() => vscode.commands.executeCommand('notifications.clearAll'));

  it('are saved by the first button of the message, and segments follow them only then', async () => {
    const path = fresh();
    const { document } = await codedTranscript(path, text, [met]);
    const before = await readText(segmentsOf(path));
    await changeReadOnly(document);
    assertEqual([await readText(path), await readText(segmentsOf(path))], [text, before], 'files');
    await pressUntil('the saved words', async () => ((await readText(path)) === added + text ? true : undefined));
    const start = text.indexOf(met) + added.length;
    await eventually('the new place', async () => ((await startOf(path)) === start ? true : undefined));
  });

  it('are saved, too, where their editor was closed before the message was answered', async () => {
    const path = fresh();
    const { document } = await codedTranscript(path, text, [met]);
    await changeReadOnly(document);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await eventually('the document to be closed', () => document.isClosed || undefined);
    assertEqual([await readText(path), await startOf(path)], [text, text.indexOf(met)], 'files');
    await pressUntil('the saved words', async () => ((await readText(path)) === added + text ? true : undefined));
    const start = text.indexOf(met) + added.length;
    await eventually('the new place', async () => ((await startOf(path)) === start ? true : undefined));
  });

  it('are put back with all segments where they are reverted, after which the words can be coded again', async () => {
    const path = fresh();
    const { document } = await codedTranscript(path, text, [met]);
    const before = await readText(segmentsOf(path));
    await changeReadOnly(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await eventually('the old words', () => document.getText() === text || undefined);
    assertEqual(await readText(segmentsOf(path)), before, 'segments');
    const editor = await vscode.window.showTextDocument(document);
    await eventually('another segment', async () => {
      editor.selection = new vscode.Selection(0, 3, 0, 10);
      await vscode.commands.executeCommand('verbatim.applyCodeToSelection', 'making-a-connection');
      return (await rowsOf(segmentsOf(path))).length === 2 || undefined;
    });
  });

  after(async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
