import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { guarded, mayWrite, tell } from '../ask';
import type { Deps } from '../deps';
import { commands, contextKeys, views } from '../ids';
import { onRow } from '../onRow';
import { showInformation } from '../say';
import type { OpenStudy } from '../study/openStudy';
import { HistoryTree } from './historyTree';
import { isEventRow, type EventRow } from './historyRows';
import { openEvent } from './openEvent';

/** The history view: who did what, when and where; what leads to the place, takes one change back, and restores to a point. */
export function registerHistory(deps: Deps): Disposable {
  const held = new DisposableStore();
  const tree = held.add(new HistoryTree(deps));
  const view = held.add(vscode.window.createTreeView(views.history, { treeDataProvider: tree, showCollapseAll: true }));
  held.add(followLogs(deps, tree));
  const titles = (): void => {
    view.description = tree.description;
    view.message = tree.message;
    void vscode.commands.executeCommand('setContext', contextKeys.historyFiltered, tree.isFiltered);
  };
  held.add(tree.onDidChangeTreeData(titles));
  held.add(tree.onDidRead(titles));
  held.add(
    view.onDidChangeSelection(({ selection: [row] }) => {
      if (row?.kind === 'older') void tree.showOlder();
    }),
  );
  const filter = async (): Promise<void> => {
    const { open } = tree;
    if (!open) return;
    if (!view.visible) await vscode.commands.executeCommand(`${views.history}.focus`);
    const { askHistoryFilter } = await import('./filterHistory');
    const wanted = await askHistoryFilter(open, tree.filter);
    if (wanted !== undefined) tree.filter = wanted;
  };
  const clear = (): Promise<void> => {
    tree.filter = {};
    return Promise.resolve();
  };
  /** For what a command is meant: the row it was chosen on, else the one that is selected. */
  const meant = async (
    argument: unknown,
  ): Promise<{ readonly open: OpenStudy; readonly row: EventRow } | undefined> => {
    const row = isEventRow(argument) ? argument : view.selection.find(isEventRow);
    const open = row && deps.studies.all.find(({ root }) => root.toString() === row.root);
    if (row && open) return { open, row };
    await vscode.commands.executeCommand(`${views.history}.focus`);
    void showInformation(vscode.l10n.t('Choose what you mean in the History view first.'));
    return undefined;
  };
  const go = async (argument: unknown): Promise<void> => {
    const one = await meant(argument);
    if (one) await openEvent(deps, one.row);
  };
  const undo = async (argument: unknown): Promise<void> => {
    const one = await meant(argument);
    if (one && (await mayWrite())) tell(await one.open.session.undoOnly(one.row.event.id));
  };
  const restore = async (argument: unknown): Promise<void> => {
    const one = await meant(argument);
    if (!one) return;
    const { restoreFromHere } = await import('./restoreFromHere');
    await restoreFromHere(one.open, one.row.event);
  };
  const codebooks = async (): Promise<void> => (await import('./codebookHistory')).showCodebookHistory(deps);
  held.add(vscode.commands.registerCommand(commands.codebookHistory.id, guarded(deps.log, codebooks)));
  const mark = async (): Promise<void> => (await import('./stageCommands')).markStage(deps);
  const compare = async (): Promise<void> => (await import('./stageCommands')).compareStages(deps);
  held.add(vscode.commands.registerCommand(commands.markStage.id, guarded(deps.log, mark)));
  held.add(vscode.commands.registerCommand(commands.compareStages.id, guarded(deps.log, compare)));
  held.add(vscode.commands.registerCommand(commands.filterHistory.id, guarded(deps.log, filter)));
  held.add(vscode.commands.registerCommand(commands.clearHistoryFilter.id, guarded(deps.log, clear)));
  held.add(vscode.commands.registerCommand(commands.openHistoryEvent.id, onRow(deps.log, go)));
  held.add(vscode.commands.registerCommand(commands.undoThisChange.id, onRow(deps.log, undo)));
  held.add(vscode.commands.registerCommand(commands.restoreFromHere.id, onRow(deps.log, restore)));
  titles();
  return held;
}

/** Tells the tree of what this window writes to logs, and of what other windows and programs do. */
function followLogs({ studies }: Deps, tree: HistoryTree): Disposable {
  const held = new DisposableStore();
  const followed = new Map<OpenStudy, DisposableStore>();
  const follow = (): void => {
    for (const [open, store] of followed) {
      if (studies.all.includes(open)) continue;
      store.dispose();
      followed.delete(open);
    }
    for (const open of studies.all) {
      if (followed.has(open)) continue;
      const store = new DisposableStore();
      followed.set(open, store);
      store.add(open.session.onDidLog(tree.logChanged));
      const logs = new vscode.RelativePattern(open.root, 'coding/*/log/*.jsonl');
      const watcher = store.add(vscode.workspace.createFileSystemWatcher(logs));
      store.add(watcher.onDidChange(tree.logChanged));
      store.add(watcher.onDidCreate(tree.logChanged));
      store.add(watcher.onDidDelete(tree.logChanged));
    }
  };
  held.add(studies.onDidChangeList(follow));
  held.add({
    dispose: () => {
      for (const store of followed.values()) store.dispose();
    },
  });
  follow();
  return held;
}
