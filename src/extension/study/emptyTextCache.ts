import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { guarded, mayWrite } from '../ask';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { showStatus } from '../say';

/** Empty Text Cache: removes the earlier texts of the window's studies that are kept on this machine. */
export function registerEmptyTextCache({ studies, log }: Deps): Disposable {
  const run = async (): Promise<void> => {
    if (!(await mayWrite())) return;
    for (const { study } of studies.all) await study.texts.empty();
    showStatus(vscode.l10n.t('Earlier texts of transcripts are no longer kept'), 'check');
  };
  return vscode.commands.registerCommand(commands.emptyTextCache.id, guarded(log, run));
}
