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
