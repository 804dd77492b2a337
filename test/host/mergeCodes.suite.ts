import * as vscode from 'vscode';
import { assertEqual, assertOk } from '../support/plainAssert';
import { codedTranscript, eventually, readText, segmentsOf, studyFolder, writeText } from './support';

const book = 'codebooks/peer-worker-change-model.yaml';
const path = 'transcripts/MERGE1.txt';
const own = ['one', 'two'].map((id) => `  - id: merge-${id}\n    name: Merge ${id}\n`).join('');

describe('merging codes', () => {
  let was = '';

  before(async () => {
    was = await readText(book);
    await writeText(book, was.replace('\ncodes:\n', `\ncodes:\n${own}`));
    await codedTranscript(path, 'R: We met in the garden.\n', ['We met'], segmentsOf(path), 'merge-one');
  });

  after(() => writeText(book, was));

  it('is previewed and done, leaves the files of codings alone, and is undone to the byte', async () => {
    const row = (code: string): object => ({
      kind: 'code',
      root: studyFolder().toString(),
      codebook: 'peer-worker-change-model',
      code,
    });
    const rows = ['merge-one', 'merge-two'].map(row);
    const before = await readText(book);
    const coded = await readText(segmentsOf(path));
    let asked = true;
    const running = vscode.commands.executeCommand('verbatim.mergeCodes', rows[0], rows).then(() => (asked = false));
    await eventually('the merge', async () => {
      // The code with most segments stays; the first line of the preview does it.
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return !asked || undefined;
    });
    await running;
    const after = await readText(book);
    assertOk(/id: merge-one\n(?: {4}.*\n)* {4}merged: \[merge-two\]/.test(after), after.slice(0, 900));
    assertEqual(await readText(segmentsOf(path)), coded, 'the codings');
    await vscode.commands.executeCommand('verbatim.undoCoding');
    assertEqual(await readText(book), before, 'the codebook after undo');
  });
});
