import * as vscode from 'vscode';
import { assertEqual, assertOk } from '../support/plainAssert';
import { codedTranscript, editingAll, eventually, rowsOf, segmentsOf, select, show, uriOf } from './support';

const lines = [
  'I: How did it begin?',
  'R: We met in the garden, by the old gate, and talked about dogs for an hour.',
  'I: And then?',
  'R: Then I went to the Tuesday group, though I was scared of the stairs.',
];
const met = 'We met in the garden, by the old gate';
const scared = 'I was scared of the stairs';

/** What the Problems panel says of a transcript, as severity, line, and code. */
const problemsOf = (uri: vscode.Uri): readonly (readonly [number, number, unknown])[] =>
  vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'Verbatim')
    .map(({ severity, range, code }) => [severity, range.start.line, code]);

const fixesAt = async (uri: vscode.Uri, diagnostic: vscode.Diagnostic): Promise<readonly vscode.CodeAction[]> =>
  vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, diagnostic.range);

async function runFix(uri: vscode.Uri, rule: string, title: string): Promise<void> {
  const diagnostic = await eventually(`a problem ${rule}`, () =>
    vscode.languages.getDiagnostics(uri).find(({ code }) => code === rule),
  );
  const fixes = await fixesAt(uri, diagnostic);
  const fix = fixes.find((one) => one.title === title);
  assertOk(fix?.command, `“${title}” among ${fixes.map((one) => one.title).join(', ')}`);
  await vscode.commands.executeCommand(fix.command.command, ...((fix.command.arguments ?? []) as unknown[]));
}

/** A transcript with two coded passages, then as another program leaves it: one passage in other words, the other gone. */
async function changedElsewhere(name: string): Promise<vscode.TextEditor> {
  const path = `transcripts/${name}`;
  const editor = await codedTranscript(path, `${lines.join('\n\n')}\n`, [met, scared]);
  const changed = lines
    .join('\n\n')
    .replace(met, 'She sat under a tree and I joined her')
    .replace(`, though ${scared}`, '');
  await vscode.workspace.fs.writeFile(uriOf(path), new TextEncoder().encode(`${changed}\n`));
  await eventually('both to wait', async () => {
    const rows = await rowsOf(segmentsOf(path));
    return rows.filter(({ state }) => state !== undefined).length === 2 ? true : undefined;
  });
  return editor;
}

describe('what waits for review', () => {
  editingAll();

  it('is told of in the transcript: a guess as a warning at its place, an orphan as information where it stood', async () => {
    const { document } = await changedElsewhere('WAITS1.txt');
    const { Warning, Information } = vscode.DiagnosticSeverity;
    const problems = await eventually('both problems', () => {
      const all = problemsOf(document.uri);
      return all.length === 2 ? all : undefined;
    });
    assertEqual(
      problems,
      [
        [Warning, 2, 'unsure-place'],
        [Information, 6, 'orphaned-segment'],
      ],
      'problems',
    );
    const [guess] = vscode.languages.getDiagnostics(document.uri);
    assertOk(guess, 'a problem');
    assertOk(guess.message.includes(met), 'the old words beside the new place');
    assertEqual(document.getText(guess.range), 'She sat under a tree and I joined her', 'the new place');
    const fixes = (await fixesAt(document.uri, guess)).map(({ title }) => title);
    assertEqual(
      fixes,
      ['Confirm Place', 'Re-attach to Selection', 'Leave Without a Place', 'Review All Segments…'],
      'quick fixes',
    );
    const ofFile = vscode.languages.getDiagnostics(uriOf(segmentsOf('transcripts/WAITS1.txt')));
    assertEqual(ofFile.length, 0, 'nothing is said twice');
  });

  it('is settled by quick fixes: confirmed, and left without a place', async () => {
    const path = 'transcripts/WAITS2.txt';
    const { document } = await changedElsewhere('WAITS2.txt');
    await runFix(document.uri, 'unsure-place', 'Confirm Place');
    await runFix(document.uri, 'orphaned-segment', 'Leave Without a Place');
    const rows = await rowsOf(segmentsOf(path));
    assertEqual(
      rows.map(({ quote, state, kept }) => [quote, state, kept]),
      [
        ['She sat under a tree and I joined her', undefined, undefined],
        [scared, 'orphaned', true],
      ],
      'rows',
    );
    await eventually('no problem', () => (problemsOf(document.uri).length === 0 ? true : undefined));
    await vscode.commands.executeCommand('verbatim.undoCoding');
    await eventually('the problem again', () => (problemsOf(document.uri).length === 1 ? true : undefined));
  });

  it('is re-attached to words that are selected after the quick fix was chosen', async () => {
    const path = 'transcripts/WAITS3.txt';
    const editor = await changedElsewhere('WAITS3.txt');
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await runFix(editor.document.uri, 'orphaned-segment', 'Re-attach to Selection');
    assertEqual((await rowsOf(segmentsOf(path))).filter(({ state }) => state === 'orphaned').length, 1, 'it waits');
    select(editor, 'Then I went to the Tuesday group');
    await vscode.commands.executeCommand('verbatim.reattachSegment');
    const rows = await rowsOf(segmentsOf(path));
    assertEqual(
      rows.map(({ quote, state }) => [quote, state]),
      [
        ['She sat under a tree and I joined her', 'unconfirmed'],
        ['Then I went to the Tuesday group', undefined],
      ],
      'the one that was meant, though another waits too',
    );
  });

  it('goes with the text: a decision on a transcript with unsaved edits saves them first', async () => {
    const path = 'transcripts/WAITS4.txt';
    const { document } = await changedElsewhere('WAITS4.txt');
    const editor = await show(path);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'I: First.\n\n');
    });
    await eventually('the moved problem', () =>
      problemsOf(document.uri).some(([, line]) => line === 4) ? true : undefined,
    );
    await runFix(document.uri, 'unsure-place', 'Confirm Place');
    assertEqual(document.isDirty, false, 'saved');
    const row = (await rowsOf(segmentsOf(path))).find(({ quote }) => quote.startsWith('She sat'));
    assertEqual(row?.state, undefined, 'confirmed');
  });
});
