import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import type { Deps } from '../deps';
import { commands } from '../ids';
import type { TranscriptPlace } from '../study/openStudies';
import type { OpenStudy } from '../study/openStudy';
import { Soon } from '../soon';
import { hoveredSegments } from './hoverSegments';
import { coderStatus, type StatusTrouble } from './statusText';

/** The cursor moves in bursts; the item follows after this many milliseconds of quiet. */
const quiet = 100;

/**
 * Two items at the left, where a narrow window hides nothing: who codes in which study, and whether the transcript is open for coding or
 * editing, with the codes at the cursor.
 */
export function registerStatusBar(deps: Deps): Disposable {
  const held = new DisposableStore();
  const coder = held.add(vscode.window.createStatusBarItem('verbatim.coder', vscode.StatusBarAlignment.Left, 10));
  const mode = held.add(vscode.window.createStatusBarItem('verbatim.mode', vscode.StatusBarAlignment.Left, 9));
  coder.name = vscode.l10n.t('Verbatim: Coder and Study');
  mode.name = vscode.l10n.t('Verbatim: Coding or Editing');
  mode.command = commands.toggleCodingMode.id;

  const show = (): void => {
    showCoder(coder, deps.studies.current);
    showMode(mode, deps);
  };
  const { ask: soon } = held.add(new Soon(show, quiet));
  held.add(deps.studies.onDidChangeCurrent(soon));
  held.add(deps.studies.onDidChangeList(soon));
  held.add(deps.studies.onDidChangeStudy(soon));
  held.add(deps.modes.onDidTakeEffect(soon));
  held.add(vscode.window.onDidChangeActiveTextEditor(soon));
  held.add(vscode.window.onDidChangeTextEditorSelection(soon));
  held.add(vscode.workspace.onDidGrantWorkspaceTrust(soon));
  show();
  return held;
}

function showCoder(item: vscode.StatusBarItem, open: OpenStudy | undefined): void {
  if (!open) {
    item.hide();
    return;
  }
  const { t } = vscode.l10n;
  const { study } = open;
  const trouble: StatusTrouble = !vscode.workspace.isTrusted ? 'restricted' : study.me === null ? 'no-coder' : null;
  const name = study.coders.find(({ id }) => id === study.me)?.name ?? study.me ?? '';
  const { text, label } = coderStatus(trouble, name, study.project.name, {
    noCoder: t('Choose Coder'),
    restricted: t('Read-only'),
  });
  item.text = text;
  item.accessibilityInformation = { label, role: 'button' };
  item.backgroundColor = trouble === null ? undefined : new vscode.ThemeColor('statusBarItem.warningBackground');
  item.command = trouble === 'restricted' ? 'workbench.trust.manage' : commands.chooseCoder.id;
  item.tooltip =
    trouble === 'restricted'
      ? t(
          'This folder is open in Restricted Mode: Verbatim reads it but does not change it. Click to trust the folder.',
        )
      : trouble === 'no-coder'
        ? t('Nobody is chosen yet as the coder on this machine. Click to choose.')
        : t('Codings on this machine are those of {0}. Click to change the coder.', name);
  item.show();
}

function showMode(item: vscode.StatusBarItem, { studies, modes }: Deps): void {
  const editor = vscode.window.activeTextEditor;
  const place = editor && studies.transcriptOf(editor.document.uri);
  if (!place) {
    item.hide();
    return;
  }
  const effect = modes.effectOn(editor.document.uri);
  // What the item says stays until it is true of this transcript.
  if (effect === undefined) return;
  const { t } = vscode.l10n;
  const coding = effect === 'coding';
  item.text = coding ? `$(tag) ${t('Coding')}` : `$(edit) ${t('Editing')}`;
  const here = codesAtCursor(place, editor);
  const codes = here.length > 0 ? t('Codes here: {0}', here.join(', ')) : t('No code at the cursor');
  const what = coding
    ? t('The words are read-only and plain keys code; press ? for the keys. Click to edit the words.')
    : t('The words can be edited and segments follow. Click to go back to coding.');
  item.tooltip = `${codes}\n${what}`;
  item.accessibilityInformation = {
    label: `${coding ? t('Coding') : t('Editing')}. ${codes}`,
    role: 'button',
  };
  item.show();
}

/** Names of the codes at the cursor, innermost segment first, each once; none while the transcript is not in memory yet. */
function codesAtCursor({ open: { study }, path }: TranscriptPlace, editor: vscode.TextEditor): string[] {
  const coding = study.keptCoding(path);
  if (!coding) return [];
  const shown = new Set(study.visible(coding).map(({ coder }) => coder));
  const found = hoveredSegments(coding, coding.lines.offsetAt(editor.selection.active), shown);
  const names = found.flatMap(({ segment }) =>
    segment.row.codings.map(({ code }) => study.codes.resolve(code)?.name ?? code),
  );
  return [...new Set(names)];
}
