import * as vscode from 'vscode';
import { markdownLine, markdownText } from '../markdownText';
import type { SegmentLine } from './segmentRows';

/** Longest quote or memo that a tooltip shows, in UTF-16 units. */
const longest = 4000;

/** Of a segment, in words: its codes, what is said of each beyond the code, and its coder. */
export interface SegmentNames {
  readonly codes: readonly string[];
  readonly said: readonly { readonly code: string; readonly line: string }[];
  readonly coder: string;
}

/** The whole quote with who speaks, its codes and what is said of them, its coder and its memo, as Markdown. What files say goes in as text alone. */
export function segmentTooltip({ segment, speaker }: SegmentLine, names: SegmentNames): vscode.MarkdownString {
  const { t } = vscode.l10n;
  const { row, placement } = segment;
  const text = new vscode.MarkdownString();
  text.isTrusted = false;
  text.supportHtml = false;
  if (speaker !== null) text.appendMarkdown(`**${markdownLine(speaker)}**\n\n`);
  text.appendMarkdown(markdownText(cut(row.quote)));
  const codes = names.codes.length > 0 ? names.codes.join(', ') : t('annotation without a code');
  text.appendMarkdown(`\n\n---\n\n${markdownLine(`${codes} · ${names.coder}`)}`);
  for (const { code, line } of names.said) text.appendMarkdown(`\n\n${markdownLine(`${code}: ${cut(line)}`)}`);
  if (row.exemplar === true || row.codings.some(({ exemplar }) => exemplar === true)) {
    text.appendMarkdown(`\n\n${markdownLine(t('Exemplar'))}`);
  }
  if (row.memo !== undefined && row.memo !== '') {
    text.appendMarkdown(`\n\n*${markdownLine(t('Memo'))}*: ${markdownText(cut(row.memo))}`);
  }
  // An exact place needs no word; any other outcome says why it is thought to be the right one.
  if (placement.outcome !== 'exact') text.appendMarkdown(`\n\n${markdownText(placement.reason)}`);
  return text;
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
