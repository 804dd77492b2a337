import * as vscode from 'vscode';
import { assertEqual, assertOk } from '../support/plainAssert';
import { eventually, rowsOf, show, transcript, uriOf, writeText } from './support';

describe('reading a study', () => {
  it('gives a transcript its language, an outline and folds by turn', async () => {
    const { document } = await show(transcript);
    await eventually('the language', () => {
      const now = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === document.uri.toString());
      return now?.languageId === 'verbatim-transcript' || undefined;
    });
    const symbols = await eventually('the outline', async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        'vscode.executeDocumentSymbolProvider',
        uriOf(transcript),
      );
      return found && found.length > 20 ? found : undefined;
    });
    assertOk(
      symbols.some(({ name }) => name.startsWith('R')),
      'turns are named by speaker',
    );
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[] | undefined>(
      'vscode.executeFoldingRangeProvider',
      uriOf(transcript),
    );
    assertOk(Array.isArray(folds), 'folding answers');
  });

  it('says in a hover which code a passage has, and who coded it', async () => {
    const path = 'transcripts/RIV1PW01.txt';
    const { document } = await show(path);
    const coded = (await rowsOf('coding/coder1/segments/transcripts/RIV1PW01.txt.jsonl')).find(
      ({ codings }) => codings.length > 0,
    );
    assertOk(coded, 'a coded segment');
    const at = document.positionAt(coded.start + 3);
    const said = await eventually('the hover', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        uriOf(path),
        at,
      );
      const words = hovers
        .flatMap(({ contents }) => contents.map((one) => (one as vscode.MarkdownString).value))
        .join('\n');
      return words.includes('verbatim.editMemo') ? words : undefined;
    });
    assertOk(
      /connection|relationship|hope|talking|stigma|trust|barrier|community|self-care|gap/i.test(said),
      'the code is named',
    );
  });

  it('says in the Problems panel what is wrong with a file, at its line, and takes it back when it is mended', async () => {
    const path = 'coding/coder2/segments/transcripts/RIV1SU01.txt.jsonl';
    await writeText(path, 'not json\n');
    const [problem] = await eventually('the problem', () => {
      const found = vscode.languages.getDiagnostics(uriOf(path));
      return found.length > 0 ? found : undefined;
    });
    assertOk(problem, 'a problem');
    assertEqual(problem.source, 'Verbatim', 'source');
    assertEqual(problem.range.start.line, 0, 'line');
    await vscode.workspace.fs.delete(uriOf(path));
    await eventually('no problem', () =>
      vscode.languages.getDiagnostics(uriOf(path)).length === 0 ? true : undefined,
    );
  });
});
