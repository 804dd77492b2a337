import type * as vscode from 'vscode';
import { studyPath, type StudyPath } from '../../core/base/studyPath';

/** The path of a file from a folder of the same file system; null where it lies elsewhere or is no study path. */
export function pathBelow(root: vscode.Uri, uri: vscode.Uri): StudyPath | null {
  const start = root.path.endsWith('/') ? root.path : `${root.path}/`;
  const path = uri.path.startsWith(start) ? studyPath(uri.path.slice(start.length)) : null;
  return path?.ok === true ? path.value : null;
}
