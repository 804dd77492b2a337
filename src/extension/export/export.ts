import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { guarded } from '../ask';
import type { Deps } from '../deps';
import { commands } from '../ids';

/** Export…; the formats are loaded when it is first used. */
export function registerExport(deps: Deps): Disposable {
  const run = async (): Promise<void> => {
    const { runExport } = await import('./runExport');
    await runExport(deps);
  };
  return vscode.commands.registerCommand(commands.export.id, guarded(deps.log, run));
}
