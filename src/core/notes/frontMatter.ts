/** Where the YAML between the “---” at the top of a Markdown file stands, and where what follows begins; offsets in the text. */
export interface FrontMatter {
  readonly start: number;
  /** Before the closing “---”. */
  readonly end: number;
  readonly body: number;
}

/** Front matter is a few lines; what is longer than this, in UTF-16 units, is none. */
const longest = 16_000;

/**
 * Finds the front matter of a Markdown text, with any kind of line break. Null where the text does not begin with “---”; 'open' where it
 * does and no line ends it within a few pages. Looks at the beginning alone, however long the text is.
 */
export function frontMatterOf(text: string): FrontMatter | 'open' | null {
  const opening = /^\uFEFF?---[ \t]*\r?\n/.exec(text.slice(0, 200));
  if (opening === null) return null;
  const start = opening[0].length;
  // From the line break before, so that an empty group is found, too.
  const from = start - 1;
  const closing = /\n---[ \t]*(?:\r?\n|$)/.exec(text.slice(from, from + longest));
  if (closing === null) return 'open';
  return { start, end: from + closing.index + 1, body: from + closing.index + closing[0].length };
}
