import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { guarded } from '../ask';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { madeAt } from './madeAt';
import type { NewStudyPages } from './newStudyPages';

/** New Study…: the wizard is loaded when somebody wants it; what shows a study that was just made, in the window that opens there. */
export function registerNewStudy(deps: Deps): Disposable {
  const held = new DisposableStore();
  showFreshStudy(deps).catch((error: unknown) => {
    deps.log.error('The new study could not be shown.', error);
  });
  let pages: Promise<NewStudyPages> | undefined;
  held.add(
    vscode.commands.registerCommand(
      commands.newStudy.id,
      guarded(deps.log, async () => {
        pages ??= import('./newStudyPages').then(({ NewStudyPages: Pages }) => held.add(new Pages(deps)));
        await (await pages).open();
      }),
    ),
  );
  return held;
}

async function showFreshStudy({ context, studies }: Deps): Promise<void> {
  const folder = context.globalState.get<string>(madeAt);
  if (folder === undefined) return;
  await studies.ready;
  const open = studies.all.find(({ root }) => root.toString() === folder);
  if (!open) return;
  await context.globalState.update(madeAt, undefined);
  const { showNewStudy } = await import('./showNewStudy');
  await showNewStudy(open);
}
