import * as vscode from 'vscode';
import { baseName } from '../../core/base/studyPath';
import { fileHasText } from '../../core/project/fileHasText';
import { toLf } from '../../core/text/lfText';
import type { Deps } from '../deps';
import { showWarning } from '../say';
import type { StrandedEdit } from './strandedEdits';

/** Asks what is to become of new words that were not saved, and does it. */
export async function askStranded(deps: Deps, edits: readonly StrandedEdit[]): Promise<void> {
  const { t } = vscode.l10n;
  const [save, back] = [t('Save New Words'), t('Put Old Words Back')];
  const names = edits.map(({ place }) => t('“{0}”', baseName(place.path))).join(', ');
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
  if (isActive(shown)) await vscode.commands.executeCommand('workbench.action.files.save');
  if (await fileHasText(place.open.study.host.files, place.path, toLf(wanted))) modes.setEditing(uri, wasEditing);
  else void showWarning(vscode.l10n.t('“{0}” is not saved yet. It is open for editing now.', place.path));
}

async function putBack({ document, text, place }: StrandedEdit): Promise<void> {
  // With its editor VS Code has dropped the new words.
  if (document.isClosed) return;
  if (document.isDirty || toLf(document.getText()) !== toLf(text)) {
    void showWarning(
      vscode.l10n.t('“{0}” has changed since, so it was left as it is. Undo what you do not want in it.', place.path),
    );
    return;
  }
  await vscode.window.showTextDocument(document, { preview: false });
  if (isActive(document)) await vscode.commands.executeCommand('workbench.action.files.revert');
}

/** The commands that follow do their work on whichever editor is active. */
function isActive({ uri }: vscode.TextDocument): boolean {
  return vscode.window.activeTextEditor?.document.uri.toString() === uri.toString();
}
