import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { cycleCertainty } from '../../core/coding/segmentOperations';
import { guarded, tell } from '../ask';
import { openPicker } from '../codebook/codePicker';
import { codingForCommand, type ChosenCoding } from '../coding/codingForCommand';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { onRow } from '../onRow';
import { showInformation } from '../say';

/** Set Attributes…, Change Certainty, and the keys for both in the picker of codes: what is said of a code on a passage beyond the code itself. */
export function registerAttributes(deps: Deps): Disposable {
  const held = new DisposableStore();
  const set = async (argument: unknown): Promise<void> => {
    const chosen = await chosenCoding(deps, argument, vscode.l10n.t('Attributes of Which Code?'));
    if (!chosen) return;
    const { setAttributes } = await import('./setAttributes');
    await setAttributes(chosen);
  };
  const cycle = async (argument: unknown): Promise<void> => {
    const chosen = await chosenCoding(deps, argument, vscode.l10n.t('Certainty of Which Code?'));
    if (!chosen) return;
    const { open, path, id, code } = chosen;
    tell(await open.session.change(path, (mine) => cycleCertainty(mine, id, code, open.session.tools())));
  };
  held.add(vscode.commands.registerCommand(commands.setAttributes.id, onRow(deps.log, set)));
  held.add(vscode.commands.registerCommand(commands.cycleCertainty.id, onRow(deps.log, cycle)));
  held.add(
    vscode.commands.registerCommand(commands.pickerCertainty.id, (certainty: unknown) => {
      if (certainty === '+' || certainty === '++') openPicker()?.toggleCertainty(certainty);
    }),
  );
  held.add(
    vscode.commands.registerCommand(
      commands.pickerAttributes.id,
      guarded(deps.log, async () => openPicker()?.askMore()),
    ),
  );
  return held;
}

/** A coding that has a code. */
export type ChosenCode = ChosenCoding & { readonly code: string };

async function chosenCoding(deps: Deps, argument: unknown, title: string): Promise<ChosenCode | undefined> {
  const chosen = await codingForCommand(deps, argument, title);
  if (!chosen) return undefined;
  const { code } = chosen;
  if (code !== undefined) return { ...chosen, code };
  void showInformation(vscode.l10n.t('This annotation has no code, of which something could be said. C gives it one.'));
  return undefined;
}
