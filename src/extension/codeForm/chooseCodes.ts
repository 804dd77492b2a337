import * as vscode from 'vscode';
import type { Study } from '../../core/project/study';
import type { NamedCode } from '../../protocol/codeForm';

/** Lets a person choose among all codes of a study, categories and retired ones too. Undefined where they left. */
export async function chooseCodes(study: Study, except: readonly string[]): Promise<readonly NamedCode[] | undefined> {
  return vscode.window.showQuickPick(itemsOf(study, except), {
    title: vscode.l10n.t('Easily Confused With'),
    placeHolder: vscode.l10n.t('Tick the codes that coders take for this one'),
    canPickMany: true,
    matchOnDescription: true,
  });
}

/** As `chooseCodes`, for one code. */
export async function chooseCode(study: Study): Promise<NamedCode | undefined> {
  return vscode.window.showQuickPick(itemsOf(study, []), {
    title: vscode.l10n.t('Edit Which Code?'),
    matchOnDescription: true,
  });
}

function itemsOf({ codes }: Study, except: readonly string[]): (vscode.QuickPickItem & NamedCode)[] {
  return codes.all
    .filter(({ id }) => !except.includes(id))
    .map(({ id, name, path }) => ({ id, name, label: name, description: path.slice(0, -1).join(' › ') }));
}
