import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/base/disposable';
import { baseName, type StudyPath } from '../../core/base/studyPath';
import type { Memo, MemoKind } from '../../core/notes/readMemo';
import { mayWrite, tell } from '../ask';
import type { Deps } from '../deps';
import { commands } from '../ids';
import { onRow } from '../onRow';
import { ensureCoder } from '../study/chooseCoder';
import type { TranscriptPlace } from '../study/openStudies';
import { memoName } from './memoWords';
import { placeFor } from './markTranscripts';

/** Write Summary… and Write Field Note…: memos about a transcript, as Markdown files that are written beside it. */
export function registerWriteMemos(deps: Deps): Disposable {
  const held = new DisposableStore();
  const add = (id: string, kind: MemoKind): void => {
    held.add(
      vscode.commands.registerCommand(
        id,
        onRow(deps.log, (argument: unknown) => write(deps, kind, argument)),
      ),
    );
  };
  add(commands.writeSummary.id, 'summary');
  add(commands.writeFieldNote.id, 'field-note');
  return held;
}

async function write(deps: Deps, kind: MemoKind, argument: unknown): Promise<void> {
  const place = await placeFor(deps, argument);
  if (!place || !(await mayWrite()) || !(await ensureCoder(place.open))) return;
  const { open, path } = place;
  const { study } = open;
  const mine = study.memos.filter((memo) => memo.by === study.me && memo.kind === kind && memo.about.includes(path));
  const chosen = await chosenMemo(kind, mine);
  if (chosen === undefined) return;
  let file: StudyPath;
  if (chosen === 'new') {
    const made = await open.session.writeMemo(path, kind, titleOf(kind, baseName(path)));
    if (!tell(made) || !made.ok) return;
    file = made.value.file;
  } else file = chosen.file;
  await showBeside(place, file);
}

function titleOf(kind: MemoKind, name: string): string {
  const { t } = vscode.l10n;
  return kind === 'summary' ? t('Summary of {0}', name) : t('Field note on {0}', name);
}

/** The memo to write in. A transcript has one summary of mine; of field notes I may begin another. Undefined where the person leaves. */
async function chosenMemo(kind: MemoKind, mine: readonly Memo[]): Promise<Memo | 'new' | undefined> {
  const [first] = mine;
  if (first === undefined) return 'new';
  if (kind === 'summary') return first;
  const { t } = vscode.l10n;
  const items: readonly (vscode.QuickPickItem & { readonly memo: Memo | 'new' })[] = [
    ...mine.map((memo) => ({
      label: memoName(memo),
      description: memo.at?.slice(0, 10) ?? '',
      detail: memo.firstWords,
      iconPath: new vscode.ThemeIcon('note'),
      memo,
    })),
    { label: t('New Field Note'), iconPath: new vscode.ThemeIcon('add'), memo: 'new', alwaysShow: true },
  ];
  return (await vscode.window.showQuickPick(items, { title: t('Write Field Note') }))?.memo;
}

/** Shows a memo beside its transcript, which is shown where it is not in sight, with the cursor where writing goes on. */
async function showBeside({ open, path }: TranscriptPlace, file: StudyPath): Promise<void> {
  const document = await vscode.workspace.openTextDocument(open.uriOf(file));
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  if (!shown) {
    const uri = open.uriOf(path);
    const transcript = vscode.window.visibleTextEditors.find(
      (editor) => editor.document.uri.toString() === uri.toString(),
    );
    // What is active is what another editor is beside.
    await vscode.window.showTextDocument(uri, transcript?.viewColumn ? { viewColumn: transcript.viewColumn } : {});
  }
  const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.Beside;
  const editor = await vscode.window.showTextDocument(document, { viewColumn });
  const end = document.lineAt(document.lineCount - 1).range.end;
  editor.selection = new vscode.Selection(end, end);
  editor.revealRange(editor.selection);
}
