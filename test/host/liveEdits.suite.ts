import * as vscode from 'vscode';
import type { StudyPath } from '../../src/core/base/studyPath';
import type { Running } from '../../src/extension/extension';
import { assertEqual, assertOk } from '../support/plainAssert';
import {
  codedTranscript,
  editingAll,
  eventually,
  extensionId,
  readAgain,
  readText,
  rowsOf,
  segmentsOf,
  uriOf,
  writeText,
  type Row,
} from './support';

const lines = [
  'I:  How  did it begin?',
  'R:  We met in the garden,  by the old gate,  and talked.',
  'I:  And then?',
  'R:  Then I went to the  Tuesday group.',
];
const text = `${lines.join('\n\n')}\n`;
const met = 'met in the garden,  by the old gate';
const group = 'went to the  Tuesday group';

/** Where segments stand by their file, and what stands there in the transcript. */
async function standing(path: string): Promise<readonly (readonly [string, string, string | undefined])[]> {
  const now = await readText(path);
  return (await rowsOf(segmentsOf(path))).map(({ start, end, quote, state }) => [now.slice(start, end), quote, state]);
}

const sound = (...quotes: readonly string[]): unknown => quotes.map((quote) => [quote, quote, undefined]);

async function rowsWhen(path: string, what: string, holds: (rows: readonly Row[]) => boolean): Promise<void> {
  await eventually(what, async () => (holds(await rowsOf(segmentsOf(path))) ? true : undefined));
}

/** Puts words at the start of a document, without saving it. */
async function beginWith(document: vscode.TextDocument, words: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), words);
  assertOk(await vscode.workspace.applyEdit(edit), 'the edit is applied');
}

const closeEditors = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.closeAllEditors');

const documentOf = (path: string): vscode.TextDocument | undefined =>
  vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === uriOf(path).toString());

