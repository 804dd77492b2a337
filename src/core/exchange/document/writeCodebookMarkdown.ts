import type { CancellationToken } from '../../base/cancellation';
import type { ExportPlan } from '../exportPlan';
import { codebookDocument } from './codebookDocument';
import { documentParts, type DocumentPart } from './documentParts';
import { markdownBlock, markdownLine } from './markdownText';

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
      return `${'#'.repeat(Math.min(deepest, part.level))} ${markdownLine(part.text)}`;
    case 'paragraph':
      return part.label === undefined
        ? markdownBlock(part.text, '')
        : `**${part.label}:** ${markdownBlock(part.text, '')}`;
    case 'list':
      return [`**${part.label}:**`, '', ...part.items.map((item) => `- ${markdownBlock(item, '  ')}`)].join('\n');
    case 'quote':
      return `> ${markdownBlock(part.text, '> ')}\n>\n> — ${markdownLine(part.from)}`;
  }
}
