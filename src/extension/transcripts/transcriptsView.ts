import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { Deps } from '../deps';
import { views } from '../ids';
import { ActiveTranscript } from './activeTranscript';
import { TranscriptsTree } from './transcriptsTree';

/** The transcripts view: by case, with how much of each is coded; the one being read is selected. */
export function registerTranscripts(deps: Deps): Disposable {
  const held = new DisposableStore();
  const active = held.add(new ActiveTranscript(deps));
  const tree = held.add(new TranscriptsTree(deps));
  const view = held.add(
    vscode.window.createTreeView(views.transcripts, { treeDataProvider: tree, showCollapseAll: true }),
  );
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
