import * as vscode from 'vscode';
import { assertEqual, assertOk } from '../support/plainAssert';
import { eventually, readText, studyFolder, writeText } from './support';

const book = 'codebooks/peer-worker-change-model.yaml';
const other = 'codebooks/bcttv1.yaml';
const own = [
  ['zebra-crossing', 'Zebra crossing'],
  ['crossing-zebra', 'Crossing, zebra'],
].map(([id = '', name = '']) => `  - id: ${id}\n    name: "${name}"\n`);

/** Runs a command and takes the first line of every list that it shows, until it is done. */
async function acceptAll(command: string, ...args: unknown[]): Promise<void> {
  let isRunning = true;
  const running = vscode.commands.executeCommand(command, ...args).then(() => (isRunning = false));
  await eventually(`${command} to be done`, async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return !isRunning || undefined;
  });
  await running;
}

describe('codes that are copied and compared', () => {
  let was = '';
  let wasOther = '';

  before(async () => {
    [was, wasOther] = [await readText(book), await readText(other)];
    await writeText(book, was.replace('\ncodes:\n', `\ncodes:\n${own.join('')}`));
  });

  after(async () => {
    await writeText(book, was);
    await writeText(other, wasOther);
  });

  it('a code is copied to the top of the other codebook, under an id of its own, and that is undone to the byte', async () => {
    const row = {
      kind: 'code',
      root: studyFolder().toString(),
      codebook: 'peer-worker-change-model',
      code: 'zebra-crossing',
    };
    await eventually('the code in the study', async () => {
      await acceptAll('verbatim.copyCode', row);
      return (await readText(other)) !== wasOther || undefined;
    });
    const after = await readText(other);
    assertOk(
      /\n {2}- id: zebra-crossing-2\n {4}name: Zebra crossing\n {4}refs: \[peer-worker-change-model#zebra-crossing\]\n/.test(
        after,
      ),
      after.slice(-300),
    );
    await vscode.commands.executeCommand('verbatim.undoCoding');
    assertEqual(await readText(other), wasOther, 'the other codebook after undo');
  });

  it('two codes with the same words in their names are found, and merged from there', async () => {
    const before = await readText(book);
    await acceptAll('verbatim.similarCodes');
    const after = await readText(book);
    assertOk(/merged: \[(?:zebra-crossing|crossing-zebra)\]/.test(after), after.slice(0, 900));
    await vscode.commands.executeCommand('verbatim.undoCoding');
    assertEqual(await readText(book), before, 'the codebook after undo');
  });
});
