import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { guarded } from '../ask';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { tellNoStudy } from '../study/tellNoStudy';

/** Export…; the formats are loaded when it is first used. */
export function registerExport(deps: Deps): Disposable {
  const run = async (): Promise<void> => {
    const { current } = deps.studies;
    if (!current) return tellNoStudy();
    const { runExport } = await import('./runExport');
    await runExport(deps, current);
  };
  return vscode.commands.registerCommand(commands.export.id, guarded(deps.log, run));
}
