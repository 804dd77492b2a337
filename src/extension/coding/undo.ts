import * as vscode from 'vscode';
import { shownLabel } from '../../core/base/logLabel';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { baseName } from '../../core/base/studyPath';
import type { TurnedBack } from '../../core/project/done';
import { guarded, mayWrite } from '../ask';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { clearStatus, showInformation, showStatus, showWarning, withIcon } from '../say';
import { Soon } from '../soon';
import type { OpenStudy } from '../study/openStudy';
import { rangeOf } from './target';

/** How long it is said what was undone, in milliseconds: long enough to read it and to go there. */
const saidFor = 15_000;

type Way = 'undo' | 'redo';

/** Undo and redo of coding and of codebook changes: what I did last in the study at hand, said in the status bar. A click there goes to it. */
export function registerUndo(deps: Deps): Disposable {
  const held = new DisposableStore();
  const item = held.add(vscode.window.createStatusBarItem('verbatim.undone', vscode.StatusBarAlignment.Left, 8));
  item.name = vscode.l10n.t('Verbatim: What Was Undone');
  const { ask: hideLater } = held.add(
    new Soon(() => {
      item.hide();
    }, saidFor),
  );
  const turnBack = (way: Way) => async (): Promise<void> => {
    const open = deps.studies.current;
    if (!open || !(await mayWrite())) return;
    const outcome = await open.session[way]();
    if (!outcome.ok) {
      item.hide();
      void showWarning(outcome.error);
      return;
    }
    const { label, notes, turnedBack } = outcome.value;
    if (turnedBack) {
      await show(item, way, open, turnedBack);
      hideLater();
    } else showStatus(shownLabel(label), 'check');
    if (notes.length > 0) void showInformation(notes.join(' '));
  };
  held.add(vscode.commands.registerCommand(commands.undoCoding.id, guarded(deps.log, turnBack('undo'))));
  held.add(vscode.commands.registerCommand(commands.redoCoding.id, guarded(deps.log, turnBack('redo'))));
  return held;
}

async function show(item: vscode.StatusBarItem, way: Way, open: OpenStudy, back: TurnedBack): Promise<void> {
  const { t } = vscode.l10n;
  const { where } = back;
  const what = shownLabel(back.what);
  const whole = where ? `${what} (${baseName(where.transcript)})` : what;
  const said = way === 'undo' ? t('Undone: {0}', whole) : t('Redone: {0}', whole);
  clearStatus();
  item.text = withIcon(said, way === 'undo' ? 'discard' : 'redo');
  item.tooltip = where ? t('{0}\nClick to go there.', said) : said;
  item.accessibilityInformation = where ? { label: said, role: 'button' } : { label: said };
  item.command = undefined;
  if (where) {
    const coding = await open.study.inPassing(where.transcript);
    const selection = coding && where.span ? rangeOf(coding, where.span) : undefined;
    item.command = {
      title: t('Go There'),
      command: 'vscode.open',
      arguments: [open.uriOf(where.transcript), selection ? { selection } : {}],
    };
  }
  item.show();
}
