import { say } from '../base/say';
import { shortened } from '../text/shortened';

/** Longest quote shown whole in a sentence, in UTF-16 units. */
const longest = 40;

/** The beginning of a quote in quotation marks, on one line, for messages. Never splits a surrogate pair. */
export function excerpt(quote: string): string {
  return say('“{0}”', excerptWords(quote));
}

/** The same without quotation marks: what goes into labels of the log. */
export function excerptWords(quote: string): string {
  return shortened(quote, longest);
}
