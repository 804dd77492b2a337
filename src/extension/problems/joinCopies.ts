import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { conflictedFiles } from '../../core/project/conflictedFiles';
import type { Study } from '../../core/project/study';
import { guarded, mayWrite } from '../ask';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { showInformation } from '../say';
import { ensureCoder } from '../study/chooseCoder';

/** Join Conflict Copies…, and a message that offers it where a synced folder has made copies. */
export function registerJoinCopies(deps: Deps): Disposable {
  const held = new DisposableStore();
  const told = new Set<string>();
  const offer = async (): Promise<void> => {
    const fresh = deps.studies.all.flatMap((open) =>
      open.study.conflictCopies
        .filter(({ kind }) => kind !== 'codebook')
        .map(({ path }) => open.uriOf(path).toString())
        .filter((uri) => !told.has(uri)),
    );
    if (fresh.length === 0) return;
    for (const uri of fresh) told.add(uri);
    const join = vscode.l10n.t('Join…');
    const choice = await showInformation(
      vscode.l10n.t('A synced folder made copies of codings ({0}), because two machines wrote at once.', fresh.length),
      join,
    );
    if (choice === join) await vscode.commands.executeCommand(commands.joinConflictCopies.id);
  };
  const offered = guarded(deps.log, offer);
  held.add(deps.studies.onDidChangeList(() => void offered()));
  held.add(deps.studies.onDidChangeStudy(({ change }) => void (change.kind === 'frame' ? offered() : undefined)));
  held.add(
    vscode.commands.registerCommand(
      commands.joinConflictCopies.id,
      guarded(deps.log, () => joinCopies(deps)),
    ),
  );
  return held;
}

async function joinCopies({ studies }: Deps): Promise<void> {
  const { t } = vscode.l10n;
  const { current, all } = studies;
  // The study at hand, where it has some.
  const open = [...(current ? [current] : []), ...all].find(({ study }) => hasConflicts(study)) ?? current;
  if (!open || !(await mayWrite()) || !(await ensureCoder(open))) return;
  if (!hasConflicts(open.study)) {
    void showInformation(t('There are no conflict copies in this study, and nothing that git could not merge.'));
    return;
  }
  // Copies are seldom, so what joins them is loaded when there are some.
  const { askWhichToJoin } = await import('./askWhichToJoin');
  await askWhichToJoin(open);
}

function hasConflicts({ conflictCopies, problems }: Study): boolean {
  return conflictCopies.length > 0 || conflictedFiles(problems).length > 0;
}
