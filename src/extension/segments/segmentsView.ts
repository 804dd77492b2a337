import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { guarded } from '../ask';
import { isCodebookRow } from '../codebook/codeNode';
import type { Deps } from '../deps';
import { commands, contextKeys, views } from '../ids';
import { onRow } from '../onRow';
import { ActiveTranscript } from '../transcripts/activeTranscript';
import { showInformation } from '../say';
import { registerOpenSegment } from './openSegment';
import { noFilter } from './segmentFilter';
import { SegmentsTree } from './segmentsTree';

/** The segments view: those of the transcript being read, or those of a code across the study; and the way to each. */
export function registerSegments(deps: Deps): Disposable {
  const held = new DisposableStore();
  const tree = held.add(new SegmentsTree(deps, held.add(new ActiveTranscript(deps))));
  const view = held.add(
    vscode.window.createTreeView(views.segments, { treeDataProvider: tree, showCollapseAll: true }),
  );
  const titles = (): void => {
    view.description = tree.shows;
    view.message = tree.message;
    void vscode.commands.executeCommand('setContext', contextKeys.segmentsOfCode, tree.ofCode);
    void vscode.commands.executeCommand('setContext', contextKeys.segmentsFiltered, tree.isFiltered);
  };
  held.add(tree.onDidChangeTreeData(titles));
  held.add(tree.onDidRead(titles));
  held.add(
    view.onDidChangeSelection(({ selection: [row] }) => {
      if (row?.kind === 'more') tree.showMore(row);
    }),
  );
  const ofCode = async (argument: unknown, reveal: unknown): Promise<void> => {
    if (!isCodebookRow(argument) || argument.kind !== 'code') return;
    tree.showCode(argument);
    // Asked for in an editor; rows of the codebook show them beside themselves.
    if (reveal === 'reveal' && !view.visible) await vscode.commands.executeCommand(`${views.segments}.focus`);
  };
  const ofTranscript = async (): Promise<void> => {
    tree.showTranscript();
    if (!view.visible) await vscode.commands.executeCommand(`${views.segments}.focus`);
  };
  const filter = async (): Promise<void> => {
    if (!view.visible) await vscode.commands.executeCommand(`${views.segments}.focus`);
    const { place } = tree;
    if (!place) {
      void showInformation(
        vscode.l10n.t('Open a transcript, or choose a code in the codebook: its segments can be filtered.'),
      );
      return;
    }
    const { askSegmentFilter } = await import('./askSegmentFilter');
    const wanted = await askSegmentFilter(place.open, place.path, tree.filter);
    if (wanted !== undefined) tree.filter = wanted;
  };
  const clear = (): Promise<void> => {
    tree.filter = noFilter;
    return Promise.resolve();
  };
  held.add(vscode.commands.registerCommand(commands.filterSegments.id, guarded(deps.log, filter)));
  held.add(vscode.commands.registerCommand(commands.clearSegmentFilter.id, guarded(deps.log, clear)));
  held.add(vscode.commands.registerCommand(commands.showSegmentsOfCode.id, onRow(deps.log, ofCode)));
  held.add(vscode.commands.registerCommand(commands.showSegmentsOfTranscript.id, guarded(deps.log, ofTranscript)));
  held.add(registerOpenSegment(deps));
  titles();
  return held;
}
