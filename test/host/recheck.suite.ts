import * as vscode from 'vscode';
import { assertEqual } from '../support/plainAssert';
import { codedTranscript, eventually, readText, rowsOf, segmentsOf, studyFolder, writeText } from './support';

const book = 'codebooks/peer-worker-change-model.yaml';
const path = 'transcripts/RECHECK1.txt';
const passages = ['We met in the garden', 'I went to the Tuesday group'];
const own = '  - id: recheck-me\n    name: Recheck me\n    definition: ';

/** Digests of what the code meant when it was given to each passage. */
const digests = async (): Promise<readonly (string | undefined)[]> =>
  (await rowsOf(segmentsOf(path))).map(({ codings: [coding] }) => coding?.codeDigest);

describe('codings made before a definition changed', () => {
  let was = '';

  before(async () => {
    was = await readText(book);
    await writeText(book, was.replace('\ncodes:\n', `\ncodes:\n${own}A meeting.\n`));
    const text = `R: ${passages.join('.\n\nR: ')}.\n`;
    await codedTranscript(path, text, passages, segmentsOf(path), 'recheck-me');
  });

  after(() => writeText(book, was));

  it('are asked about one by one, and confirmed under the new wording; undo takes that back', async () => {
    const [old] = await digests();
    assertEqual(await digests(), [old, old], 'digests of one wording');
    await writeText(book, was.replace('\ncodes:\n', `\ncodes:\n${own}A meeting in a group.\n`));
    const row = {
      kind: 'code',
      root: studyFolder().toString(),
      codebook: 'peer-worker-change-model',
      code: 'recheck-me',
    };
    await eventually('both to be confirmed', async () => {
      let asked = true;
      const running = vscode.commands.executeCommand('verbatim.recheckCodings', row).then(() => (asked = false));
      // “The code still fits” is the first answer.
      const answer = (): Promise<true | undefined> =>
        eventually('an answer', async () => {
          await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
          return !asked || undefined;
        });
      await Promise.all([running, answer()]);
      const now = await digests();
      return now.every((digest) => digest !== old) || undefined;
    });
    const confirmed = await digests();
    assertEqual(new Set(confirmed).size, 1, 'one wording');
    await vscode.commands.executeCommand('verbatim.undoCoding');
    assertEqual((await digests()).filter((digest) => digest === old).length, 1, 'the last one is as it was');
    await vscode.commands.executeCommand('verbatim.redoCoding');
    assertEqual(await digests(), confirmed, 'confirmed again');
  });
});
