import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { annotate } from '../../core/coding/codingOperations';
import { guarded, tell } from '../ask';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { onRow } from '../onRow';
import { segmentForCommand } from './segmentForCommand';
import { mySegmentsAt, spanToCode, writingTarget } from './target';

/** How a line break of a memo is shown in the one-line input box, and typed. */
const breakMark = ' ⏎ ';

/** Annotate Without Code, and Edit Memo…. */
export function registerAnnotate(deps: Deps): Disposable {
  const held = new DisposableStore();

  const annotateHere = async (): Promise<void> => {
    const target = await writingTarget(deps);
    if (!target) return;
    const memo = await askMemo('');
    if (memo === undefined) return;
    const span = spanToCode(target);
    tell(
      await target.open.session.change(
        target.path,
        (mine, { text }) => annotate(mine, text, span, memo === '' ? null : memo, target.open.session.tools()),
        target.coding.text,
      ),
    );
  };

  const editMemo = async (argument: unknown): Promise<void> => {
    const chosen = await segmentForCommand(deps, argument, mySegmentsAt);
    if (chosen === 'none') return annotateHere();
    if (!chosen) return;
    const { open, path, segment } = chosen;
    const { id, memo: asked = '' } = segment.segment.row;
    const memo = await askMemo(asked);
    if (memo === undefined) return;
    const { rewriteMemo } = await import('../../core/coding/rewriteMemo');
    // The box may have been open for hours, while another window wrote.
    tell(await open.session.change(path, (mine) => rewriteMemo(mine, id, asked, memo)));
  };

  held.add(vscode.commands.registerCommand(commands.annotate.id, guarded(deps.log, annotateHere)));
  held.add(vscode.commands.registerCommand(commands.editMemo.id, onRow(deps.log, editMemo)));
  return held;
}

/** Asks for a memo; its line breaks stand as ⏎. Undefined where the person leaves. */
async function askMemo(now: string): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Memo'),
    prompt: vscode.l10n.t('What do you notice here? ⏎ stands for a line break; an empty memo is taken away.'),
    value: now.replaceAll('\n', breakMark),
    ignoreFocusOut: true,
  });
  return typed?.replaceAll(breakMark, '\n').replaceAll('⏎', '\n').trim();
}
