import * as vscode from 'vscode';
import { symbolAt } from '../../core/codebook/codebookSymbols';
import type { Deps } from '../deps';
import { codebookDocument, rangeIn } from './codebookTexts';
import { describedCode } from './describedCode';

/** Says of an id in a codebook, or of the name of a code, what the codebook view says of that code. */
export function hoverOfId(
  deps: Deps,
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.Hover | undefined {
  const shown = codebookDocument(deps, document);
  const found = shown && symbolAt(shown.read.symbols, shown.read.lines.offsetAt(position));
  if (!shown || !found) return undefined;
  if ('entry' in found && found.entry.kind !== 'code') return undefined;
  const [id, span] = 'mention' in found ? [found.mention.id, found.mention.span] : [found.entry.id, found.entry.idSpan];
  const place = 'entry' in found && found.on === 'name' ? found.entry.nameSpan : span;
  const text = describedCode(shown.open, id);
  return text && new vscode.Hover(text, place ? rangeIn(shown.read, place) : undefined);
}
