import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { guarded } from '../ask';
import type { Deps } from '../deps';
import { commands, contextKeys, views } from '../ids';
import { MemosTree } from './memosTree';

/** The memos view: threads, free memos and memos on segments of the study, with a search; each row leads to its place. */
export function registerMemos(deps: Deps): Disposable {
  const held = new DisposableStore();
  const tree = held.add(new MemosTree(deps));
  const view = held.add(vscode.window.createTreeView(views.memos, { treeDataProvider: tree, showCollapseAll: true }));
  const titles = (): void => {
    view.description = tree.description;
    view.message = tree.message;
    void vscode.commands.executeCommand('setContext', contextKeys.memosFiltered, tree.filter !== '');
  };
  held.add(tree.onDidRead(titles));
  const filter = async (): Promise<void> => {
    if (!view.visible) await vscode.commands.executeCommand(`${views.memos}.focus`);
    const wanted = await vscode.window.showInputBox({
      title: vscode.l10n.t('Filter Memos'),
      prompt: vscode.l10n.t('Words of a memo or comment, its author, or what it is about; nothing shows all.'),
      value: tree.filter,
    });
    if (wanted !== undefined) tree.filter = wanted;
  };
  const clear = (): Promise<void> => {
    tree.filter = '';
    return Promise.resolve();
  };
  held.add(vscode.commands.registerCommand(commands.filterMemos.id, guarded(deps.log, filter)));
  held.add(vscode.commands.registerCommand(commands.clearMemoFilter.id, guarded(deps.log, clear)));
  return held;
}
