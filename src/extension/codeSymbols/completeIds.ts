import * as vscode from 'vscode';
import { mentionBegun } from '../../core/codebook/mentionBegun';
import type { Deps } from '../deps';
import type { OpenStudy } from '../study/openStudy';
import { codebookDocument, rangeIn } from './codebookTexts';
import { describedCode } from './describedCode';

/** An id that can be named at the cursor. */
export class IdItem extends vscode.CompletionItem {
  constructor(
    label: vscode.CompletionItemLabel,
    readonly open: OpenStudy,
    readonly code: string,
  ) {
    super(label, vscode.CompletionItemKind.Reference);
  }
}

/**
 * The ids that can stand where somebody names a code in a codebook, found by name as well; in “to” of a relation the other relations, too,
 * and in “merged” first the ids that segments have and no codebook knows.
 */
export function completeIds(
  deps: Deps,
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.CompletionItem[] {
  const shown = codebookDocument(deps, document);
  if (!shown) return [];
  const { open, read } = shown;
  const { study } = open;
  const offset = read.lines.offsetAt(position);
  const begun = mentionBegun(read.text, offset);
  if (begun === null) return [];
  const range = rangeIn(read, begun.span);
  // What names a code does not mean itself.
  const within = read.symbols.entries.findLast(({ whole }) => whole.start <= offset && offset <= whole.end);
  const items: vscode.CompletionItem[] = [];
  const add = (item: vscode.CompletionItem, id: string, name: string): void => {
    item.range = range;
    item.insertText = id;
    item.filterText = `${id} ${name}`;
    item.sortText = String(items.length).padStart(6, '0');
    items.push(item);
  };
  if (begun.role === 'merged') {
    for (const id of study.index.usedCodes()) {
      if (study.codes.resolve(id)) continue;
      const description = vscode.l10n.t('segments have it, no codebook does');
      add(new vscode.CompletionItem({ label: id, description }, vscode.CompletionItemKind.Value), id, '');
    }
  }
  for (const code of study.codes.all) {
    if (code.id === within?.id) continue;
    const item = new IdItem({ label: code.id, description: code.name }, open, code.id);
    item.detail = code.path.join(' › ');
    if (code.retired) item.tags = [vscode.CompletionItemTag.Deprecated];
    add(item, code.id, code.name);
  }
  if (begun.role === 'to') {
    for (const { kind, id } of read.symbols.entries) {
      if (kind === 'relation' && id !== within?.id)
        add(new vscode.CompletionItem({ label: id, description: vscode.l10n.t('a relation') }), id, '');
    }
  }
  return items;
}

/** Says of the code that is chosen in the list what its tooltip says elsewhere. */
export function resolvedItem(item: IdItem): IdItem {
  const text = describedCode(item.open, item.code);
  if (text) item.documentation = text;
  return item;
}
