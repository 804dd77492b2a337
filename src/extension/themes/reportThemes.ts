import * as vscode from 'vscode';
import { themeTable, themeTableCsv, themeTableText } from '../../core/exchange/document/themeTable';
import { readThemeSegments, themesOf } from '../../core/retrieval/themeSegments';
import type { Deps } from '../deps';
import { showInformation } from '../say';

/** Report: Themes…: codes × categories × themes as a new document, which the person saves where they like. */
export async function reportThemes(deps: Deps): Promise<void> {
  const { t } = vscode.l10n;
  const study = deps.studies.current?.study;
  if (!study) return;
  const themes = themesOf(study.codebooks);
  if (themes.length === 0) {
    void showInformation(t('This study has no theme yet.'));
    return;
  }
  const forms: readonly (vscode.QuickPickItem & { readonly language: string })[] = [
    { label: t('Table to read'), description: '.md', language: 'markdown' },
    { label: t('Table for R, Python or a spreadsheet'), description: '.csv', language: 'csv' },
  ];
  const form = await vscode.window.showQuickPick(forms, { title: t('Report: Codes, Categories and Themes') });
  if (!form) return;
  const found = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: t('Reading what themes have') },
    () =>
      readThemeSegments(
        study,
        themes.map(({ theme }) => theme),
      ),
  );
  const table = themeTable(themes, found, study.codes);
  const content = form.language === 'csv' ? themeTableCsv(table) : themeTableText(table);
  // Without an extension for CSV, VS Code knows no such language.
  const known = (await vscode.languages.getLanguages()).includes(form.language);
  const document = await vscode.workspace.openTextDocument({ content, ...(known ? { language: form.language } : {}) });
  await vscode.window.showTextDocument(document);
}
