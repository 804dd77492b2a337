import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { guarded } from '../ask';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { copiedTo } from './copiedTo';

/** Open Sample Study: what asks and copies is loaded when somebody wants it, what shows the copy in the window that opens there. */
export function registerOpenSampleStudy(deps: Deps): Disposable {
  showFreshCopy(deps).catch((error: unknown) => {
    deps.log.error('The copy of the sample study could not be shown.', error);
  });
  return vscode.commands.registerCommand(
    commands.openSampleStudy.id,
    guarded(deps.log, async () => {
      const { askSampleStudy } = await import('./askSampleStudy');
      await askSampleStudy(deps);
    }),
  );
}

async function showFreshCopy({ context, studies }: Deps): Promise<void> {
  const folder = context.globalState.get<string>(copiedTo);
  if (folder === undefined) return;
  await studies.ready;
  const open = studies.all.find(({ root }) => root.toString() === folder);
  if (!open) return;
  await context.globalState.update(copiedTo, undefined);
  const { showSample } = await import('./showSample');
  await showSample(open);
}
