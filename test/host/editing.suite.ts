import * as vscode from 'vscode';
import { assertEqual, assertOk } from '../support/plainAssert';
import {
  eventually,
  readAgain,
  readText,
  rowsOf,
  segments,
  segmentsFileAt,
  show,
  transcript,
  uriOf,
  select,
  type Row,
} from './support';

const headerText = async (): Promise<string> => (await segmentsFileAt(segments)).text;

/** Does something after which the segments refer to another text, and waits until their file says so. */
async function toAnotherText(change: () => Promise<void>): Promise<void> {
  const digest = await headerText();
  await change();
  await eventually('the new digest', async () => ((await headerText()) === digest ? undefined : true));
}

async function saved(document: vscode.TextDocument): Promise<void> {
  assertOk(await document.save(), 'the text is saved');
}

const placesOf = (rows: readonly Row[], shift = 0): unknown[] =>
  rows.map(({ start, end, quote }) => [start + shift, end + shift, quote]);

/** A coded segment that no other touches. */
function aloneIn(all: readonly Row[]): Row {
  const alone = all.find(
    (row) =>
      row.codings.length > 0 &&
      all.every((other) => other.id === row.id || other.end <= row.start || other.start >= row.end),
  );
  assertOk(alone, 'a segment by itself');
  return alone;
}

function rangeOf(document: vscode.TextDocument, words: string): vscode.Range {
  const at = document.getText().indexOf(words);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + words.length));
}

describe('editing a transcript', () => {
  before(async () => {
    await show(transcript);
    await vscode.commands.executeCommand('verbatim.toggleCodingMode');
  });

  it('moves the segments with the text and writes them when the text is saved', async () => {
    const { document } = await show(transcript);
    const before = await rowsOf(segments);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), 'I: One more thing first.\n\n');
    assertOk(await vscode.workspace.applyEdit(edit), 'the edit is applied');
    await toAnotherText(() => saved(document));
    const shift = 'I: One more thing first.\n\n'.length;
    assertEqual(placesOf(await rowsOf(segments)), placesOf(before, shift), 'places');
  });

  it('keeps a segment whose words are all replaced, as by a pseudonym', async () => {
    const editor = await show(transcript);
    const { document } = editor;
    const all = await rowsOf(segments);
    const first = aloneIn(all);
    const done = await editor.edit((edit) => {
      edit.replace(rangeOf(document, first.quote), 'Other words.');
    });
    assertOk(done, 'the edit is applied');
    assertOk(await document.save(), 'the text is saved');
    const now = await eventually('the new quote', async () =>
      (await rowsOf(segments)).find(({ id, quote }) => id === first.id && quote === 'Other words.'),
    );
    assertEqual(now.codings.length, first.codings.length, 'codes kept');
  });

  it('follows a file that another program changed while it was open', async () => {
    await show(transcript);
    const text = await readText(transcript);
    const before = await rowsOf(segments);
    const digest = await headerText();
    await vscode.workspace.fs.writeFile(uriOf(transcript), new TextEncoder().encode(`I: From elsewhere.\n\n${text}`));
    const doc = await eventually('the reload', () =>
      vscode.workspace.textDocuments.find(
        (one) => one.uri.toString() === uriOf(transcript).toString() && one.getText().startsWith('I: From elsewhere.'),
      ),
    );
    assertOk(doc, 'reloaded');
    await eventually('the new digest', async () => ((await headerText()) === digest ? undefined : true));
    assertEqual((await rowsOf(segments)).length, before.length, 'nothing lost');
    await readAgain();
  });

  it('follows line ends that are switched, and edits at several places among them', async () => {
    const editor = await show(transcript);
    const { document } = editor;
    const before = await rowsOf(segments);
    await editor.edit((edit) => {
      edit.setEndOfLine(vscode.EndOfLine.CRLF);
    });
    const last = document.lineCount - 1;
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'I: First.\n\n');
      edit.insert(new vscode.Position(last, document.lineAt(last).text.length), '\n\nI: Last.');
    });
    await toAnotherText(() => saved(document));
    const shift = 'I: First.\n\n'.length;
    assertEqual(placesOf(await rowsOf(segments)), placesOf(before, shift), 'places');
  });

  it('has everything back after all words were deleted and that was undone', async () => {
    const editor = await show(transcript);
    const { document } = editor;
    const text = document.getText();
    const before = await rowsOf(segments);
    const digest = await headerText();
    await editor.edit((edit) => {
      edit.delete(new vscode.Range(0, 0, document.lineCount, 0));
    });
    await toAnotherText(() => saved(document));
    assertEqual(new Set((await rowsOf(segments)).map(({ state }) => state)).size, 1, 'all are orphans');
    await vscode.commands.executeCommand('undo');
    assertEqual(document.getText(), text, 'the text is back');
    assertOk(await document.save(), 'the text is saved');
    await eventually('the old digest', async () => ((await headerText()) === digest ? true : undefined));
    assertEqual(
      (await rowsOf(segments)).map(({ start, end, quote, state }) => [start, end, quote, state]),
      before.map(({ start, end, quote, state }) => [start, end, quote, state]),
      'places',
    );
  });

  it('re-attaches a segment that has lost its place to the words that a person selects', async () => {
    const editor = await show(transcript);
    const { document } = editor;
    const all = await rowsOf(segments);
    const alone = aloneIn(all);
    await editor.edit((edit) => {
      edit.delete(rangeOf(document, alone.quote));
    });
    assertOk(await document.save(), 'the text is saved');
    await eventually('the orphan', async () =>
      (await rowsOf(segments)).find(({ id, state }) => id === alone.id && state === 'orphaned'),
    );
    select(editor, 'I: First.');
    const ref = { uri: document.uri.toString(), coder: 'coder1', segment: alone.id };
    await vscode.commands.executeCommand('verbatim.reattachSegment', { ref });
    const now = await eventually('the new place', async () =>
      (await rowsOf(segments)).find(({ id, quote }) => id === alone.id && quote === 'I: First.'),
    );
    assertEqual([now.state, now.codings.length], [undefined, alone.codings.length], 'confirmed, codes kept');
  });
});
