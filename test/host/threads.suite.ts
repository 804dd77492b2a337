import * as vscode from 'vscode';
import { assertEqual, assertOk } from '../support/plainAssert';
import { codedTranscript, eventually, readText, segmentsOf, show, studyFolder, uriOf, writeText } from './support';

const path = 'transcripts/THREADS1.txt';
const notes = 'coding/coder1/notes.jsonl';
const theirs = 'coding/kim/notes.jsonl';

interface NoteLine {
  readonly id: string;
  readonly thread: string;
  readonly about: { readonly kind: string; readonly id?: string; readonly transcript?: string };
  readonly text: string;
  readonly resolved?: boolean;
}

async function comments(): Promise<readonly NoteLine[]> {
  const [, ...lines] = (await readText(notes)).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as NoteLine);
}

/** As VS Code calls the command when somebody writes in the box at a line. */
const comment = (file: string, line: number, text: string): Thenable<unknown> =>
  vscode.commands.executeCommand('verbatim.saveComment', {
    thread: { uri: uriOf(file), range: new vscode.Range(line, 0, line, 0), dispose: () => undefined },
    text,
  });

describe('comments in threads', () => {
  let segment = '';

  before(async () => {
    await codedTranscript(
      path,
      'I: Where?\n\nR: We met in the garden.\n',
      ['We met'],
      segmentsOf(path),
      'making-a-connection',
    );
    const [, row = '{}'] = (await readText(segmentsOf(path))).split('\n');
    segment = (JSON.parse(row) as { id: string }).id;
    await show(path);
  });

  it('are about the segment on the line, are answered and closed by others, and each is one step of undo', async () => {
    await comment(path, 2, 'Is this a *connection*?');
    const [first] = await comments();
    assertOk(first, 'a comment');
    assertEqual(
      [first.text, first.thread, first.about.kind, first.about.id, first.about.transcript].join('\n'),
      ['Is this a *connection*?', first.id, 'segment', segment, path].join('\n'),
      'the comment',
    );
    const row = { root: studyFolder().toString(), thread: first.id };
    await vscode.commands.executeCommand('verbatim.resolveThread', row);
    assertEqual((await comments()).at(-1)?.resolved, true, 'resolved');
    await vscode.commands.executeCommand('verbatim.reopenThread', row);
    assertEqual((await comments()).at(-1)?.resolved, false, 'reopened');
    await vscode.commands.executeCommand('verbatim.undoCoding');
    await vscode.commands.executeCommand('verbatim.undoCoding');
    assertEqual((await comments()).length, 1, 'comments after undo');
  });

  it('are about the code, the project or nothing, as the line of a file says', async () => {
    const before = (await comments()).length;
    const book = 'codebooks/peer-worker-change-model.yaml';
    const lines = (await readText(book)).split('\n');
    const line = lines.findIndex((one) => one.includes('id: making-a-connection'));
    await show(book);
    await comment(book, line, 'Too wide.');
    await comment('verbatim.yaml', 0, 'Where do we stand?');
    const about = (await comments()).slice(before).map((one) => `${one.about.kind} ${one.about.id ?? ''}`);
    assertEqual(about.join(', '), 'code making-a-connection, study ', 'what they are about');
  });

  it('by colleagues are there once their file is, and their file is left alone', async () => {
    const [first] = await comments();
    const about = JSON.stringify(first?.about);
    const text = `{"verbatim":"notes","version":1,"coder":"kim"}\n{"id":"k1","thread":"k1","about":${about},"at":"2026-01-01T00:00:00.000Z","text":"Yes."}\n`;
    await writeText(theirs, text);
    const row = { root: studyFolder().toString(), thread: 'k1' };
    await eventually('the thread of a colleague', async () => {
      await vscode.commands.executeCommand('verbatim.resolveThread', row);
      return (await comments()).some((one) => one.thread === 'k1' && one.resolved === true) || undefined;
    });
    assertEqual(await readText(theirs), text, 'the file of a colleague');
  });
});
