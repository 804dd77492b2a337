import * as vscode from 'vscode';
import { assertOk } from '../support/plainAssert';

/** Asks again and again until the answer is not undefined; throws after 15 seconds. For what VS Code does in its own time. */
export async function eventually<T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 15_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}.`);
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
  readonly memo?: string;
  readonly exemplar?: boolean;
  readonly codings: readonly { readonly code: string }[];
}

/** A segments file's header and rows. Read again while another hand is writing it: not every file system replaces a file at once. */
export function segmentsFileAt(path: string): Promise<{ readonly text: string; readonly rows: readonly Row[] }> {
  return eventually(`${path} to be whole`, async () => {
    const content = await readText(path);
    if (!content.endsWith('\n')) return undefined;
    try {
      const [header, ...rows] = content
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
      return { text: (header as { text: string }).text, rows: rows as Row[] };
    } catch {
      return undefined;
    }
  });
}

/** The rows of a segments file. */
export async function rowsOf(path: string): Promise<readonly Row[]> {
  return (await segmentsFileAt(path)).rows;
}

export const transcript = 'transcripts/RIV1SU01.txt';
export const segments = 'coding/coder1/segments/transcripts/RIV1SU01.txt.jsonl';
export const extensionId = 'verbatim-qda.verbatim';
