/**
 * Text of a study's file as Markdown that shows exactly this text on one line: white space runs together, and every ASCII
 * punctuation mark is escaped (CommonMark 0.31, 2.4), so that no link, image, HTML, list or heading can come of it.
 */
export function plainMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** The beginning of a text that is longer than `most` UTF-16 units, with an ellipsis; never splits a surrogate pair. */
export function shortened(text: string, most: number): string {
  const line = text
    .slice(0, most * 4)
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= most) return line;
  const last = line.charCodeAt(most - 2);
  const end = last >= 0xd800 && last < 0xdc00 ? most - 2 : most - 1;
  return `${line.slice(0, end).trimEnd()}…`;
}
