import * as vscode from 'vscode';
import { logLabel } from '../../core/base/logLabel';
import type { Code, Codebook } from '../../core/codebook/codebook';
import { mayWrite } from '../ask';
import { codesAt } from '../codeSymbols/codesAt';
import type { Deps } from '../deps';
import { showStatus } from '../say';
import type { OpenStudy } from '../study/openStudy';
import type { CodebookParts } from './codebookView';
import { codeNodesOf } from './codeNode';
import { editCodebook, studyOf } from './editCodebook';
import { nameMessage } from './nameMessage';

/** A code that is to be renamed. */
export interface RenamedCode {
  readonly open: OpenStudy;
  readonly codebook: Codebook;
  readonly code: Code;
}

/**
 * Rename…: the code's name. Its id, and so its codings, stay. From a key, the selected code is meant; from the key in a transcript
 * (`'cursor'`) that of the segment at the cursor, asking where there are several.
 */
export async function renameCode(deps: Deps, { view }: CodebookParts, argument: unknown): Promise<void> {
  const meant = argument === 'cursor' ? await codeAtCursor(deps) : codeOfRow(deps, argument ?? view.selection[0]);
  if (!meant || !(await mayWrite())) return;
  const { codebook, code } = meant;
  const place = { codebook, parent: code.parent, except: code.id };
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename Code'),
    prompt: vscode.l10n.t('New name. What was coded with it stays coded.'),
    value: code.name,
    validateInput: (value) => nameMessage(value, place),
  });
  if (name !== undefined) await renameTo(meant, name);
}

/** Gives a code another name, as one step that can be undone. Returns whether it has that name now. */
export async function renameTo({ open, codebook, code }: RenamedCode, wanted: string): Promise<boolean> {
  const name = wanted.trim();
  if (name === code.name) return true;
  const label = logLabel('Renamed “{0}” to “{1}”', code.name, name);
  return editCodebook(open, codebook, label, (yaml, edits) =>
    edits.renameCode(yaml, code.id, name, yaml === codebook.text),
  );
}

/** The code that an id stands for, also by one that was merged into it. */
export function codeToRename(open: OpenStudy, id: string): RenamedCode | undefined {
  const { codes } = open.study;
  const code = codes.byId(id) ?? codes.resolve(id);
  const codebook = code && codes.codebookOf(code);
  return code && codebook && { open, codebook, code };
}

function codeOfRow(deps: Deps, argument: unknown): RenamedCode | undefined {
  const row = codeNodesOf(argument, undefined)[0];
  const open = row && studyOf(deps, row);
  const codebook = open?.study.codebooks.find(({ id }) => id === row?.codebook);
  const code = codebook?.codes.find(({ id }) => id === row?.code);
  return open && codebook && code && { open, codebook, code };
}

async function codeAtCursor(deps: Deps): Promise<RenamedCode | undefined> {
  const editor = vscode.window.activeTextEditor;
  const found = editor ? await codesAt(deps, editor.document, editor.selection.active) : [];
  const codes = found.flatMap(({ open, id }) => codeToRename(open, id) ?? []);
  if (codes.length === 0) showStatus(vscode.l10n.t('No code of a codebook is at the cursor.'));
  if (codes.length <= 1) return codes[0];
  const choice = await vscode.window.showQuickPick(
    codes.map((one) => ({ label: one.code.name, description: one.code.path.slice(0, -1).join(' › '), one })),
    { title: vscode.l10n.t('Rename Which Code?'), matchOnDescription: true },
  );
  return choice?.one;
}
