import * as vscode from 'vscode';
import { assertOk } from '../support/plainAssert';

/**
 * Asks again and again until the answer is not undefined; throws after 15 seconds. For what VS Code does in its own time. An exception
 * counts as no answer yet: a file that is being replaced may be missing for a moment.
 */
export async function eventually<T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 15_000;
  for (;;) {
    let last = '';
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      last = ` The last time: ${String(error)}`;
    }
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}.${last}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** The study's folder. */
export function studyFolder(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assertOk(folder, 'the window has a folder');
  return folder.uri;
}

export function uriOf(path: string): vscode.Uri {
  return vscode.Uri.joinPath(studyFolder(), path);
}

export async function readText(path: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uriOf(path)));
}

export async function writeText(path: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uriOf(path), new TextEncoder().encode(text));
}

/** Opens a file of the study in an editor and gives it the focus. */
export async function show(path: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(uriOf(path));
  return vscode.window.showTextDocument(document);
}

/** Selects words that occur once. */
export function select(editor: vscode.TextEditor, words: string): void {
  const text = editor.document.getText();
  const at = text.indexOf(words);
  assertOk(at >= 0 && text.indexOf(words, at + 1) < 0, `“${words}” occurs once`);
  editor.selection = new vscode.Selection(
    editor.document.positionAt(at),
    editor.document.positionAt(at + words.length),
  );
}

export interface Row {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly state?: string;
  readonly kept?: boolean;
  readonly memo?: string;
  readonly exemplar?: boolean;
  readonly codings: readonly { readonly code: string; readonly certainty?: string; readonly codeDigest?: string }[];
}

/** A segments file's header and rows. Read again while another hand is writing it: not every file system replaces a file at once. */
export function segmentsFileAt(path: string): Promise<{ readonly text: string; readonly rows: readonly Row[] }> {
  return eventually(`${path} to be whole`, async () => {
    const content = await readText(path);
    if (!content.endsWith('\n')) return undefined;
    const [header, ...rows] = content
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    return { text: (header as { text: string }).text, rows: rows as Row[] };
  });
}

/** The rows of a segments file. */
export async function rowsOf(path: string): Promise<readonly Row[]> {
  return (await segmentsFileAt(path)).rows;
}

/**
 * Has VS Code read the file of the active editor again. It reads a file's size before its text, so what another program wrote just then
 * may be shown under a size that it had before; a later save is refused as a conflict.
 */
export async function readAgain(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert');
}

/** The file of my segments of a transcript. */
export const segmentsOf = (path: string): string => `coding/coder1/segments/${path}.jsonl`;

/** Makes a transcript, gives some of its words a code each, and leaves it open. */
export async function codedTranscript(
  path: string,
  text: string,
  coded: readonly string[],
  kept = segmentsOf(path),
  code = 'making-a-connection',
): Promise<vscode.TextEditor> {
  await writeText(path, text);
  // Not by openTextDocument, which keeps the document for minutes after its editor is closed.
  await vscode.commands.executeCommand('vscode.open', uriOf(path));
  const editor = await eventually(`the editor of ${path}`, () => {
    const { activeTextEditor: active } = vscode.window;
    return active?.document.uri.toString() === uriOf(path).toString() ? active : undefined;
  });
  for (const words of coded) {
    await eventually(`“${words}” to be coded`, async () => {
      select(editor, words);
      await vscode.commands.executeCommand('verbatim.applyCodeToSelection', code);
      const content = await readText(kept).catch(() => '');
      return content.includes(JSON.stringify(words).slice(1, -1)) ? true : undefined;
    });
  }
  return editor;
}

/** Has transcripts open for editing between the tests of a suite: what is read-only takes edits of programs without becoming dirty. */
export function editingAll(): void {
  const set = async (value: boolean | undefined): Promise<void> => {
    await vscode.workspace.getConfiguration().update('verbatim.codingMode', value, vscode.ConfigurationTarget.Global);
  };
  before(() => set(false));
  after(() => set(undefined));
}

export const transcript = 'transcripts/RIV1SU01.txt';
export const segments = 'coding/coder1/segments/transcripts/RIV1SU01.txt.jsonl';
export const extensionId = 'verbatim-qda.verbatim';
