import type * as vscode from 'vscode';
import { start } from './activate';
import type { OpenStudies } from './study/openStudies';
import { NodeFilePort, nodeDigest, nodePause } from './platform/node/nodeFilePort';
import { nodeMachine } from './platform/node/nodeMachine';
import { WorkspaceFilePort } from './platform/web/workspaceFilePort';

/** What tests and benchmarks see of the running extension. */
export interface Running {
  readonly studies: OpenStudies;
}

let running: OpenStudies | undefined;

/** Entry of the desktop and server builds: local folders through Node, everything else through VS Code's file system. */
export function activate(context: vscode.ExtensionContext): Running {
  const studies = start(context, {
    filesOf: (root) => (root.scheme === 'file' ? new NodeFilePort(root.fsPath) : new WorkspaceFilePort(root)),
    digest: nodeDigest,
    machine: nodeMachine,
    pause: nodePause,
  });
  running = studies;
  return { studies };
}

/** Waited for by VS Code: what was saved just before the window closes is written whole. */
export async function deactivate(): Promise<void> {
  await running?.settled();
}
