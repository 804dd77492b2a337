import * as vscode from 'vscode';
import type { Code, Codebook } from '../../core/codebook/codebook';
import { codeText, type CodeTextBlock } from '../../core/codebook/codeText';
import { markdownLine, markdownText } from '../markdownText';
import type { CodeCount } from './codeCounts';

/** What a code's tooltip says of how it was used. */
export interface CodeUse {
  readonly count: CodeCount;
  /** Name of the transcript being read, or null. */
  readonly here: string | null;
  /** Codings of the code itself by each coder, by name. */
  readonly byCoder: readonly { readonly name: string; readonly count: number }[];
}

/** Everything a coder has to know of a code, as Markdown. What the codebook says goes in as text alone. */
export function codeTooltip(
  code: Code,
  codebook: Codebook | undefined,
  nameOf: (id: string) => string,
  use: CodeUse,
): vscode.MarkdownString {
  const { t } = vscode.l10n;
  const { name, blocks } = codeText(code, codebook, nameOf);
  const above = code.path.slice(0, -1);
  const text = new vscode.MarkdownString();
  text.isTrusted = false;
  text.supportHtml = false;
  text.appendMarkdown([...above.map(markdownLine), `**${markdownLine(withNumber(code, name))}**`].join(' › '));
  if (code.retired) addParagraph(text, t('Retired: kept for what was coded with it, not offered any more.'));
  else if (!code.codable) addParagraph(text, t('Only orders the codes under it; it is not given to segments.'));
  const paraphrased = blocks.some(({ kind }) => kind === 'paraphrase');
  for (const block of blocks) {
    addBlock(text, block);
    // Said in full below, which a long tooltip shows only to those who scroll.
    if (block.kind === 'definition' && paraphrased) text.appendMarkdown(` *${markdownLine(t('(paraphrased)'))}*`);
  }
  text.appendMarkdown('\n\n---\n\n').appendMarkdown(markdownText(usage(code, use)));
  return text;
}

/** How often a code was given, as one sentence for a tooltip or a screen reader. */
export function usage(code: Code, { count, here, byCoder }: CodeUse): string {
  const { t } = vscode.l10n;
  const parts = [count.own === 1 ? t('1 coding in the study') : t('{0} codings in the study', count.own)];
  if (here !== null) parts.push(t('{0} in {1}', count.ownHere, here));
  if (byCoder.length > 1) parts.push(byCoder.map(({ name, count: n }) => `${name} ${n}`).join(', '));
  if (code.children.length > 0) parts.push(t('{0} with the codes under it', count.all));
  return `${parts.join(' · ')}.`;
}

/** The name of a code after its number, where it has one. */
export function withNumber(code: Code, name: string): string {
  const number = code.entry.number?.trim() ?? '';
  return number === '' ? name : `${number} ${name}`;
}

function addParagraph(text: vscode.MarkdownString, content: string): void {
  text.appendMarkdown(`\n\n${markdownText(content)}`);
}

function addBlock(text: vscode.MarkdownString, { kind, title, items }: CodeTextBlock): void {
  if (kind === 'definition') {
    for (const item of items) addParagraph(text, item);
    return;
  }
  const lines = items.map(markdownLine);
  text.appendMarkdown(`\n\n*${markdownLine(title)}*`);
  text.appendMarkdown(items.length === 1 ? `: ${lines[0] ?? ''}` : `\n\n- ${lines.join('\n- ')}`);
}
