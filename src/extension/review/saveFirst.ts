import * as vscode from 'vscode';
import type { StudyPath } from '../../core/base/studyPath';
import type { OpenStudy } from '../study/openStudy';

/** What an editor holds unsaved is saved first: a decision refers to the saved text. Where that fails, the decision says so. */
export async function saveFirst(open: OpenStudy, path: StudyPath): Promise<void> {
  const uri = open.uriOf(path).toString();
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri);
  if (document?.isDirty === true && (await document.save())) await open.session.settled();
}
