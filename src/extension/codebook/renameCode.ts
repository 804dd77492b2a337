import * as vscode from 'vscode';
import { logLabel } from '../../core/base/logLabel';
import { mayWrite } from '../ask';
import type { Deps } from '../deps';
import type { CodebookParts } from './codebookView';
import { codeNodesOf } from './codeNode';
import { editCodebook, studyOf } from './editCodebook';
import { nameMessage } from './nameMessage';

/** Rename…: the code's name. Its id, and so its codings, stay. From a key, the selected code is meant. */
export async function renameCode(deps: Deps, { view }: CodebookParts, argument: unknown): Promise<void> {
  const row = codeNodesOf(argument ?? view.selection[0], undefined)[0];
  const open = row && studyOf(deps, row);
  const codebook = open?.study.codebooks.find(({ id }) => id === row?.codebook);
  const code = codebook?.codes.find(({ id }) => id === row?.code);
  if (!open || !codebook || !code || !(await mayWrite())) return;
  const place = { codebook, parent: code.parent, except: code.id };
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename Code'),
    prompt: vscode.l10n.t('New name. What was coded with it stays coded.'),
    value: code.name,
    validateInput: (value) => nameMessage(value, place),
  });
  if (name === undefined || name.trim() === code.name) return;
  const label = logLabel('Renamed “{0}” to “{1}”', code.name, name.trim());
  await editCodebook(open, codebook, label, (yaml, edits) => edits.renameCode(yaml, code.id, name.trim()));
}
