import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import type { StudyPath } from '../../core/base/studyPath';
import { projectFileName } from '../../core/project/studyFiles';
import { guarded } from '../ask';
import type { Deps } from '../deps';
import { commands } from '../ids';

/** Open Study File: verbatim.yaml of the study at hand, or of one that is unsound. */
export function registerOpenStudyFile(deps: Deps): Disposable {
  const open = async (): Promise<void> => {
    const { current, unsound } = deps.studies;
    const uri = current?.uriOf(projectFileName as StudyPath) ?? (unsound[0] && vscode.Uri.joinPath(unsound[0].root, projectFileName));
    if (uri) await vscode.window.showTextDocument(uri);
  };
  return vscode.commands.registerCommand(commands.openStudyFile.id, guarded(deps.log, open));
}
