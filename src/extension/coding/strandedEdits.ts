import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { baseName } from '../../core/base/studyPath';
import { fileHasText } from '../../core/project/fileHasText';
import { FileAccessError } from '../../core/project/host';
import { decodeStudyText } from '../../core/text/decode';
import { toLf } from '../../core/text/lfText';
import type { Deps } from '../deps';
import { showWarning } from '../say';
import { Soon } from '../soon';
import type { TranscriptPlace } from '../study/openStudies';

/** How long after a change it is certain whether the document is dirty, in milliseconds. */
const dirtyAfter = 50;
/** After so many milliseconds a reload that was under way is done. */
const quiet = 1_000;

/** New words that only VS Code has, and what the file has in place of them. */
interface StrandedEdit {
  readonly place: TranscriptPlace;
  readonly document: vscode.TextDocument;
  readonly text: string;
  readonly inFile: string;
}

/**
 * Finds changes that a program (a replacement in many files, another extension) made to words that are read-only: VS Code shows them,
 * but takes the document for saved and drops them with it. The person is asked what is to become of them.
 */
export function registerStrandedEdits(deps: Deps): Disposable {
  const held = new DisposableStore();
  const waiting = new Map<string, { readonly place: TranscriptPlace; readonly document: vscode.TextDocument }>();
  const asked = new Set<string>();
  const failed = (error: unknown): void => {
    deps.log.error('Looking for words that were not saved failed.', error);
  };

  const look = async (): Promise<void> => {
    const all = [...waiting].filter(([key]) => !asked.has(key));
    waiting.clear();
    const found = new Map<string, StrandedEdit>();
    for (const [key, { place, document }] of all) {
      const edit = await strandedIn(place, document);
      if (edit) found.set(key, edit);
    }
    if (found.size === 0) return;
    for (const key of found.keys()) asked.add(key);
    try {
      await ask(deps, [...found.values()]);
    } finally {
      for (const key of found.keys()) asked.delete(key);
    }
  };
  const soon = held.add(
    new Soon(() => {
      look().catch(failed);
    }, quiet),
  );
  const changed = async (document: vscode.TextDocument, place: TranscriptPlace): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, dirtyAfter));
    const key = document.uri.toString();
    if (document.isDirty) waiting.delete(key);
    else if (await strandedIn(place, document)) {
      waiting.set(key, { place, document });
      soon.ask();
    }
  };
  held.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // What is dirty already is kept by VS Code itself.
      if (contentChanges.length === 0 || document.isDirty) return;
      const place = deps.studies.transcriptOf(document.uri);
      if (place) changed(document, place).catch(failed);
    }),
  );
  return held;
}

/** What of a document is in no file; undefined where the file has it, or VS Code keeps it, or there is no text to compare it with. */
async function strandedIn(place: TranscriptPlace, document: vscode.TextDocument): Promise<StrandedEdit | undefined> {
  if (document.isDirty) return undefined;
  const text = document.getText();
  try {
    const bytes = await place.open.study.host.files.read(place.path);
    const decoded = bytes && decodeStudyText(bytes);
    if (decoded?.ok !== true || decoded.value.text === toLf(text) || document.isDirty) return undefined;
    return { place, document, text, inFile: decoded.value.text };
  } catch (error) {
    if (error instanceof FileAccessError) return undefined;
    throw error;
  }
}

async function ask(deps: Deps, edits: readonly StrandedEdit[]): Promise<void> {
  const { t } = vscode.l10n;
  const [save, back] = [t('Save New Words'), t('Put Old Words Back')];
  const names = edits.map(({ place }) => `“${baseName(place.path)}”`).join(', ');
  const said = t('A program changed words that are read-only while coding: {0}. They are shown, but not saved.', names);
  const choice = await showWarning(said, save, back);
  if (choice === undefined) return;
  for (const edit of edits) await (choice === save ? saveNow(deps, edit) : putBack(edit));
}

/** Makes the words writable for as long as saving them takes. */
async function saveNow({ modes }: Deps, { place, document, text, inFile }: StrandedEdit): Promise<void> {
  const { uri } = document;
  const wanted = document.isClosed ? text : document.getText();
  const shown = await vscode.workspace.openTextDocument(uri);
  if (toLf(shown.getText()) !== toLf(wanted) && toLf(shown.getText()) !== inFile) {
    // Words that were typed or saved since are not overwritten.
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: wanted }));
    void showWarning(
      vscode.l10n.t('“{0}” has changed since; the new words are in a document of their own.', place.path),
    );
    return;
  }
  const wasEditing = modes.isEditing(uri);
  modes.setEditing(uri, true);
  await vscode.window.showTextDocument(shown, { preview: false });
  await vscode.commands.executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession');
  if (toLf(shown.getText()) !== toLf(wanted)) {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(0, 0, shown.lineCount, 0), wanted);
    await vscode.workspace.applyEdit(edit);
  }
  // Unlike the document's own `save`, this writes what VS Code takes for saved.
  await vscode.commands.executeCommand('workbench.action.files.save');
  if (await fileHasText(place.open.study.host.files, place.path, toLf(wanted))) modes.setEditing(uri, wasEditing);
  else void showWarning(vscode.l10n.t('“{0}” is not saved yet. It is open for editing now.', place.path));
}

async function putBack({ document }: StrandedEdit): Promise<void> {
  // With its editor VS Code has dropped the new words.
  if (document.isClosed) return;
  await vscode.window.showTextDocument(document, { preview: false });
  await vscode.commands.executeCommand('workbench.action.files.revert');
}
