import * as vscode from 'vscode';
import type { StudyPath } from '../../core/base/studyPath';
import type { Span } from '../../core/text/span';
import { rangeOf } from '../coding/target';
import type { OpenStudy } from '../study/openStudy';

/** Shows a place of a transcript, selected, and leaves the focus where it is. */
export async function revealPlace(open: OpenStudy, path: StudyPath, at: Span): Promise<void> {
  const editor = await vscode.window.showTextDocument(open.uriOf(path), { preserveFocus: true });
  const coding = await open.study.coding(path);
  if (coding === null) return;
  const range = rangeOf(coding, at);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
}
