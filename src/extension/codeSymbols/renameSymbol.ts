import * as vscode from 'vscode';
import { symbolAt } from '../../core/codebook/codebookSymbols';
import { nameMessage } from '../codebook/nameMessage';
import { codeToRename, renameTo, type RenamedCode } from '../codebook/renameCode';
import type { Deps } from '../deps';
import { showStatus } from '../say';
import { codebookDocument, rangeIn } from './codebookTexts';

/** What is renamed at a position of a codebook, and what stands for it there. */
interface Renaming {
  readonly meant: RenamedCode;
  readonly range: vscode.Range;
  readonly onName: boolean;
}

/** What can be renamed at a position: the name of a code, also where its id stands. Throws, in words for the person, where nothing can. */
export function prepareRename(
  deps: Deps,
  document: vscode.TextDocument,
  position: vscode.Position,
): { readonly range: vscode.Range; readonly placeholder: string } {
  const { meant, range, onName } = renamingAt(deps, document, position);
  if (!onName)
    showStatus(vscode.l10n.t('Ids stay for good, since codings refer to them. What is renamed is the name.'), 'info');
  return { range, placeholder: meant.code.name };
}

/**
 * Renames the code at a position by the step that every rename is, with its entry in the log and its undo. The edit that VS Code gets is
 * empty: what it would do to the file itself could be undone only while that is open, and no history would tell of it.
 */
export async function provideRename(
  deps: Deps,
  document: vscode.TextDocument,
  position: vscode.Position,
  name: string,
): Promise<vscode.WorkspaceEdit | undefined> {
  const { meant } = renamingAt(deps, document, position);
  const { codebook, code } = meant;
  const fault = nameMessage(name, { codebook, parent: code.parent, except: code.id });
  if (fault?.severity === vscode.InputBoxValidationSeverity.Error) throw new Error(fault.message);
  return (await renameTo(meant, name)) ? new vscode.WorkspaceEdit() : undefined;
}

function renamingAt(deps: Deps, document: vscode.TextDocument, position: vscode.Position): Renaming {
  const shown = codebookDocument(deps, document);
  const found = shown && symbolAt(shown.read.symbols, shown.read.lines.offsetAt(position));
  if (shown && found) {
    const id = 'mention' in found ? found.mention.id : found.entry.kind === 'code' ? found.entry.id : '';
    const meant = codeToRename(shown.open, id);
    const onName = 'entry' in found && found.on === 'name';
    const span =
      'mention' in found
        ? found.mention.span
        : onName && found.entry.nameSpan
          ? found.entry.nameSpan
          : found.entry.idSpan;
    if (meant) return { meant, range: rangeIn(shown.read, span), onName };
  }
  throw new Error(
    vscode.l10n.t('Put the cursor on the name or the id of a code in a codebook of the study; its name is renamed.'),
  );
}
