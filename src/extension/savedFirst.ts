import * as vscode from 'vscode';
import type { StudyPath } from '../core/base/studyPath';
import { showWarning } from './say';
import type { OpenStudy } from './study/openStudy';

/** True where a file is not open with unsaved changes, saving them where the person agrees. */
export async function savedFirst(open: OpenStudy, file: StudyPath): Promise<boolean> {
  const uri = open.uriOf(file).toString();
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri && one.isDirty);
  if (!document) return true;
  const save = vscode.l10n.t('Save and Continue');
  const choice = await showWarning(
    vscode.l10n.t('“{0}” is open with changes that are not saved yet. Save them first, so that none is lost.', file),
    save,
  );
  return choice === save && (await document.save());
}
