import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { CodeTarget } from '../../protocol/codeForm';
import { codeNodesOf } from '../codebook/codeNode';
import { refOf } from '../coding/segmentRef';
import type { Deps } from '../deps';
import { commands, panels } from '../ids';
import { onRow } from '../onRow';
import type { CodeFields } from '../../core/codebook/codeFields';
import type { Forms } from '../panels/forms';

/** Edit Code…: the form of a code, from its row, from a hover, or of one that is picked. Loaded when it is first asked for. */
export function registerEditCode(deps: Deps): Disposable {
  const held = new DisposableStore();
  let forms: Promise<Forms<CodeTarget, CodeFields>> | undefined;
  const loaded = (): Promise<Forms<CodeTarget, CodeFields>> =>
    (forms ??= import('./codeForms').then(({ codeForms }) => held.add(codeForms(deps))));
  const edit = async (argument: unknown): Promise<void> => {
    const target = await targetOf(deps, argument);
    if (target) (await loaded()).show(target);
  };
  held.add(vscode.commands.registerCommand(commands.editCode.id, onRow(deps.log, edit)));
  held.add(
    vscode.window.registerWebviewPanelSerializer(panels.codeForm, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        (await loaded()).restore(panel, state);
      },
    }),
  );
  return held;
}

/** The code that is meant: that of the row, that of a coding in a hover, or the one that the person picks. */
async function targetOf(deps: Deps, argument: unknown): Promise<CodeTarget | undefined> {
  const [row] = codeNodesOf(argument, undefined);
  if (row) return { root: row.root, codebook: row.codebook, code: row.code };
  const ref = refOf(argument);
  const open = ref ? deps.studies.transcriptOf(vscode.Uri.parse(ref.uri))?.open : deps.studies.current;
  if (!open || (ref && ref.code === undefined)) return undefined;
  const { study, root } = open;
  const id = ref?.code ?? (await (await import('./chooseCodes')).chooseCode(study))?.id;
  const code = id === undefined ? undefined : study.codes.resolve(id);
  return code && { root: root.toString(), codebook: code.codebook, code: code.id };
}
