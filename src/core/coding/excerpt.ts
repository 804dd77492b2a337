import { isSecondOfPair } from '../text/offsets';

/** Longest quote shown whole in a sentence, in UTF-16 units. */
const longest = 40;

/** The beginning of a quote in curly quotes, on one line, for labels and messages. Never splits a surrogate pair. */
export function excerpt(quote: string): string {
  const line = quote
    .slice(0, 4 * longest)
    .trim()
    .replace(/\s+/g, ' ');
  if (line.length <= longest) return `“${line}”`;
  const end = isSecondOfPair(line, longest - 1) ? longest - 2 : longest - 1;
  return `“${line.slice(0, end).trimEnd()}…”`;
}
