import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { guarded } from '../ask';
import type { Deps } from '../deps';
import { commands, views } from '../ids';
import { Soon } from '../soon';
import type { CodebookParts } from './codebookView';

/** The tree is filtered this many milliseconds after the last key. */
const quiet = 100;

/** Filter Codes… filters the tree while the person types; Enter keeps the filter, Escape brings back what was before. */
export function registerFilterCodes(deps: Deps, { tree, view }: CodebookParts): Disposable {
  const held = new DisposableStore();
  const filter = (): Promise<void> => {
    const before = tree.filter;
    const input = vscode.window.createInputBox();
    input.title = vscode.l10n.t('Filter Codes');
    input.placeholder = vscode.l10n.t('Words of the name, the number, the path or the id');
    input.value = before;
    return new Promise((resolve) => {
      let kept = false;
      const look = (): void => {
        tree.filter = input.value.trim();
        const found = tree.filtered;
        input.prompt = found ? vscode.l10n.t('{0} of {1} codes', found.matched, found.total) : undefined;
      };
      const soon = new Soon(look, quiet);
      input.onDidChangeValue(soon.ask);
      input.onDidAccept(() => {
        kept = true;
        soon.drop();
        look();
        input.hide();
      });
      input.onDidHide(() => {
        soon.drop();
        if (!kept) tree.filter = before;
        input.dispose();
        resolve();
      });
      input.show();
    });
  };
  const clear = (): Promise<void> => {
    tree.filter = '';
    return Promise.resolve();
  };
  const start = async (): Promise<void> => {
    if (!view.visible) await vscode.commands.executeCommand(`${views.codebook}.focus`);
    await filter();
  };
  held.add(vscode.commands.registerCommand(commands.filterCodes.id, guarded(deps.log, start)));
  held.add(vscode.commands.registerCommand(commands.clearCodeFilter.id, guarded(deps.log, clear)));
  return held;
}
