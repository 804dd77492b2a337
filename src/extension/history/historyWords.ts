import * as vscode from 'vscode';
import type { EventKind } from '../../core/history/historyEvent';
import { isEmptyFilter, type HistoryFilter } from '../../core/history/historyFilter';
import { baseName } from '../../core/base/studyPath';
import { coderName } from '../study/names';
import type { OpenStudy } from '../study/openStudy';
import { dayOf } from './historyRows';

/** A sort of event as people call it. */
export function kindName(kind: EventKind): string {
  const { t } = vscode.l10n;
  switch (kind) {
    case 'coding':
      return t('Coding');
    case 'segment':
      return t('Borders, memos, exemplars');
    case 'place':
      return t('Places that were reviewed');
    case 'import':
      return t('Imports');
    case 'codebook':
      return t('Codebook');
    case 'cases':
      return t('Cases');
    case 'reading':
      return t('Transcripts read and finished');
    case 'memo':
      return t('Memos of transcripts');
    case 'link':
      return t('Transcripts linked anew');
    case 'undo':
      return t('Undone and put back');
    case 'other':
      return t('Other');
  }
}

/** The picture of a sort of event. */
export function kindIcon(kind: EventKind): vscode.ThemeIcon {
  const names: Readonly<Record<EventKind, string>> = {
    coding: 'tag',
    segment: 'edit',
    place: 'location',
    import: 'desktop-download',
    codebook: 'list-tree',
    cases: 'organization',
    reading: 'book',
    memo: 'note',
    link: 'link',
    undo: 'discard',
    other: 'circle-outline',
  };
  return new vscode.ThemeIcon(names[kind]);
}

/** A day as people call it, from its first moment. */
export function dayName(day: number | null): string {
  const { t } = vscode.l10n;
  if (day === null) return t('Without a date');
  const today = dayOf(new Date().toISOString()) ?? 0;
  const name = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'full' }).format(day);
  if (day === today) return t('Today, {0}', name);
  return dayOf(new Date(today - 1).toISOString()) === day ? t('Yesterday, {0}', name) : name;
}

/** The time of day, hours and minutes; '' where the log has no readable time. */
export function timeName(at: string): string {
  return dayOf(at) === null
    ? ''
    : new Intl.DateTimeFormat(vscode.env.language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
        new Date(at),
      );
}

/** Day and time in full. */
export function momentName(at: string): string {
  if (dayOf(at) === null) return at;
  return new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'medium' }).format(
    new Date(at),
  );
}

/** What is shown alone, for the view's description; '' where everything is. */
export function filterWords(open: OpenStudy, filter: HistoryFilter): string {
  if (isEmptyFilter(filter)) return '';
  const { coders = [], transcripts = [], kinds = [], text = '' } = filter;
  const quoted = text.trim() === '' ? [] : [vscode.l10n.t('“{0}”', text.trim())];
  return [
    ...quoted,
    ...coders.map((id) => coderName(open, id)),
    ...kinds.map(kindName),
    ...transcripts.map((path) => baseName(path)),
  ].join(', ');
}
