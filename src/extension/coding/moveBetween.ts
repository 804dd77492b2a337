import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { guarded } from '../ask';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { rangeOf, readingTarget } from './target';
import { showStatus } from '../say';

/** Next and previous segment in the order of the text; the segment is selected and said. At the last, it begins again. */
export function registerMoveBetween(deps: Deps): Disposable {
  const held = new DisposableStore();
  const move = (step: 1 | -1) => async (): Promise<void> => {
    const target = await readingTarget(deps);
    if (!target) return;
    const { coding, editor, open, selection } = target;
    const shown = new Set(open.study.visible(coding).map(({ coder }) => coder));
    const spans = coding.placed.filter(({ coder }) => shown.has(coder));
    const here = (a: number, b: number): number => a - selection.start || selection.end - b;
    const found =
      step === 1
        ? (spans.find(({ span }) => here(span.start, span.end) > 0) ?? spans[0])
        : (spans.findLast(({ span }) => here(span.start, span.end) < 0) ?? spans.at(-1));
    if (!found) {
      showStatus(vscode.l10n.t('Nothing is coded in this transcript yet.'));
      return;
    }
    const range = rangeOf(coding, found.span);
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    const names = found.segment.row.codings.map(({ code }) => open.study.codes.resolve(code)?.name ?? code);
    const what = names.length > 0 ? names.join(', ') : vscode.l10n.t('annotation without a code');
    const { study } = open;
    const whose = study.coders.find(({ id }) => id === found.coder)?.name ?? found.coder;
    showStatus(found.coder === study.me ? what : vscode.l10n.t('{0} · coded by {1}', what, whose), 'symbol-text');
  };
  held.add(vscode.commands.registerCommand(commands.nextSegment.id, guarded(deps.log, move(1))));
  held.add(vscode.commands.registerCommand(commands.previousSegment.id, guarded(deps.log, move(-1))));
  return held;
}
