import * as vscode from 'vscode';
import { baseName } from '../../core/base/studyPath';
import { eventKinds, type EventKind } from '../../core/history/historyEvent';
import type { HistoryFilter } from '../../core/history/historyFilter';
import type { OpenStudy } from '../study/openStudy';
import { kindIcon, kindName } from './historyWords';

type FilterItem = vscode.QuickPickItem &
  (
    | { readonly coder: string }
    | { readonly eventKind: EventKind }
    | { readonly transcript: string }
    | { readonly none: true }
  );

/** Asks what the history shall show: first coders, sorts of change and transcripts, then words. Undefined where the person leaves. */
export async function askHistoryFilter(open: OpenStudy, before: HistoryFilter): Promise<HistoryFilter | undefined> {
  const { t } = vscode.l10n;
  const items = itemsOf(open, before);
  const picked = await vscode.window.showQuickPick(items, {
    title: t('Filter History (1 of 2)'),
    placeHolder: t('What to show; nothing chosen shows everything'),
    canPickMany: true,
    matchOnDescription: true,
  });
  if (picked === undefined) return undefined;
  const text = await vscode.window.showInputBox({
    title: t('Filter History (2 of 2)'),
    prompt: t('Words that occur in what was done: of quotes, codes, memos or names. Empty shows all.'),
    value: before.text ?? '',
  });
  if (text === undefined) return undefined;
  return {
    coders: picked.flatMap((item) => ('coder' in item ? [item.coder] : [])),
    kinds: picked.flatMap((item) => ('eventKind' in item ? [item.eventKind] : [])),
    transcripts: picked.flatMap((item) => ('transcript' in item ? [item.transcript] : [])),
    text: text.trim(),
  };
}

function itemsOf({ study }: OpenStudy, before: HistoryFilter): FilterItem[] {
  const { t } = vscode.l10n;
  const title = (label: string): FilterItem => ({ label, kind: vscode.QuickPickItemKind.Separator, none: true });
  return [
    title(t('Who')),
    ...study.coders.map(({ id, name }) => ({
      label: name,
      description: id === study.me ? t('you') : '',
      iconPath: new vscode.ThemeIcon('person'),
      picked: before.coders?.includes(id) ?? false,
      coder: id,
    })),
    title(t('What')),
    ...eventKinds.map((kind) => ({
      label: kindName(kind),
      iconPath: kindIcon(kind),
      picked: before.kinds?.includes(kind) ?? false,
      eventKind: kind,
    })),
    title(t('Where')),
    ...study.transcripts.map(({ path }) => ({
      label: baseName(path),
      description: path,
      iconPath: new vscode.ThemeIcon('comment-discussion'),
      picked: before.transcripts?.includes(path) ?? false,
      transcript: path,
    })),
  ];
}
