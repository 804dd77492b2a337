/** Text as the core counts it: no byte order mark, every line break (CRLF, lone CR) an LF. U+2028, U+2029 and U+0085 are no line breaks, as in VS Code. */
export type LfText = string & { readonly __brand: 'LfText' };

/** Normalises text to LfText. Text that is already so is returned as it is. */
export function toLf(raw: string): LfText {
  const text = raw.charCodeAt(0) === 0xfeff ? raw.slice(1) : raw;
  return (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text) as LfText;
}
