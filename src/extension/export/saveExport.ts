import * as vscode from 'vscode';
import { isOwnFile } from '../../core/project/studyOwned';
import { showInformation } from '../say';
import type { OpenStudy } from '../study/openStudy';

/** What is written: a name without its ending, the ending, and how the person calls the kind. */
export interface ExportTarget {
  readonly name: string;
  readonly extension: string;
  readonly kind: string;
}

/** Asks where to; undefined where the person leaves, or a file of the study itself would be written over, which is told. */
export async function askExportTarget(
  open: OpenStudy,
  { name, extension, kind }: ExportTarget,
): Promise<vscode.Uri | undefined> {
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export'),
    defaultUri: vscode.Uri.joinPath(open.root, `${fileName(name)}.${extension}`),
    filters: { [kind]: [extension] },
  });
  if (!target) return undefined;
  const path = open.pathOf(target);
  if (path === null || !isOwnFile(open.study, path)) return target;
  const message = vscode.l10n.t(
    '“{0}” is a file of the study itself, so nothing was written. Give the export another name.',
    path,
  );
  void vscode.window.showErrorMessage(message);
  return undefined;
}

/** Writes it, says so, and opens it where the person wants to. */
export async function saveExport(target: vscode.Uri, bytes: Uint8Array): Promise<void> {
  await vscode.workspace.fs.writeFile(target, bytes);
  const show = vscode.l10n.t('Open');
  const choice = await showInformation(
    vscode.l10n.t('Exported to {0}.', vscode.workspace.asRelativePath(target)),
    show,
  );
  if (choice === show) await vscode.commands.executeCommand('vscode.open', target);
}

/** A study's name as a file name. */
function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N} _-]+/gu, '').trim() || 'study';
}
