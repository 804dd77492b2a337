/**
 * Writes text that came from a file as Markdown that shows exactly this text: no mark-up, no link (also none that Markdown makes of a
 * bare address), no HTML, no icon. Lines stay lines. VS Code's own `appendText` does as much, but makes spaces unbreakable, so that
 * long lines break within words.
 */
export function markdownText(text: string): string {
  const lines = text.split(/\r\n?|\n/).map((line) => line.replace(/\s+/g, ' ').trim());
  // A backslash before any sign of ASCII makes it plain (CommonMark 0.31, 2.4); two spaces at its end break a line.
  const escaped = lines.map((line) => line.replace(/[!-/:-@[-`{-~]/g, '\\$&'));
  return escaped
    .join('  \n')
    .replace(/(?: {2}\n){2,}/g, '\n\n')
    .trim();
}

/** As `markdownText`, on one line: what a list item or a heading needs. */
export function markdownLine(text: string): string {
  return markdownText(text.replace(/\s+/g, ' '));
}
