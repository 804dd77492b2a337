import * as vscode from 'vscode';
import { start } from './activate';
import { pausing } from './platform/turns';
import type { OpenStudies } from './study/openStudies';
import { WorkspaceFilePort, webDigest } from './platform/web/workspaceFilePort';

let running: OpenStudies | undefined;

/** Entry of the web build, in a browser's worker. */
export function activate(context: vscode.ExtensionContext): { readonly studies: OpenStudies } {
  const studies = start(context, {
    filesOf: (root) => new WorkspaceFilePort(root),
    digest: webDigest,
    machine: async () => (await webDigest(new TextEncoder().encode(vscode.env.machineId))).slice(7, 23),
    pause: pausing((then) => setTimeout(then)),
  });
  running = studies;
  return { studies };
}

/** Waited for by VS Code, where it can wait. */
export async function deactivate(): Promise<void> {
  await running?.settled();
}
