import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { Result } from '../../core/base/result';
import { annotate } from '../../core/coding/codingOperations';
import { memoText } from '../../core/coding/memoText';
import type { Done } from '../../core/project/done';
import { guarded, tell } from '../ask';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { onRow } from '../onRow';
import { showWarning } from '../say';
import { segmentForCommand } from './segmentForCommand';
import { mySegmentsAt, spanToCode, writingTarget } from './target';
import { passageKey, UnwrittenMemos, type MemoDraft } from './unwrittenMemos';

/** How a line break of a memo is shown in the one-line input box, and typed. */
const breakMark = ' ⏎ ';

/** Annotate Without Code, and Edit Memo…. */
export function registerAnnotate(deps: Deps): Disposable {
  const held = new DisposableStore();
  const unwritten = new UnwrittenMemos();

  // A memo that was refused elsewhere is offered here where the person asked for it again, though the selection may have moved since.
  const annotateHere = async (refused?: { readonly about: string; readonly memo: string }): Promise<void> => {
    const target = await writingTarget(deps);
    if (!target) return;
    const { open, path } = target;
    const span = spanToCode(target);
    const about = passageKey(open.uriOf(path).toString(), span);
    const memo = await askMemo(refused?.memo ?? unwritten.begin(about, '').memo);
    if (memo === undefined) return;
    if (refused) unwritten.drop(refused.about);
    await written(
      unwritten,
      about,
      { memo, asked: '' },
      () => annotateHere({ about, memo }),
      () =>
        open.session.change(
          path,
          (mine, { text }) => annotate(mine, text, span, memo === '' ? null : memo, open.session.tools()),
          target.coding.text,
        ),
    );
  };

  const editMemo = async (argument: unknown): Promise<void> => {
    const chosen = await segmentForCommand(deps, argument, mySegmentsAt);
    if (chosen === 'none') return annotateHere();
    if (!chosen) return;
    const { open, path, segment } = chosen;
    const { id, memo: now = '' } = segment.segment.row;
    const { memo: shown, asked } = unwritten.begin(id, now);
    const memo = await askMemo(shown);
    if (memo === undefined) return;
    const { rewriteMemo } = await import('../../core/coding/rewriteMemo');
    // The box may have been open for hours, while another window wrote.
    await written(
      unwritten,
      id,
      { memo, asked },
      () => editMemo(argument),
      () => open.session.change(path, (mine) => rewriteMemo(mine, id, [asked], memo)),
    );
  };

  held.add(
    vscode.commands.registerCommand(
      commands.annotate.id,
      guarded(deps.log, () => annotateHere()),
    ),
  );
  held.add(vscode.commands.registerCommand(commands.editMemo.id, onRow(deps.log, editMemo)));
  return held;
}

/** Writes a memo. Where that is refused, it is kept for the next box, and the person may have that at once, or copy the memo. */
async function written(
  unwritten: UnwrittenMemos,
  about: string,
  draft: MemoDraft,
  again: () => Promise<void>,
  write: () => Promise<Result<Done, string>>,
): Promise<void> {
  const { memo, asked } = draft;
  unwritten.keep(about, draft);
  const outcome = await write();
  if (outcome.ok || memo === '' || memo === asked) {
    unwritten.drop(about);
    tell(outcome);
    return;
  }
  const [edit, copy] = [vscode.l10n.t('Write Memo Again…'), vscode.l10n.t('Copy Memo')];
  const choice = await showWarning(vscode.l10n.t('{0} The memo that you typed is kept.', outcome.error), edit, copy);
  if (choice === edit) await again();
  if (choice === copy) await vscode.env.clipboard.writeText(memo);
}

/** Asks for a memo; its line breaks stand as ⏎. Undefined where the person leaves, which takes away nothing that is kept. */
async function askMemo(now: string): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Memo'),
    prompt: vscode.l10n.t('What do you notice here? ⏎ stands for a line break; an empty memo is taken away.'),
    value: memoText(now).replaceAll('\n', breakMark),
    ignoreFocusOut: true,
  });
  return typed?.replaceAll(breakMark, '\n').replaceAll('⏎', '\n').trim();
}
