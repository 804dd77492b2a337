import type { CancellationToken } from '../../base/cancellation';
import type { ExportPlan } from '../exportPlan';
import { codebookDocument } from './codebookDocument';
import { documentParts, type DocumentPart } from './documentParts';

/** HTML has no deeper headings. */
const deepest = 6;

/** Readable on a screen, light or dark, and on paper; nothing is loaded from anywhere. */
const style = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; }
h2 { border-bottom: 1px solid; padding-bottom: .2em; margin-top: 2em; }
h3, h4, h5, h6 { margin: 1.6em 0 .3em; break-after: avoid; }
p, ul { margin: .4em 0; }
blockquote { margin: .8em 0; padding-left: 1em; border-left: 3px solid; white-space: pre-line; }
blockquote footer { opacity: .8; }
`;

/**
 * The codebooks of a study as one HTML page, to be read, printed or opened in a word processor. Without scripts and addresses; all that
 * comes from files is escaped.
 */
export async function* writeCodebookHtml(
  plan: ExportPlan,
  token?: CancellationToken,
): AsyncGenerator<string, void, undefined> {
  const document = await codebookDocument(plan, token);
  yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n';
  yield '<meta name="viewport" content="width=device-width">\n';
  yield `<title>${escaped(`Codebook of ${document.study}`)}</title>\n<style>${style}</style>\n</head>\n<body>\n`;
  for (const part of documentParts(document)) yield `${htmlOf(part)}\n`;
  yield '</body>\n</html>\n';
}

function htmlOf(part: DocumentPart): string {
  switch (part.kind) {
    case 'heading': {
      const tag = `h${Math.min(deepest, part.level)}`;
      return `<${tag}>${escaped(part.text)}</${tag}>`;
    }
    case 'paragraph': {
      const text = lines(part.text);
      return part.label === undefined ? `<p>${text}</p>` : `<p><b>${part.label}:</b> ${text}</p>`;
    }
    case 'list': {
      const items = part.items.map((item) => `<li>${lines(item)}</li>`).join('');
      return `<p><b>${part.label}:</b></p>\n<ul>${items}</ul>`;
    }
    case 'quote':
      return `<blockquote>${escaped(part.text.trim())}<footer>— ${escaped(part.from)}</footer></blockquote>`;
  }
}

function lines(text: string): string {
  return escaped(text.trim()).replace(/\r\n?|\n/g, '<br>');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
