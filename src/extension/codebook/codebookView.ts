import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { Deps } from '../deps';
import { commands, contextKeys, views } from '../ids';
import { ActiveTranscript } from '../transcripts/activeTranscript';
import { CodebookDrag } from './codebookDrag';
import { CodebookTree } from './codebookTree';
import type { CodebookRow } from './codeNode';
import { registerFilterCodes } from './filterCodes';
import { registerNewCode } from './newCode';
import { registerOpenCodeInYaml } from './openCodeInYaml';
import { registerRecolourCode } from './recolourCode';
import { registerRenameCode } from './renameCode';
import { registerRetireCode } from './retireCode';

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
  held.add(registerNewCode(deps, parts));
  held.add(registerRenameCode(deps, parts));
  held.add(registerRecolourCode(deps));
  held.add(registerRetireCode(deps));
  held.add(registerOpenCodeInYaml(deps));
  held.add(registerFilterCodes(deps, parts));
  titles();
  return held;
}
