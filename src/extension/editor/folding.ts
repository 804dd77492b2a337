import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import type { Deps } from '../deps';
import { parsedDocument } from './parsedDocument';
import { foldedLines } from './turnNames';

/** Folds a transcript by its turns. */
export function registerFolding(deps: Deps): Disposable {
  return vscode.languages.registerFoldingRangeProvider('*', {
    provideFoldingRanges: async (document) => {
      await deps.studies.ready;
      const parsed = await parsedDocument(deps, document);
      if (!parsed) return undefined;
      const { text, transcript, lines } = parsed;
      return transcript.turns.flatMap((turn) => {
        const folded = foldedLines(text, turn, (offset) => lines.lineAt(offset));
        return folded ? [new vscode.FoldingRange(folded.start, folded.end)] : [];
      });
    },
  });
}
