import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { EntryFields } from '../../core/cases/entryFields';
import type { EntryTarget } from '../../protocol/entryForm';
import type { Deps } from '../deps';
import { commands, panels } from '../ids';
import { onRow } from '../onRow';
import type { Forms } from '../panels/forms';
import { placeFor } from '../transcripts/markTranscripts';

/** The forms of transcripts, participants and cases: of a row, or of what is picked. Loaded when one is first asked for. */
export function registerEditEntries(deps: Deps): Disposable {
  const held = new DisposableStore();
  let forms: Promise<Forms<EntryTarget, EntryFields>> | undefined;
  const loaded = (): Promise<Forms<EntryTarget, EntryFields>> =>
    (forms ??= import('./entryForms').then(({ entryForms }) => held.add(entryForms(deps))));
  const add = (id: string, targetOf: (argument: unknown) => Promise<EntryTarget | undefined>): void => {
    const run = async (argument: unknown): Promise<void> => {
      const target = await targetOf(argument);
      if (target) (await loaded()).show(target);
    };
    held.add(vscode.commands.registerCommand(id, onRow(deps.log, run)));
  };
  const made = (level: EntryTarget['level']): Promise<EntryTarget | undefined> => {
    const open = deps.studies.current;
    return Promise.resolve(open && { root: open.root.toString(), level, id: '' });
  };
  add(commands.editTranscript.id, async (argument) => {
    const place = await placeFor(deps, argument);
    return place && { root: place.open.root.toString(), level: 'transcript', id: place.path };
  });
  add(commands.editParticipant.id, async (argument) => {
    const place = argument === undefined ? undefined : await placeFor(deps, argument);
    return (await import('./chooseEntry')).chooseParticipant(place?.open ?? deps.studies.current, place?.path ?? null);
  });
  add(commands.editCase.id, async (argument) => {
    const open = deps.studies.current;
    const id = caseIn(argument);
    if (open && id !== undefined) return { root: open.root.toString(), level: 'case', id };
    return (await import('./chooseEntry')).chooseCase(open);
  });
  add(commands.newParticipant.id, () => made('participant'));
  add(commands.newCase.id, () => made('case'));
  held.add(
    vscode.window.registerWebviewPanelSerializer(panels.entryForm, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        (await loaded()).restore(panel, state);
      },
    }),
  );
  return held;
}

/** The case of a row of the Transcripts view. */
function caseIn(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('kind' in argument) || !('id' in argument))
    return undefined;
  return argument.kind === 'case' && typeof argument.id === 'string' ? argument.id : undefined;
}
