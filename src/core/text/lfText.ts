/** Text as the core counts it: no byte order mark, every line break (CRLF, lone CR) an LF. U+2028, U+2029 and U+0085 are no line breaks, as in VS Code. */
export type LfText = string & { readonly __brand: 'LfText' };

/** Normalises text to LfText. Text that is already so is returned as it is. */
export function toLf(raw: string): LfText {
  const text = raw.charCodeAt(0) === 0xfeff ? raw.slice(1) : raw;
  return withLfBreaks(text) as LfText;
}

/** A part of a text with every line break an LF. Unlike a text's beginning, a part may begin with U+FEFF: there it is a character. Never fails. */
export function withLfBreaks(part: string): string {
  return part.includes('\r') ? part.replace(/\r\n?/g, '\n') : part;
}
