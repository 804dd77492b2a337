import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { guarded, mayWrite, tell } from '../ask';
import type { Deps } from '../deps';
import { commands } from '../ids';

/** Undo and redo of coding and of codebook changes: what I did last in the study at hand, said in the status bar. */
export function registerUndo(deps: Deps): Disposable {
  const held = new DisposableStore();
  const turnBack = (way: 'undo' | 'redo') => async (): Promise<void> => {
    const open = deps.studies.current;
    if (!open || !(await mayWrite())) return;
    tell(await open.session[way]());
  };
  held.add(vscode.commands.registerCommand(commands.undoCoding.id, guarded(deps.log, turnBack('undo'))));
  held.add(vscode.commands.registerCommand(commands.redoCoding.id, guarded(deps.log, turnBack('redo'))));
  return held;
}
