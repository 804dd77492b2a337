import * as vscode from 'vscode';
import { DisposableStore, toDisposable, type Disposable } from '../../core/base/disposable';
import { baseName, studyPath } from '../../core/base/studyPath';
import type { LogEntry } from '../../core/history/logFile';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { withIcon } from '../say';
import { Soon } from '../soon';
import type { TranscriptPlace } from '../study/openStudies';
import type { OpenStudy } from '../study/openStudy';
import { myStep } from './readingRecord';

/** How long it is said, in milliseconds: as what was undone. */
const saidFor = 15_000;

/** What a person does when they code. */
const codingOperations: ReadonlySet<string> = new Set([
  'apply-code',
  'remove-coding',
  'recode',
  'resize-segment',
  'remove-segment',
  'edit-segment',
]);

/**
 * Where I code in a transcript whose coding I marked as finished, the status bar says so, once a transcript and session; nothing is asked
 * and nothing held up. A click there takes the mark back.
 */
export function registerFinishedNote(deps: Deps): Disposable {
  const held = new DisposableStore();
  const item = held.add(vscode.window.createStatusBarItem('verbatim.finished', vscode.StatusBarAlignment.Left, 7));
  item.name = vscode.l10n.t('Verbatim: Coding Marked as Finished');
  const said = new Set<string>();
  const { ask: hideLater } = held.add(
    new Soon(() => {
      item.hide();
    }, saidFor),
  );
  let shown: TranscriptPlace | undefined;
  const tell = (open: OpenStudy, { op, target, undoes }: LogEntry): void => {
    const path = studyPath(target.transcript ?? '');
    if (!codingOperations.has(op) || undoes !== undefined || !path.ok) return;
    const uri = open.uriOf(path.value);
    if (said.has(uri.toString()) || myStep(open, path.value) !== 'finished') return;
    said.add(uri.toString());
    shown = { open, path: path.value };
    const { t } = vscode.l10n;
    const words = t('{0} was marked as finished', baseName(path.value));
    item.text = withIcon(words, 'pass');
    item.tooltip = t('You marked its coding as finished. Click to mark it as not finished.');
    item.accessibilityInformation = { label: words, role: 'button' };
    item.command = { command: commands.markNotFinished.id, title: t('Mark Coding as Not Finished'), arguments: [uri] };
    item.show();
    hideLater();
  };
  let store = new DisposableStore();
  const listen = (): void => {
    store.dispose();
    store = new DisposableStore();
    for (const open of deps.studies.all) {
      store.add(
        open.session.onDidLog((entry) => {
          tell(open, entry);
        }),
      );
    }
  };
  held.add(deps.studies.onDidChangeList(listen));
  held.add(
    deps.studies.onDidChangeStudy(() => {
      // Marked otherwise meanwhile: what is said would not be true any more.
      if (shown && myStep(shown.open, shown.path) !== 'finished') item.hide();
    }),
  );
  held.add(
    toDisposable(() => {
      store.dispose();
    }),
  );
  listen();
  return held;
}
