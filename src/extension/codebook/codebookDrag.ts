import * as vscode from 'vscode';
import { logLabel } from '../../core/base/logLabel';
import type { CodeMove, MoveRefusal } from './codeMoves';
import { codeMoves } from './codeMoves';
import { ok, type Result } from '../../core/base/result';
import type { Deps } from '../deps';
import { codesMime, views } from '../ids';
import { codesDragged, type CodebookRow } from './codeNode';
import { editCodebook, studyOf, type CodebookEdits } from './editCodebook';
import { showWarning } from '../say';

/**
 * Dragging codes: onto a code puts them under it, onto a codebook (or, where there is one alone, below the rows) at the top level. The
 * same drag carries the codes' ids to the text, where a drop codes it.
 */
export class CodebookDrag implements vscode.TreeDragAndDropController<CodebookRow> {
  readonly dragMimeTypes = [codesMime];
  readonly dropMimeTypes = [`application/vnd.code.tree.${views.codebook.toLowerCase()}`, codesMime];

  constructor(private readonly deps: Deps) {}

  handleDrag(rows: readonly CodebookRow[], transfer: vscode.DataTransfer): void {
    const codes = rows.flatMap((row) => (row.kind === 'code' ? [row.code] : []));
    if (codes.length === 0) return;
    transfer.set(codesMime, new vscode.DataTransferItem(JSON.stringify(codes)));
    this.deps.modes.beginDrag();
  }

  async handleDrop(target: CodebookRow | undefined, transfer: vscode.DataTransfer): Promise<void> {
    this.deps.modes.endDrag();
    const text = await transfer.get(codesMime)?.asString();
    const dragged = text === undefined ? null : codesDragged(text);
    const open = target ? studyOf(this.deps, target) : this.deps.studies.current;
    if (!dragged || !open) return;
    const { codebooks } = open.study;
    const codebook = target?.codebook ?? (codebooks.length === 1 ? codebooks[0]?.id : undefined);
    const book = codebooks.find(({ id }) => id === codebook);
    if (!book) return;
    const parent = target?.kind === 'code' ? target.code : null;
    const moves = codeMoves(dragged, { codebook: book.id, parent }, codebooks);
    if (!moves.ok) {
      const reason = inWords(moves.error);
      if (reason !== null) void showWarning(reason);
      return;
    }
    const nameOf = (id: string): string => book.codes.find((code) => code.id === id)?.name ?? id;
    const label = movedLabel(
      moves.value.map(({ id }) => nameOf(id)),
      parent === null ? null : nameOf(parent),
    );
    await editCodebook(open, book, label, (yaml, edits) => moved(yaml, moves.value, edits));
  }
}

function movedLabel(names: readonly string[], where: string | null): string {
  const [first = '', ...more] = names;
  if (more.length > 0) {
    return where === null
      ? logLabel('Moved {0} codes to the top level', names.length)
      : logLabel('Moved {0} codes to “{1}”', names.length, where);
  }
  return where === null
    ? logLabel('Moved “{0}” to the top level', first)
    : logLabel('Moved “{0}” to “{1}”', first, where);
}

function moved(yaml: string, moves: readonly CodeMove[], edits: CodebookEdits): Result<string, string> {
  let text: Result<string, string> = ok(yaml);
  for (const { id, parent, index } of moves) if (text.ok) text = edits.moveCode(text.value, id, { parent, index });
  return text;
}

/** Null where nothing has to be said: the code is where it was dropped. */
function inWords(refusal: MoveRefusal): string | null {
  const { t } = vscode.l10n;
  switch (refusal.kind) {
    case 'under-itself':
      return t('“{0}” cannot go under itself or a code that stands under it. Drop it on another code.', refusal.name);
    case 'other-codebook':
      return t(
        '“{0}” belongs to another codebook file. Move it there by hand, in both files: its id and its codings stay the same.',
        refusal.name,
      );
    case 'unknown':
      return t('“{0}” is not in the codebook any more.', refusal.name);
    case 'already-there':
      return null;
  }
}
