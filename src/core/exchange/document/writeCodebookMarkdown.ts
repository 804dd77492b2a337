import type { CancellationToken } from '../../base/cancellation';
import type { ExportPlan } from '../exportPlan';
import { codebookDocument } from './codebookDocument';
import { documentParts, type DocumentPart } from './documentParts';

/** Headings have no more levels in Markdown and HTML; codes below are told by their order alone. */
const deepest = 6;

/** The codebooks of a study as Markdown (CommonMark), to be read or printed. Nothing in a codebook or a quote becomes a mark. */
export async function* writeCodebookMarkdown(
  plan: ExportPlan,
  token?: CancellationToken,
): AsyncGenerator<string, void, undefined> {
  for (const part of documentParts(await codebookDocument(plan, token))) yield `${markdownOf(part)}\n\n`;
}

function markdownOf(part: DocumentPart): string {
  switch (part.kind) {
    case 'heading':
      return `${'#'.repeat(Math.min(deepest, part.level))} ${oneLine(part.text)}`;
    case 'paragraph':
      return part.label === undefined ? block(part.text, '') : `**${part.label}:** ${block(part.text, '')}`;
    case 'list':
      return [`**${part.label}:**`, '', ...part.items.map((item) => `- ${block(item, '  ')}`)].join('\n');
    case 'quote':
      return `> ${block(part.text, '> ')}\n>\n> — ${oneLine(part.from)}`;
  }
}

function oneLine(text: string): string {
  return escaped(text.replace(/\s+/g, ' ').trim());
}

/** Text of several lines, which stay lines, and of several paragraphs; those after the first begin with `indent`. */
function block(text: string, indent: string): string {
  const paragraphs = text.trim().split(/(?:\r\n?|\n)\s*(?:\r\n?|\n)/);
  const lines = (paragraph: string): string[] => paragraph.split(/\r\n?|\n/).map((line) => escaped(line.trim()));
  return paragraphs.map((paragraph) => lines(paragraph).join(`\\\n${indent}`)).join(`\n${indent.trimEnd()}\n${indent}`);
}

/** What would be a mark in Markdown, as the character that it is. */
function escaped(line: string): string {
  return line
    .replace(/[\\`*_[\]<>&|~]/g, '\\$&')
    .replace(/^([#+=-])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}
