import type * as vscode from 'vscode';
import { start } from './activate';
import { pausing } from './platform/turns';
import { WorkspaceFilePort, webDigest } from './platform/web/workspaceFilePort';

/** Entry of the web build, in a browser's worker. */
export function activate(context: vscode.ExtensionContext): void {
  start(context, {
    filesOf: (root) => new WorkspaceFilePort(root),
    digest: webDigest,
    pause: pausing((then) => setTimeout(then)),
  });
}
