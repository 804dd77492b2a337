import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { guarded } from '../ask';
import type { Deps } from '../deps';
import { commands } from '../ids';

/** Open Help…: a list of pages, or the one that a link names. */
export function registerOpenHelp(deps: Deps): Disposable {
  return vscode.commands.registerCommand(
    commands.openHelp.id,
    guarded(deps.log, async (named: unknown) => {
      const { askHelp } = await import('./askHelp');
      await askHelp(deps, named);
    }),
  );
}
