import * as vscode from 'vscode';
import type { ThemeEntry } from '../../core/codebook/codebookFile';
import { markdownLine, markdownText } from '../markdownText';

/** What a theme is about, as Markdown. What the codebook says goes in as text alone. */
export function themeTooltip({ name, definition, note }: ThemeEntry, counted: string): vscode.MarkdownString {
  const { t } = vscode.l10n;
  const text = new vscode.MarkdownString();
  text.isTrusted = false;
  text.supportHtml = false;
  text.appendMarkdown(`**${markdownLine(name)}**\n\n`);
  const said = definition?.trim() ?? '';
  text.appendMarkdown(said === '' ? `*${markdownLine(t('It has no definition yet.'))}*` : markdownText(said));
  if ((note?.trim() ?? '') !== '')
    text.appendMarkdown(`\n\n*${markdownLine(t('Note'))}*: ${markdownText(note?.trim() ?? '')}`);
  text.appendMarkdown('\n\n---\n\n').appendMarkdown(markdownText(counted));
  return text;
}
