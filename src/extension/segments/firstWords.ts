import { isSecondOfPair } from '../../core/text/offsets';

/** The first words of a quote on one line, at most `most` UTF-16 units; whole words and characters where it can be. */
export function firstWords(quote: string, most = 80): string {
  const text = quote
    .slice(0, 4 * most)
    .replace(/\s+/g, ' ')
    .trim();
  if (text.length <= most && quote.length <= 4 * most) return text;
  const end = isSecondOfPair(text, most) ? most - 1 : most;
  const cut = text.slice(0, end);
  const space = cut.lastIndexOf(' ');
  return `${(space > most / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
