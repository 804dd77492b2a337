import * as vscode from 'vscode';
import { assertEqual, assertOk } from '../support/plainAssert';
import { codedTranscript, editingAll, eventually, readText, rowsOf, segmentsOf, uriOf, writeText } from './support';

const text = 'I: How did it begin?\n\nR: We met in the garden by the old gate, and talked.\n';
const met = 'met in the garden';

/** Renames a file or a folder as the explorer does. */
async function rename(from: string, to: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(uriOf(from), uriOf(to));
  assertOk(await vscode.workspace.applyEdit(edit), 'renamed');
}

/** Puts a word into the coded words, without saving them. */
async function typeInto(document: vscode.TextDocument): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(document.getText().indexOf('in the garden')), 'again ');
  assertOk(await vscode.workspace.applyEdit(edit), 'the edit is applied');
  await eventually('unsaved edits', () => document.isDirty || undefined);
}

/** Waits until my segments lie under the new name, and gives their words, and those that stand there. */
async function wordsUnder(
  to: string,
  from: string,
): Promise<readonly (readonly [string, string, string | undefined])[]> {
  await eventually('the segments under the new name', () => readText(segmentsOf(to)).catch(() => undefined));
  await eventually('nothing under the old name', () =>
    readText(segmentsOf(from)).then(
      () => undefined,
      () => true,
    ),
  );
  const now = await readText(to);
  return (await rowsOf(segmentsOf(to))).map(({ start, end, quote, state }) => [quote, now.slice(start, end), state]);
}

const open = (path: string): Promise<vscode.TextDocument> =>
  eventually(`the document of ${path}`, () =>
    vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === uriOf(path).toString()),
  );

/** Saves a transcript whose edits came along, and waits for its segments to be written. */
async function savedWith(path: string, words: string): Promise<void> {
  const document = await open(path);
  await eventually('unsaved edits under the new name', () => document.isDirty || undefined);
  await eventually('the text to be saved', async () => (await document.save()) || undefined);
  await eventually('the segments to be written', async () =>
    (await rowsOf(segmentsOf(path))).every(({ quote }) => quote === words) ? true : undefined,
  );
  const now = await readText(path);
  const places = (await rowsOf(segmentsOf(path))).map(({ start, end, state }) => [now.slice(start, end), state]);
  assertEqual(places, [[words, undefined]], 'places');
}

/** Waits until no problem is shown on any of the files. */
const noProblems = (...paths: readonly string[]): Promise<true> =>
  eventually(
    'no problems',
    () => paths.every((path) => vscode.languages.getDiagnostics(uriOf(path)).length === 0) || undefined,
  );

describe('segments of a transcript that is renamed in VS Code', () => {
  editingAll();

  it('go along where it is open', async () => {
    const [from, to] = ['transcripts/NAMED1.txt', 'transcripts/RENAMED1.txt'];
    await codedTranscript(from, text, [met]);
    await rename(from, to);
    assertEqual(await wordsUnder(to, from), [[met, met, undefined]], 'words');
  });

  it('go along where it is not open and was changed by another program just before', async () => {
    const [from, to] = ['transcripts/NAMED2.txt', 'transcripts/RENAMED2.txt'];
    await codedTranscript(from, text, [met]);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await writeText(from, `I: Something before.\n\n${text}`);
    await rename(from, to);
    assertEqual((await wordsUnder(to, from)).length, 1, 'segments');
    await noProblems(segmentsOf(to));
  });

  it('go along with unsaved edits, are in no file before these are saved, and exact after it', async () => {
    const [from, to] = ['transcripts/NAMED3.txt', 'transcripts/RENAMED3.txt'];
    const { document } = await codedTranscript(from, text, [met]);
    await typeInto(document);
    await rename(from, to);
    assertEqual(await wordsUnder(to, from), [[met, met, undefined]], 'words in the files');
    await savedWith(to, 'met again in the garden');
    await noProblems(from, segmentsOf(from));
  });

  it('go along with their folder, edited or not', async () => {
    const [one, two] = ['transcripts/first/NAMED4.txt', 'transcripts/first/NAMED5.txt'];
    const [oneNow, twoNow] = ['transcripts/second/NAMED4.txt', 'transcripts/second/NAMED5.txt'];
    await codedTranscript(one, text, [met]);
    const { document } = await codedTranscript(two, text.replace('talked', 'laughed'), [met]);
    await typeInto(document);
    await rename('transcripts/first', 'transcripts/second');
    assertEqual(await wordsUnder(oneNow, one), [[met, met, undefined]], 'words of the one');
    assertEqual(await wordsUnder(twoNow, two), [[met, met, undefined]], 'words of the other');
    await savedWith(twoNow, 'met again in the garden');
    await noProblems(one, two);
  });

  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
});

describe('a transcript that is renamed while it is open for editing among those open for coding', () => {
  it('can still be saved', async () => {
    const [from, to] = ['transcripts/NAMED6.txt', 'transcripts/RENAMED6.txt'];
    const editor = await codedTranscript(from, text, [met]);
    const { document } = editor;
    await vscode.commands.executeCommand('verbatim.toggleCodingMode');
    const at = document.positionAt(document.getText().indexOf('in the garden'));
    await eventually('words that can be typed', async () => {
      editor.selection = new vscode.Selection(at, at);
      await vscode.commands.executeCommand('type', { text: 'again ' });
      return document.isDirty || undefined;
    });
    await rename(from, to);
    await wordsUnder(to, from);
    await savedWith(to, 'met again in the garden');
  });

  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
});
