import * as vscode from 'vscode';
import type { FormWords } from '../../protocol/form';

/** The words that every form has, in the person's language: pages have none of their own. `saveKeys` says more where a form has lists. */
export function formWordsNow(saveKeys = vscode.l10n.t('Ctrl+Enter or Ctrl+S saves.')): FormWords {
  const { t } = vscode.l10n;
  return {
    save: t('Save'),
    saveKeys,
    reset: t('Back to What the File Says'),
    openFile: t('Open in YAML'),
    unsaved: t('Not saved yet'),
    meanwhile: t('This was changed meanwhile. In the file it is now: {0}'),
    nothingThere: t('(nothing)'),
    takeTheirs: t('Take What the File Says'),
  };
}
