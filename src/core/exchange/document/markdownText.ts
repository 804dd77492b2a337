/** Text as one line of Markdown, in which nothing becomes a mark. */
export function markdownLine(text: string): string {
  return escaped(text.replace(/\s+/g, ' ').trim());
}

/** Text of several lines, which stay lines, and of several paragraphs; those after the first begin with `indent`. Nothing becomes a mark. */
export function markdownBlock(text: string, indent: string): string {
  const paragraphs = text.trim().split(/(?:\r\n?|\n)\s*(?:\r\n?|\n)/);
  const lines = (paragraph: string): string[] => paragraph.split(/\r\n?|\n/).map((line) => escaped(line.trim()));
  return paragraphs.map((paragraph) => lines(paragraph).join(`\\\n${indent}`)).join(`\n${indent.trimEnd()}\n${indent}`);
}

/** Text as a cell of a table in Markdown; its lines stay lines, for which Markdown has no other way than this mark. */
export function markdownCell(text: string): string {
  return text.split('\n').map(markdownLine).join('<br>');
}

/** What would be a mark in Markdown, as the character that it is. */
function escaped(line: string): string {
  return line
    .replace(/[\\`*_[\]<>&|~]/g, '\\$&')
    .replace(/^([#+=-])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}
