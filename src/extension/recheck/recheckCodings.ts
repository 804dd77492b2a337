import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { onRow } from '../onRow';

/** Recheck Codings…: goes through what was coded before a definition or rule changed; loaded when somebody does. */
export function registerRecheckCodings(deps: Deps): Disposable {
  return vscode.commands.registerCommand(
    commands.recheckCodings.id,
    onRow(deps.log, async (argument: unknown) => (await import('./recheck')).recheck(deps, argument)),
  );
}
