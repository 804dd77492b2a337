import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { guarded } from '../ask';
import type { Deps } from '../deps';
import { commands, contextKeys, views } from '../ids';
import { onRow } from '../onRow';
import { ActiveTranscript } from '../transcripts/activeTranscript';
import { CodebookDrag } from './codebookDrag';
import { CodebookTree } from './codebookTree';
import type { codeCommands } from './codeCommands';
import type { CodebookRow } from './codeNode';
import { registerFilterCodes } from './filterCodes';
import { registerOpenCodeInYaml } from './openCodeInYaml';

/** What the commands of the codebook view share. */
export interface CodebookParts {
  readonly tree: CodebookTree;
  readonly view: vscode.TreeView<CodebookRow>;
}

/** The codebook view with its commands: codes with their counts, drag and drop, making, renaming, colouring, retiring, filtering. */
export function registerCodebook(deps: Deps): Disposable {
  const held = new DisposableStore();
  const tree = held.add(new CodebookTree(deps, held.add(new ActiveTranscript(deps))));
  const view = held.add(
    vscode.window.createTreeView(views.codebook, {
      treeDataProvider: tree,
      dragAndDropController: new CodebookDrag(deps),
      canSelectMany: true,
      showCollapseAll: true,
    }),
  );
  const parts = { tree, view };
  const titles = (): void => {
    const several = deps.studies.all.length > 1 ? tree.study?.study.project.name : undefined;
    view.description = several ?? '';
    const found = tree.filtered;
    view.message = found
      ? vscode.l10n.t('Filter: “{0}”. {1} of {2} codes.', tree.filter, found.matched, found.total)
      : '';
    void vscode.commands.executeCommand('setContext', contextKeys.codesFiltered, tree.filter !== '');
  };
  held.add(tree.onDidRebuild(titles));
  held.add(
    view.onDidChangeSelection(({ selection }) => {
      const [row] = selection;
      // Rows of codes without codes under them have this as their command.
      if (selection.length === 1 && row?.kind === 'code' && tree.getChildren(row).length > 0) {
        void vscode.commands.executeCommand(commands.showSegmentsOfCode.id, row);
      }
    }),
  );
  held.add(registerCodeCommands(deps, parts));
  held.add(registerOpenCodeInYaml(deps));
  held.add(registerFilterCodes(deps, parts));
  titles();
  return held;
}

function registerCodeCommands(deps: Deps, parts: CodebookParts): Disposable {
  const held = new DisposableStore();
  const loaded = async (): Promise<typeof codeCommands> => (await import('./codeCommands')).codeCommands;
  const register = (id: string, run: (...args: readonly unknown[]) => Promise<unknown>): void => {
    held.add(vscode.commands.registerCommand(id, run));
  };
  const { log } = deps;
  register(
    commands.newCode.id,
    guarded(log, async () => (await loaded()).newCode(deps, parts, false)),
  );
  register(
    commands.newCategory.id,
    guarded(log, async () => (await loaded()).newCode(deps, parts, true)),
  );
  register(
    commands.newCodeUnder.id,
    onRow(log, async (row) => (await loaded()).newCodeUnder(deps, parts, false, row)),
  );
  register(
    commands.newCategoryUnder.id,
    onRow(log, async (row) => (await loaded()).newCodeUnder(deps, parts, true, row)),
  );
  register(
    commands.renameCode.id,
    onRow(log, async (row) => (await loaded()).renameCode(deps, parts, row)),
  );
  register(
    commands.recolourCode.id,
    onRow(log, async (row, rows) => (await loaded()).recolourCodes(deps, row, rows)),
  );
  register(
    commands.mergeCodes.id,
    onRow(log, async (row, rows) => (await loaded()).mergeCodes(deps, row, rows)),
  );
  register(
    commands.copyCode.id,
    onRow(log, async (row) => (await loaded()).copyCode(deps, row)),
  );
  register(
    commands.similarCodes.id,
    guarded(log, async () => (await loaded()).findSimilarCodes(deps)),
  );
  register(
    commands.splitCode.id,
    onRow(log, async (row) => (await loaded()).splitCode(deps, row)),
  );
  register(
    commands.retireCode.id,
    onRow(log, async (row, rows) => (await loaded()).retireCodes(deps, true, row, rows)),
  );
  register(
    commands.reviveCode.id,
    onRow(log, async (row, rows) => (await loaded()).retireCodes(deps, false, row, rows)),
  );
  return held;
}
