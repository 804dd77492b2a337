import * as vscode from 'vscode';
import type { StudyPath } from '../../core/base/studyPath';
import type { OpenStudy } from './openStudy';

/** Shows a file of a study with the cursor at a line (from 1). */
export async function showLine(open: OpenStudy, file: StudyPath, line: number): Promise<void> {
  const editor = await vscode.window.showTextDocument(open.uriOf(file));
  const at = editor.document.validatePosition(new vscode.Position(Math.max(0, line - 1), 0));
  editor.selection = new vscode.Selection(at, at);
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
