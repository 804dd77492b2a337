import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { baseName } from '../../core/base/studyPath';
import type { ConflictCopy } from '../../core/project/conflictCopies';
import type { CopyJoin } from '../../core/project/joinConflictCopy';
import { guarded, mayWrite, tell } from '../ask';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { showInformation } from '../say';
import { ensureCoder } from '../study/chooseCoder';
import type { OpenStudy } from '../study/openStudies';

/** Copies are seldom, so what joins them is loaded when there are some. */
const joining = () => import('../../core/project/joinConflictCopy');

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
  const open = studies.all.find(({ study }) => study.conflictCopies.length > 0) ?? studies.current;
  if (!open || !(await mayWrite()) || !(await ensureCoder(open))) return;
  if (open.study.conflictCopies.length === 0) {
    void showInformation(t('There are no conflict copies in this study.'));
    return;
  }
  // Not shown before its rows are there: Enter would close an empty list, and nothing would be joined.
  const choices = await choicesOf(open);
  const chosen = await vscode.window.showQuickPick(choices, {
    title: t('Join Conflict Copies'),
    placeHolder: t('What only a copy has is added to its file; the copy is then put aside.'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  const { joinConflictCopy } = await joining();
  for (const { copy, joinable } of chosen ?? []) {
    if (joinable && !tell(await joinConflictCopy(open.session, copy))) return;
  }
}

interface Choice extends vscode.QuickPickItem {
  readonly copy: ConflictCopy;
  readonly joinable: boolean;
}

async function choicesOf(open: OpenStudy): Promise<Choice[]> {
  const { lookAtCopy } = await joining();
  return Promise.all(
    open.study.conflictCopies.map(async (copy) => {
      const look = await lookAtCopy(open.session, copy);
      return {
        copy,
        joinable: look.ok,
        picked: look.ok,
        label: baseName(copy.path),
        description: copy.original,
        detail: look.ok ? whatItBrings(look.value) : look.error,
      };
    }),
  );
}

function whatItBrings({ added, changed, removed, notes }: CopyJoin): string {
  const { t } = vscode.l10n;
  if (added + changed + removed === 0) return t('Holds nothing new; it would only be put aside.');
  return [t('Adds: {0}, changes: {1}, removes: {2}.', added, changed, removed), ...notes.slice(0, 3)].join(' ');
}
