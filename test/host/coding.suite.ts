import * as vscode from 'vscode';
import { assertEqual, assertOk } from '../support/plainAssert';
import { eventually, readText, rowsOf, segments, select, show, transcript } from './support';

describe('coding', () => {
  it('applies a code to the selection, undoes it to the byte, and redoes it', async () => {
    const before = await readText(segments);
    const editor = await show(transcript);
    const words = firstUncoded(editor.document.getText(), await rowsOf(segments));
    select(editor, words);
    await vscode.commands.executeCommand('verbatim.applyCodeToSelection', 'making-a-connection');
    const row = (await rowsOf(segments)).find(({ quote }) => quote === words);
    assertEqual(
      row?.codings.map(({ code }) => code),
      ['making-a-connection'],
      'codes',
    );
    const after = await readText(segments);
    await vscode.commands.executeCommand('verbatim.undoCoding');
    assertEqual(await readText(segments), before, 'after undo');
    await vscode.commands.executeCommand('verbatim.redoCoding');
    assertEqual(await readText(segments), after, 'after redo');
    await vscode.commands.executeCommand('verbatim.undoCoding');
  });

  it('applies the last code again, marks an exemplar, moves a border and removes the code', async () => {
    const editor = await show(transcript);
    const words = firstUncoded(editor.document.getText(), await rowsOf(segments));
    select(editor, words);
    await vscode.commands.executeCommand('verbatim.applyLastCode');
    const made = async () => (await rowsOf(segments)).find(({ quote }) => quote.startsWith(words));
    assertOk(await made(), 'the segment is there');
    await vscode.commands.executeCommand('verbatim.toggleExemplar');
    assertEqual((await made())?.exemplar, true, 'exemplar');
    await vscode.commands.executeCommand('verbatim.moveBorder', 'endOut');
    const longer = await made();
    assertOk(longer && longer.quote.length > words.length, 'one word longer');
    await vscode.commands.executeCommand('verbatim.toggleExemplar');
    await vscode.commands.executeCommand('verbatim.removeCoding');
    assertEqual(await made(), undefined, 'removed');
  });

  it('goes through the certainties of the code at the cursor, and undoes each to the byte', async () => {
    const editor = await show(transcript);
    const words = firstUncoded(editor.document.getText(), await rowsOf(segments));
    select(editor, words);
    await vscode.commands.executeCommand('verbatim.applyCodeToSelection', 'making-a-connection');
    const said = [await readText(segments)];
    const certainties: unknown[] = [];
    for (let i = 0; i < 3; i++) {
      await vscode.commands.executeCommand('verbatim.cycleCertainty');
      certainties.push((await rowsOf(segments)).find(({ quote }) => quote === words)?.codings[0]?.certainty);
      said.push(await readText(segments));
    }
    assertEqual(certainties, ['+', '++', undefined], 'certainties');
    assertEqual(said[3], said[0], 'the third takes it away');
    for (const text of said.slice(0, 3).reverse()) {
      await vscode.commands.executeCommand('verbatim.undoCoding');
      assertEqual(await readText(segments), text, 'after undo');
    }
    await vscode.commands.executeCommand('verbatim.undoCoding');
  });

  it('leaves the segment at the cursor alone where VS Code lost the row that a menu was opened on', async () => {
    const editor = await show(transcript);
    const before = await readText(segments);
    const coded = (await rowsOf(segments)).find(({ codings }) => codings.length === 1);
    assertOk(coded, 'a segment');
    const at = editor.document.positionAt(coded.start + 1);
    editor.selection = new vscode.Selection(at, at);
    for (const command of [
      'removeCoding',
      'toggleExemplar',
      'setAttributes',
      'cycleCertainty',
      'renameCode',
      'retireCode',
      'applyCodeToSelection',
    ]) {
      await vscode.commands.executeCommand(`verbatim.${command}`, undefined, undefined);
    }
    assertEqual(await readText(segments), before, 'segments');
  });

  it('goes from segment to segment', async () => {
    const editor = await show(transcript);
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await vscode.commands.executeCommand('verbatim.nextSegment');
    const first = editor.document.getText(editor.selection);
    await vscode.commands.executeCommand('verbatim.nextSegment');
    await vscode.commands.executeCommand('verbatim.previousSegment');
    assertEqual(editor.document.getText(editor.selection), first, 'back at the first');
    const quotes = (await rowsOf(segments)).map(({ quote }) => quote);
    assertOk(quotes.includes(first.replaceAll('\r\n', '\n')), 'a segment is selected');
  });

  it('codes nothing in a document that no file has', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'I: hello\n' });
    await vscode.window.showTextDocument(document);
    // The command says so in a message that waits for the person, so it is not waited for.
    void vscode.commands.executeCommand('verbatim.applyCodeToSelection', 'making-a-connection');
    await eventually('the untitled document', () => (document.getText() === 'I: hello\n' ? true : undefined));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});

/** Some words of the text that no segment covers and that occur once. */
function firstUncoded(text: string, rows: readonly { readonly start: number; readonly end: number }[]): string {
  for (const match of text.matchAll(/\w+ \w+ \w+ \w+/g)) {
    const [words] = match;
    const { index } = match;
    const free = rows.every(({ start, end }) => index + words.length + 20 < start || index > end);
    if (free && text.indexOf(words) === text.lastIndexOf(words)) return words;
  }
  throw new Error('Everything is coded.');
}