describe('segments of a transcript that is edited', () => {
  editingAll();

  it('follow a formatter that replaces ranges throughout', async () => {
    const path = 'transcripts/LIVE1.txt';
    const { document } = await codedTranscript(path, text, [met, group]);
    const formatter = vscode.languages.registerDocumentFormattingEditProvider(
      { pattern: '**/LIVE1.txt' },
      {
        provideDocumentFormattingEdits: (one) =>
          [...one.getText().matchAll(/ {2,}/g)].map(({ index, 0: spaces }) =>
            vscode.TextEdit.replace(
              new vscode.Range(one.positionAt(index), one.positionAt(index + spaces.length)),
              ' ',
            ),
          ),
      },
    );
    try {
      await vscode.commands.executeCommand('editor.action.formatDocument');
      assertEqual(document.getText(), text.replace(/ {2,}/g, ' '), 'formatted');
      assertOk(await document.save(), 'saved');
      const tidy = [met, group].map((words) => words.replace(/ {2,}/g, ' '));
      await rowsWhen(path, 'the tidy quotes', (rows) => rows.every(({ quote }) => tidy.includes(quote)));
      assertEqual(await standing(path), sound(...tidy), 'places');
    } finally {
      formatter.dispose();
    }
  });

  it('follow a formatter that puts a whole new text in place of the old', async () => {
    const path = 'transcripts/LIVE2.txt';
    const { document } = await codedTranscript(path, text, [met, group]);
    const tidyText = `I: A new beginning.\n\n${text.replace(/ {2,}/g, ' ')}`;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), tidyText);
    assertOk(await vscode.workspace.applyEdit(edit), 'the edit is applied');
    assertOk(await document.save(), 'saved');
    const tidy = [met, group].map((words) => words.replace(/ {2,}/g, ' '));
    await rowsWhen(path, 'the tidy quotes', (rows) => rows.every(({ quote }) => tidy.includes(quote)));
    assertEqual(await standing(path), sound(...tidy), 'places');
  });

  it('are where the file says after a revert, however many words were gone', async () => {
    const path = 'transcripts/LIVE3.txt';
    const { document } = await codedTranscript(path, text, [met, group]);
    const before = await readText(segmentsOf(path));
    const edit = new vscode.WorkspaceEdit();
    edit.delete(document.uri, new vscode.Range(0, 0, 4, 0));
    assertOk(await vscode.workspace.applyEdit(edit), 'the edit is applied');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await eventually('the text as it was', () => (document.getText() === text ? true : undefined));
    await beginWith(document, 'I: Hello.\n\n');
    assertOk(await document.save(), 'saved');
    await rowsWhen(path, 'the new places', (rows) => rows.every(({ start }) => start > text.indexOf(met)));
    assertEqual(await standing(path), sound(met, group), 'places');
    assertEqual((await readText(segmentsOf(path))).split('\n').length, before.split('\n').length, 'none more or less');
  });

  it('are written exactly where the transcript is saved and closed while something else is still being written', async () => {
    const path = 'transcripts/LIVE4.txt';
    const { document } = await codedTranscript(path, text, [met, group]);
    const before = await rowsOf(segmentsOf(path));
    const added = 'I: Closing soon.\n\n';
    const { studies } = (await vscode.extensions.getExtension<Running>(extensionId)?.activate()) ?? {};
    const open = studies?.current;
    assertOk(open, 'the study');
    const book = 'codebooks/peer-worker-change-model.yaml' as StudyPath;
    let free: () => void = () => undefined;
    const held = open.study.host.files.exclusively(book, () => new Promise<void>((resolve) => (free = resolve)));
    const waiting = open.session.editCodebook(book, 'Nothing', (yaml) => ({ ok: true, value: yaml }));
    await beginWith(document, added);
    assertOk(await document.save(), 'saved');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await eventually('the document to be closed', () => documentOf(path) === undefined || undefined);
    free();
    await Promise.all([held, waiting]);
    await rowsWhen(path, 'the new places', (rows) => rows[0]?.start === (before[0]?.start ?? 0) + added.length);
    assertEqual(await standing(path), sound(met, group), 'places');
  });

  it('stay as they were where the edits are thrown away with the editor', async () => {
    const path = 'transcripts/LIVE5.txt';
    const { document } = await codedTranscript(path, text, [met, group]);
    const before = await readText(segmentsOf(path));
    await beginWith(document, 'I: Never mind.\n\n');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await eventually('the document to be closed', () => documentOf(path) === undefined || undefined);
    assertEqual(await readText(segmentsOf(path)), before, 'segments');
    assertEqual(await standing(path), sound(met, group), 'places');
  });

  it('are followed again after the transcript was removed and came back while it was open', async () => {
    const path = 'transcripts/LIVE6.txt';
    const { document } = await codedTranscript(path, text, [met, group]);
    const isMissed = (): boolean => vscode.languages.getDiagnostics(uriOf(segmentsOf(path))).length > 0;
    await vscode.workspace.fs.delete(document.uri);
    await eventually('a problem: segments without their transcript', () => isMissed() || undefined);
    await writeText(path, text);
    await eventually('the problem to go', () => !isMissed() || undefined);
    // A browser's VS Code closes the editor of a file that is removed.
    const open = documentOf(path) ?? (await vscode.workspace.openTextDocument(document.uri));
    await vscode.window.showTextDocument(open);
    await readAgain();
    await beginWith(open, 'I: Back again.\n\n');
    assertOk(await open.save(), 'saved');
    const at = text.indexOf(met) + 'I: Back again.\n\n'.length;
    await rowsWhen(path, 'the new places', (rows) => rows[0]?.start === at);
    assertEqual(await standing(path), sound(met, group), 'places');
  });

  it('do not hide what is wrong with a transcript whose name the disk spells decomposed', async () => {
    const uri = uriOf('transcripts/Zoe\u0308.txt');
    await vscode.workspace.fs.writeFile(uri, Uint8Array.of(0x49, 0x3a, 0x20, 0xff, 0xfe, 0xff));
    await eventually('the problem', () => vscode.languages.getDiagnostics(uri)[0]);
    await vscode.workspace.fs.delete(uri);
  });

  it('have their problems shown on a file whose name the disk spells decomposed', async () => {
    const path = 'transcripts/Ame\u0301lie.txt';
    const composed = segmentsOf('transcripts/Am\u00e9lie.txt');
    await codedTranscript(path, text, [met], composed);
    await writeText(path, text.replace(met, ''));
    await rowsWhen('transcripts/Am\u00e9lie.txt', 'the orphan', (rows) => rows[0]?.state === 'orphaned');
    const problem = await eventually('the problem', () =>
      vscode.languages.getDiagnostics(uriOf(path)).find(({ code }) => code === 'orphaned-segment'),
    );
    assertEqual(problem.range.start.line, 2, 'line');
  });

  after(closeEditors);
});
