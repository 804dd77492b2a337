import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { guarded, mayWrite } from '../ask';
import type { Deps } from '../deps';
import { commands } from '../ids';
import type { OpenStudy } from './openStudy';

/** Choose Coder…: who codes on this machine. Asked once, before the first coding; can be changed at any time. */
export function registerChooseCoder(deps: Deps): Disposable {
  const choose = async (): Promise<void> => {
    const open = deps.studies.current;
    if (open && (await mayWrite())) await ask(open);
  };
  return vscode.commands.registerCommand(commands.chooseCoder.id, guarded(deps.log, choose));
}

/** True where a coder is known for the study, asking where none is. */
export async function ensureCoder(open: OpenStudy): Promise<boolean> {
  return open.study.me !== null || (await ask(open));
}

interface CoderItem extends vscode.QuickPickItem {
  readonly id?: string;
}

async function ask(open: OpenStudy): Promise<boolean> {
  const { study } = open;
  const items: CoderItem[] = study.coders.map(({ id, name }) => ({
    label: name,
    id,
    ...(id === study.me ? { description: vscode.l10n.t('you, on this machine') } : { description: id }),
  }));
  items.push({ label: `$(add) ${vscode.l10n.t('Someone new…')}`, alwaysShow: true });
  const choice =
    items.length === 1
      ? items[0]
      : await vscode.window.showQuickPick(items, {
          title: vscode.l10n.t('Who is coding?'),
          placeHolder: vscode.l10n.t('Your codings go into your own folder; colleagues keep theirs.'),
          ignoreFocusOut: true,
        });
  if (!choice) return false;
  if (choice.id !== undefined) {
    await study.chooseCoder({ id: choice.id });
    return true;
  }
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Who is coding?'),
    prompt: vscode.l10n.t('Your name or initials, as colleagues should see them. It stays in the study’s folder.'),
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('A name is needed.') : undefined),
  });
  if (name === undefined) return false;
  await study.chooseCoder({ name: name.trim() });
  return true;
}
