import * as vscode from 'vscode';
import { baseName } from '../../core/base/studyPath';
import type { Memo, MemoKind } from '../../core/notes/readMemo';

/** A sort of memo as people call it. */
export function memoKindName(kind: MemoKind): string {
  const { t } = vscode.l10n;
  switch (kind) {
    case 'analytic':
      return t('Analytic memo');
    case 'method':
      return t('Memo on method');
    case 'field-note':
      return t('Field note');
    case 'summary':
      return t('Summary');
    case 'reflexive':
      return t('Reflexive memo');
  }
}

/** What a memo is called in lists: the sort that its title need not repeat, else the title, else its file. */
export function memoName({ kind, title, file }: Memo): string {
  if (kind === 'summary' || kind === 'field-note') return memoKindName(kind);
  return title ?? (kind === null ? baseName(file) : memoKindName(kind));
}
