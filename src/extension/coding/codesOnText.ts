import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { codesDragged } from '../codebook/codeNode';
import type { Deps } from '../deps';
import { codesMime } from '../ids';
import { applyAt } from './applyCode';
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
  held.add(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      selected.delete(uri.toString());
    }),
  );
  held.add(
    vscode.languages.registerDocumentDropEditProvider(
      '*',
      {
        async provideDocumentDropEdits(document, position, dataTransfer) {
          const dropped = dataTransfer.get(codesMime);
          if (!dropped || !deps.studies.transcriptOf(document.uri)) return undefined;
          const codes = codesDragged(await dropped.asString()) ?? [];
          const target = codes.length > 0 ? await writingTarget(deps) : undefined;
          if (target) {
            const before = selected.get(document.uri.toString());
            const at = before?.contains(position) === true ? before : new vscode.Range(position, position);
            const span = spanToCode({ ...target, selection: spanOf(target.coding, at) });
            await applyAt(deps, target, span, codes);
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
