import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { onRow } from '../onRow';
import { followRenames } from './followRenames';
import { relinkAction } from './relinkAction';

/** Transcripts that another program renamed: followed where there is no doubt, else a command, also at the problem, says which it is. */
export function registerRelink(deps: Deps): Disposable {
  const held = new DisposableStore();
  const run = async (argument: unknown): Promise<void> => {
    const { relinkTranscript } = await import('./relinkTranscript');
    await relinkTranscript(deps, argument);
  };
  held.add(vscode.commands.registerCommand(commands.relinkTranscript.id, onRow(deps.log, run)));
  held.add(
    vscode.languages.registerCodeActionsProvider({ pattern: '**/coding/*/segments/**/*.jsonl' }, relinkAction(deps), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
  held.add(followRenames(deps));
  return held;
}
