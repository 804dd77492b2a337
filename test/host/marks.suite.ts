import * as vscode from 'vscode';
import { assertEqual, assertOk } from '../support/plainAssert';
import { eventually, readText, select, show, transcript, uriOf, writeText } from './support';

const file = 'coding/coder1/coder.yaml';

describe('a transcript that is marked', () => {
  let before = '';

  const run = (command: string, argument?: unknown): Thenable<unknown> =>
    argument === undefined
      ? vscode.commands.executeCommand(`verbatim.${command}`)
      : vscode.commands.executeCommand(`verbatim.${command}`, argument);
  const eventuallySays = (words: RegExp): Promise<string> =>
    eventually(`${words} in ${file}`, async () => {
      const now = (await readText(file)).replaceAll('\r\n', '\n');
      return words.test(now) ? now : undefined;
    });

  beforeEach('nothing is marked', async () => {
    before ||= await readText(file);
    if ((await readText(file)) !== before) await writeText(file, before);
  });

  after(() => writeText(file, before));

  it('is not marked by opening it', async () => {
    await show(transcript);
    assertEqual(await readText(file), before, 'coder.yaml');
  });

  it('is the active one, a row’s, or that of an editor; undo takes the mark back', async () => {
    await show(transcript);
    await run('markRead');
    await eventuallySays(/^ {2}transcripts\/RIV1SU01\.txt:\n {4}read: \d{4}-\d\d-\d\d$/m);
    await run('markFinished', { kind: 'transcript', path: transcript, under: null });
    const finished = await eventuallySays(/^ {4}read: .*\n {4}finished: \d{4}-\d\d-\d\d$/m);
    assertOk(finished.startsWith(before.replaceAll('\r\n', '\n').trimEnd()), 'what was there stays');
    // Marked so already: nothing is written.
    await run('markRead', uriOf(transcript));
    assertEqual((await readText(file)).replaceAll('\r\n', '\n'), finished, 'coder.yaml');
    await run('markNotFinished', uriOf(transcript));
    const read = (await readText(file)).replaceAll('\r\n', '\n');
    assertOk(/^ {4}read:/m.test(read) && !read.includes('finished:'), 'read, not finished');
    for (let i = 0; i < 3; i++) await run('undoCoding');
    assertEqual(await readText(file), before, 'after undo');
  });

  it('can be coded as before when it is finished', async () => {
    const editor = await show(transcript);
    await run('markFinished');
    await eventuallySays(/finished:/);
    const kept = `coding/coder1/segments/${transcript}.jsonl`;
    const uncoded = await readText(kept);
    const [words = ''] =
      [...editor.document.getText().matchAll(/\w+ \w+ \w+ \w+/g)].find(([some]) => !uncoded.includes(some)) ?? [];
    select(editor, words);
    await run('applyCodeToSelection', 'making-a-connection');
    assertOk((await readText(kept)).includes(words), 'the segment is there');
    await run('undoCoding');
    assertOk(!(await readText(kept)).includes(words), 'and gone');
    await run('markUnread');
    await eventually('nothing to be marked', async () => ((await readText(file)) === before ? true : undefined));
    await run('showUnfinishedOnly');
    await run('showAllTranscripts');
  });
});

describe('a summary', () => {
  const file = 'memos/riv1su01-summary-coder1.md';

  it('is begun once, beside its transcript, and opened from then on', async () => {
    await show(transcript);
    for (let i = 0; i < 2; i++) {
      await vscode.commands.executeCommand('verbatim.writeSummary', { kind: 'transcript', path: transcript });
      const editor = await eventually('the memo in an editor', () =>
        vscode.window.visibleTextEditors.find(({ document }) => document.uri.path.endsWith(file)),
      );
      assertOk(editor.viewColumn === vscode.ViewColumn.Two, 'beside');
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    }
    const text = await readText(file);
    assertOk(text.includes(`about: [${transcript}]\nby: coder1\n`), text);
    assertEqual((await vscode.workspace.fs.readDirectory(uriOf('memos'))).length, 1, 'memos');
    await vscode.workspace.fs.delete(uriOf('memos'), { recursive: true });
  });
});
