import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { codesDragged } from '../codebook/codeNode';
import type { Deps } from '../deps';
import { codesMime } from '../ids';
import { applyAt } from './applyCode';
import { showInformation } from '../say';
import { spanOf, spanToCode, writingTarget } from './target';

/**
 * A code dropped on a transcript (with Shift held, as VS Code wants it) codes what was selected last there, or the turn under it.
 * VS Code moves the cursor before a drop arrives, so the last selection is remembered. The text never changes.
 */
export function registerCodesOnText(deps: Deps): Disposable {
  const held = new DisposableStore();
  const selected = new Map<string, vscode.Range>();
  held.add(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      const [first] = selections;
      if (first && !first.isEmpty && deps.studies.transcriptOf(textEditor.document.uri)) {
        selected.set(textEditor.document.uri.toString(), first);
      }
    }),
  );
  const forget = ({ uri }: vscode.TextDocument): void => {
    selected.delete(uri.toString());
  };
  held.add(vscode.workspace.onDidCloseTextDocument(forget));
  held.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // Other words stand there now than those that were selected.
      if (contentChanges.length > 0) forget(document);
    }),
  );
  held.add(
    vscode.languages.registerDocumentDropEditProvider(
      '*',
      {
        async provideDocumentDropEdits(document, position, dataTransfer) {
          const dropped = dataTransfer.get(codesMime);
          if (!dropped || !deps.studies.transcriptOf(document.uri)) return undefined;
          const before = selected.get(document.uri.toString());
          const at = before?.contains(position) === true ? before : new vscode.Range(position, position);
          try {
            await applyDropped(deps, document, at, codesDragged(await dropped.asString()) ?? []);
          } finally {
            deps.modes.endDrag();
          }
          return new vscode.DocumentDropEdit('');
        },
      },
      {
        dropMimeTypes: [codesMime],
        providedDropEditKinds: [vscode.DocumentDropOrPasteEditKind.Empty.append('verbatim', 'code')],
      },
    ),
  );
  return held;
}

/** Applies what was dropped on a document: not on whichever editor is active, which VS Code may tell of later than of the drop. */
async function applyDropped(
  deps: Deps,
  document: vscode.TextDocument,
  at: vscode.Range,
  dropped: readonly string[],
): Promise<void> {
  const editor = vscode.window.visibleTextEditors.find((one) => one.document === document);
  const target = dropped.length > 0 ? await writingTarget(deps, editor) : undefined;
  if (!target) return;
  // The codebook view may have shown another study of the window.
  const codes = dropped.filter((code) => target.open.study.codes.resolve(code)?.codable === true);
  if (codes.length === 0) void showInformation(vscode.l10n.t('This code cannot be applied here.'));
  else await applyAt(deps, target, spanToCode({ ...target, selection: spanOf(target.coding, at) }), codes);
}
