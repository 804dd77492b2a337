import { shortened } from '../text/shortened';

/** Longest quote shown whole in a sentence, in UTF-16 units. */
const longest = 40;

/** The beginning of a quote in curly quotes, on one line, for labels and messages. Never splits a surrogate pair. */
export function excerpt(quote: string): string {
  return `“${shortened(quote, longest)}”`;
}
