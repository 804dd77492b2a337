import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { Deps } from '../deps';
import { commands, contextKeys, views } from '../ids';
import { ActiveTranscript } from './activeTranscript';
import { TranscriptsTree } from './transcriptsTree';

/** The transcripts view: by case, with how far I have come and how much of each is coded; the one being read is selected. */
export function registerTranscripts(deps: Deps): Disposable {
  const held = new DisposableStore();
  const active = held.add(new ActiveTranscript(deps));
  const tree = held.add(new TranscriptsTree(deps));
  const view = held.add(
    vscode.window.createTreeView(views.transcripts, { treeDataProvider: tree, showCollapseAll: true }),
  );
  const describe = (): void => {
    const { t } = vscode.l10n;
    const { finished } = tree;
    const count = finished ? [t('{0} of {1} finished', finished.count, finished.of)] : [];
    view.description = [...count, ...(tree.isFiltered ? [t('unfinished only')] : [])].join(' · ');
  };
  const filter = (id: string, unfinishedOnly: boolean): void => {
    const run = (): void => {
      tree.filter(unfinishedOnly);
      void vscode.commands.executeCommand('setContext', contextKeys.unfinishedOnly, unfinishedOnly);
    };
    held.add(vscode.commands.registerCommand(id, run));
  };
  filter(commands.showUnfinishedOnly.id, true);
  filter(commands.showAllTranscripts.id, false);
  // The tree tells of rows, and with them of all that is said of them.
  held.add(tree.onDidChangeTreeData(describe));
  describe();
  const follow = (): void => {
    const place = active.current;
    const row = place && place.open === tree.study ? tree.rowOf(place.path) : undefined;
    const shown = view.selection.some((one) => one.kind === 'transcript' && one.path === row?.path);
    if (!row || !view.visible || shown) return;
    view.reveal(row, { select: true, focus: false }).then(undefined, (error: unknown) => {
      deps.log.debug(`The transcript could not be shown in its view: ${String(error)}`);
    });
  };
  held.add(active.onDidChange(follow));
  held.add(view.onDidChangeVisibility(follow));
  return held;
}
