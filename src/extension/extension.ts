import type * as vscode from 'vscode';
import { start } from './activate';
import { NodeFilePort, nodeDigest } from './platform/node/nodeFilePort';
import { WorkspaceFilePort } from './platform/web/workspaceFilePort';

/** Entry of the desktop and server builds: local folders through Node, everything else through VS Code's file system. */
export function activate(context: vscode.ExtensionContext): void {
  start(context, {
    filesOf: (root) => (root.scheme === 'file' ? new NodeFilePort(root.fsPath) : new WorkspaceFilePort(root)),
    digest: nodeDigest,
  });
}
