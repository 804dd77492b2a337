import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { guarded } from '../ask';
import type { Deps } from '../deps';
import { commands } from '../ids';

/** New Study Here: what asks for it is loaded when somebody wants one. */
export function registerNewStudy(deps: Deps): Disposable {
  return vscode.commands.registerCommand(
    commands.newStudy.id,
    guarded(deps.log, async () => {
      const { askNewStudy } = await import('./askNewStudy');
      await askNewStudy(deps);
    }),
  );
}
