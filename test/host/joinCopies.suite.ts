import * as vscode from 'vscode';
import { assertEqual, assertOk } from '../support/plainAssert';
import { codedTranscript, eventually, readText, rowsOf, segmentsOf, uriOf, writeText, type Row } from './support';

const text = 'I: How did it begin?\n\nR: We met in the garden by the old gate, and talked.\n';
const [met, gate, talked] = ['met in the garden', 'by the old gate', 'and talked'];
const path = 'transcripts/COPIED.txt';
const mine = segmentsOf(path);
const copy = mine.replace('.jsonl', ' (conflicted copy).jsonl');

/** The segments file with another row in place of those after the first, as another machine left it. */
async function ofOtherMachine(words: string): Promise<string> {
  const [header = '', first = '{}'] = (await readText(mine)).split('\n');
  const start = text.indexOf(words);
  const row: unknown = {
    ...(JSON.parse(first) as Row),
    id: '0e0f2c11-4ab5-4f0e-9d55-0a7a5b5c1d22',
    start,
    end: start + words.length,
    quote: words,
    prefix: text.slice(Math.max(0, start - 32), start),
    suffix: text.slice(start + words.length, start + words.length + 32),
  };
  return `${[header, first, JSON.stringify(row)].join('\n')}\n`;
}

/** Paths below a folder of the study. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await vscode.workspace.fs.readDirectory(uriOf(folder)).then(
    (all) => all,
    () => [],
  );
  const found = await Promise.all(
    entries.map(async ([name, type]) =>
      type === vscode.FileType.Directory ? filesBelow(`${folder}/${name}`) : [`${folder}/${name}`],
    ),
  );
  return found.flat();
}

const isThere = async (file: string): Promise<boolean> =>
  readText(file).then(
    () => true,
    () => false,
  );

/** Runs the command and accepts its list as it stands. What is accepted before the list has rows joins nothing, so it is run again. */
async function join(what: string, isDone: () => Promise<boolean>): Promise<void> {
  await eventually(what, async () => {
    let over = false;
    const joined = vscode.commands.executeCommand('verbatim.joinConflictCopies').then(() => {
      over = true;
    });
    await eventually('the list to be accepted', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return over || undefined;
    });
    await joined;
    return (await isDone()) || undefined;
  });
}

/** My segments in the file: their words, by place. */
const words = async (): Promise<readonly string[]> =>
  [...(await rowsOf(mine))].sort((a, b) => a.start - b.start).map(({ quote }) => quote);

const clear = async (): Promise<void> => {
  await vscode.commands.executeCommand('notifications.clearAll');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
};

describe('a copy of my segments that a synced folder makes while the study is open', () => {
  it('is told of, joined once by the command, and put aside; an undo takes the join back', async () => {
    await codedTranscript(path, text, [met, gate]);
    const content = await ofOtherMachine(talked);
    await writeText(copy, content);
    const problem = await eventually('the problem', () => vscode.languages.getDiagnostics(uriOf(copy))[0]);
    assertOk(problem.message.includes('copy'), problem.message);
    assertEqual(await words(), [met, gate], 'words before');

    await join('the copy to be put aside', async () => !(await isThere(copy)));
    assertEqual(await words(), [met, gate, talked], 'words of both');
    for (const { start, end, quote, state } of await rowsOf(mine)) {
      assertEqual([text.slice(start, end), state], [quote, undefined], 'place');
    }
    const aside = (await filesBelow('.verbatim/copies')).filter((file) => file.endsWith(`/${copy}`));
    assertEqual(aside.length, 1, 'files put aside');
    assertEqual(await readText(aside[0] ?? ''), content, 'what was put aside');
    await eventually('no problem', () => vscode.languages.getDiagnostics(uriOf(copy)).length === 0 || undefined);

    await vscode.commands.executeCommand('verbatim.undoCoding');
    assertEqual(await words(), [met, gate], 'words after the undo');
  });

  after(clear);
});

describe('two versions of my segments that git leaves in their file while the study is open', () => {
  it('are told of, made one by the command, and parted again by an undo', async () => {
    await codedTranscript(path, text, [met, gate]);
    const content = await readText(mine);
    const other = await ofOtherMachine(talked);
    const isWhole = async (): Promise<boolean> => !(await readText(mine)).includes('<<<<<<<');
    await writeText(mine, `<<<<<<< HEAD\n${content}=======\n${other}>>>>>>> other\n`);
    const problem = await eventually('the problem', () =>
      vscode.languages.getDiagnostics(uriOf(mine)).find(({ code }) => code === 'merge-conflict'),
    );
    assertOk(problem.message.includes('Join Conflict Copies'), problem.message);

    await join('the file to be whole', isWhole);
    assertEqual(await words(), [met, gate, talked], 'words of both');
    await eventually('no problem', () => vscode.languages.getDiagnostics(uriOf(mine)).length === 0 || undefined);
    await vscode.commands.executeCommand('verbatim.undoCoding');
    assertEqual(await words(), [met, gate], 'words after the undo');
  });

  after(clear);
});
