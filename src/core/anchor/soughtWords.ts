import { span, type Span } from '../text/span';
import { isInsideWord, isWordUnit, wordTokens, type NumberWord, type WordTokens } from '../text/wordTokens';
import { contextLength, type Selector } from './selector';

/** More context than this in a file was not written by `describe`; the rest of it is not looked at. */
export const mostContext = 4 * contextLength;

/** A longer word may, in another Unicode form, be too long to count as one in the text. */
const longestWhole = 16;

/** Never joins, with whatever stands beside it, into anything else: neither words nor other Unicode forms have it as a part. */
function isIdeograph(unit: number): boolean {
  return unit >= 0x3400 && unit <= 0x9fff;
}

const mark = /^\p{M}/u;

/** A selector's words and those around them, with the numbers that they have in the text in which they are sought. */
export class SoughtWords {
  readonly words: WordTokens;
  /** Where the quote stands in the text of `words`, between its surroundings. */
  readonly quote: Span;

  constructor({ quote, prefix, suffix }: Selector, numberOf: NumberWord) {
    const lead = prefix.slice(-mostContext);
    const whole = lead + quote + suffix.slice(0, mostContext);
    this.words = wordTokens(whole, 0, whole.length, numberOf);
    this.quote = span(lead.length, lead.length + quote.length);
  }

  /** The words around the quote alone. */
  get around(): WordTokens {
    const { text, starts, ends, ids } = this.words;
    const isOutside = (_: number, k: number): boolean =>
      (ends[k] as number) <= this.quote.start || (starts[k] as number) >= this.quote.end;
    return {
      text,
      starts: starts.filter(isOutside),
      ends: ends.filter(isOutside),
      ids: ids.filter(isOutside),
    };
  }

  /**
   * The word within a stretch that is rarest by `countOf`, of those that are words wherever the stretch stands, whatever is before and
   * behind it; -1 where there is none. What touches an end may go on there, an accent may belong to a sign, and of a run without
   * breaks each character counts as a word. An ideograph is a word by itself wherever it stands.
   */
  rarestWhole({ start, end }: Span, countOf: (id: number) => number): number {
    const { text, starts, ends, ids } = this.words;
    let rarest = -1;
    let least = Infinity;
    for (let k = 0; k < ids.length && least > 0; k++) {
      const from = starts[k] as number;
      const to = ends[k] as number;
      // Two units from the end: the one between may be an apostrophe that joins.
      if (from < start + 2 || to > end - 2 || to - from > longestWhole) continue;
      const ideograph = isIdeograph(text.charCodeAt(from));
      // An apostrophe joins: what it cuts off a long run here may be part of one word there.
      if (!ideograph && (!isWordUnit(text, from) || isInsideWord(text, from) || isInsideWord(text, to))) continue;
      if (text.charCodeAt(from) >= 0x300 && mark.test(text.slice(from, to))) continue;
      const count = countOf(ids[k] as number);
      if (count >= least) continue;
      least = count;
      rarest = k;
    }
    return rarest;
  }
}
