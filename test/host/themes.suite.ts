import * as vscode from 'vscode';
import { assertEqual, assertOk } from '../support/plainAssert';
import { codedTranscript, eventually, readText, rowsOf, segmentsOf, select, studyFolder, writeText } from './support';

const book = 'codebooks/peer-worker-change-model.yaml';
const path = 'transcripts/THEME1.txt';
const codebook = 'peer-worker-change-model';

describe('themes', () => {
  let was = '';
  const root = (): string => studyFolder().toString();
  const theme = (id: string): object => ({ kind: 'theme', root: root(), codebook, theme: id });
  const code = (id: string): object => ({ kind: 'code', root: root(), codebook, code: id });
  const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
    vscode.commands.executeCommand(`verbatim.${command}`, ...args);
  /** What is said of themes in the file, once it is as the pattern has it. */
  const says = (pattern: RegExp): Promise<string> =>
    eventually(`${String(pattern)} in the codebook`, async () => {
      const text = await readText(book);
      return pattern.test(text) ? text : undefined;
    });
  const undo = async (before: string): Promise<void> => {
    await run('undoCoding');
    assertEqual(await readText(book), before, 'the codebook after undo');
  };

  before(async () => {
    was = await readText(book);
    await writeText(
      book,
      `${was.trimEnd()}\nthemes:\n  # the first\n  - id: theme-one\n    name: Turning points   # working title\n  - {id: theme-two, name: Late}\n`,
    );
    await codedTranscript(
      path,
      'R: We met in the garden. It went wrong.\n',
      ['We met', 'It went wrong'],
      segmentsOf(path),
    );
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await writeText(book, was);
  });

  it('take codes of the codebook by menu, give them back, and each step is undone to the byte', async () => {
    const before = await readText(book);
    let asked = true;
    const putting = run('putCodesIntoTheme', code('making-a-connection'), [code('making-a-connection')]).then(
      () => (asked = false),
    );
    await eventually('the theme to be taken', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return !asked || undefined;
    });
    await putting;
    const put = await says(/name: Turning points {3}# working title\n {4}codes: ?(\[making-a-connection\]|\n)/);
    await run('removeFromTheme', {
      kind: 'themeCode',
      root: root(),
      codebook,
      theme: 'theme-one',
      code: 'making-a-connection',
    });
    assertEqual(await readText(book), before, 'the codebook without the code');
    await undo(put);
    await undo(before);
  });

  it('take single segments in, leave them out, and name what contradicts them; files of codings stay as they are', async () => {
    const coded = await readText(segmentsOf(path));
    const rows = await rowsOf(segmentsOf(path));
    const [met, wrong] = ['We met', 'It went wrong'].map(
      (words) => rows.find(({ quote }) => quote === words)?.id ?? '',
    );
    const uri = vscode.Uri.joinPath(studyFolder(), path).toString();
    const row = (part: string | null, segment: string): object => ({
      ...theme('theme-two'),
      kind: 'themeSegment',
      part,
      under: '',
      ref: { uri, coder: 'coder1', segment },
      found: { segment: { row: { id: segment, quote: 'We met' } } },
    });
    const before = await readText(book);
    await run('includeInTheme', row(null, met ?? ''));
    const taken = await says(new RegExp(`id: theme-two, name: Late, include: \\[${String(met)}\\]`));
    await run('contradictTheme', row(null, wrong ?? ''));
    await says(new RegExp(`against: \\[${String(wrong)}\\]`));
    await run('takeBackInTheme', row('against', wrong ?? ''));
    assertEqual(await readText(book), taken, 'the codebook without the mark');
    await run('leaveOutOfTheme', row('takenIn', met ?? ''));
    assertEqual(await readText(book), before, 'what is in by itself alone just goes');
    assertEqual(await readText(segmentsOf(path)), coded, 'the codings');
  });

  it('are asked for where only the cursor says which segment is meant', async () => {
    const { activeTextEditor: editor } = vscode.window;
    assertOk(editor, 'the transcript is open');
    select(editor, 'garden');
    // No segment is there: nothing is asked and nothing done.
    const before = await readText(book);
    await run('includeInTheme');
    assertEqual(await readText(book), before, 'the codebook');
    select(editor, 'It went wrong');
    let asked = true;
    const marking = run('contradictTheme').then(() => (asked = false));
    await eventually('the theme to be taken', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return !asked || undefined;
    });
    await marking;
    await says(/against: ?(\[|\n)/);
    await undo(before);
  });

  it('have a page, and a report that is a new document', async () => {
    await run('showTheme', theme('theme-one'));
    await eventually('the page of the theme', () => {
      const { activeTab } = vscode.window.tabGroups.activeTabGroup;
      return activeTab?.label === 'Turning points' && activeTab.input instanceof vscode.TabInputWebview
        ? true
        : undefined;
    });
    let asked = true;
    const reporting = run('reportThemes').then(() => (asked = false));
    await eventually('the table to be chosen', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return !asked || undefined;
    });
    await reporting;
    const document = vscode.window.activeTextEditor?.document;
    assertOk(document?.isUntitled, 'the report is a new document');
    assertOk(/^\| Category +\| Code +\| Turning points \| Late \|\n/.test(document.getText()), document.getText());
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('move, and go and come back', async () => {
    const before = await readText(book);
    await run('moveThemeUp', theme('theme-two'));
    await says(/themes:\n {2}- \{id: theme-two, name: Late\}\n {2}# the first\n/);
    await undo(before);
    await run('removeTheme', theme('theme-one'));
    await says(/themes:\n {2}- \{id: theme-two/);
    await undo(before);
  });
});
