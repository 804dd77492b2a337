import * as vscode from 'vscode';
import { logLabel } from '../../core/base/logLabel';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { baseName, studyPath } from '../../core/base/studyPath';
import type { ReadingStep } from '../../core/coding/readingStep';
import { mayWrite, tell } from '../ask';
import type { Deps } from '../deps';
import { commands, contextKeys } from '../ids';
import { onRow } from '../onRow';
import { savedFirst } from '../savedFirst';
import { showInformation } from '../say';
import { Soon } from '../soon';
import { ensureCoder } from '../study/chooseCoder';
import type { TranscriptPlace } from '../study/openStudies';
import { coderPath } from '../../core/project/studyFiles';
import { myStep } from './readingRecord';

/** What is offered for the active transcript follows after this many milliseconds of quiet. */
const quiet = 100;

/** Mark as Read, as Unread, Coding as Finished and as Not Finished: of a row, the active editor, or a transcript that is chosen. */
export function registerMarkTranscripts(deps: Deps): Disposable {
  const held = new DisposableStore();
  const add = (id: string, step: ReadingStep, from: readonly ReadingStep[]): void => {
    const run = (argument: unknown): Promise<void> => mark(deps, step, from, argument);
    held.add(vscode.commands.registerCommand(id, onRow(deps.log, run)));
  };
  add(commands.markRead.id, 'read', ['unread']);
  add(commands.markUnread.id, 'unread', ['read', 'finished']);
  add(commands.markFinished.id, 'finished', ['unread', 'read']);
  add(commands.markNotFinished.id, 'read', ['finished']);
  const follow = (): void => {
    const editor = vscode.window.activeTextEditor;
    const place = editor && deps.studies.transcriptOf(editor.document.uri);
    const step = place && (myStep(place.open, place.path) ?? 'unread');
    void vscode.commands.executeCommand('setContext', contextKeys.transcriptStep, step);
  };
  const { ask: soon } = held.add(new Soon(follow, quiet));
  held.add(vscode.window.onDidChangeActiveTextEditor(soon));
  held.add(deps.studies.onDidChangeList(soon));
  held.add(
    deps.studies.onDidChangeStudy(({ change }) => {
      if (change.kind === 'frame') soon();
    }),
  );
  return held;
}

async function mark(deps: Deps, step: ReadingStep, from: readonly ReadingStep[], argument: unknown): Promise<void> {
  const place = await placeFor(deps, argument);
  if (!place || !(await mayWrite()) || !(await ensureCoder(place.open))) return;
  const { open, path } = place;
  const name = baseName(path);
  const before = myStep(open, path) ?? 'unread';
  if (!from.includes(before)) {
    void showInformation(asItIs(before, name));
    return;
  }
  const label =
    step === 'finished'
      ? logLabel('Marked the coding of {0} as finished', name)
      : step === 'unread'
        ? logLabel('Marked {0} as unread', name)
        : before === 'finished'
          ? logLabel('Marked the coding of {0} as not finished', name)
          : logLabel('Marked {0} as read', name);
  if (!(await savedFirst(open, coderPath(open.study.me ?? '')))) return;
  tell(await open.session.markTranscript(path, step, today(), label));
}

function asItIs(step: ReadingStep, name: string): string {
  const { t } = vscode.l10n;
  switch (step) {
    case 'unread':
      return t('“{0}” is marked neither as read nor as finished.', name);
    case 'read':
      return t('“{0}” is marked as read, and its coding as not finished.', name);
    case 'finished':
      return t('The coding of “{0}” is marked as finished.', name);
  }
}

/**
 * The transcript that a command is about: that of a row of the Transcripts view, of the editor whose menu it was chosen from, of the
 * active editor, or one that the person picks. Undefined where they leave.
 */
export async function placeFor(deps: Deps, argument: unknown): Promise<TranscriptPlace | undefined> {
  const { studies } = deps;
  const { current } = studies;
  if (argument instanceof vscode.Uri) return studies.transcriptOf(argument);
  if (typeof argument === 'object' && argument !== null && 'path' in argument) {
    const path = studyPath(String(argument.path));
    return current && path.ok && current.study.isTranscript(path.value)
      ? { open: current, path: path.value }
      : undefined;
  }
  const editor = vscode.window.activeTextEditor;
  const active = editor && studies.transcriptOf(editor.document.uri);
  if (active || !current) return active;
  const items = current.study.transcripts.map(({ path }) => ({ label: baseName(path), description: path, path }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Choose a Transcript'),
    matchOnDescription: true,
  });
  return picked && { open: current, path: picked.path };
}

/** The day where the person is, as files have it. */
export function today(now = new Date()): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
