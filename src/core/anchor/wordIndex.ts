import type { LfText } from '../text/lfText';
import { wordTokens, type NumberWord, type WordTokens } from '../text/wordTokens';

/**
 * The words of a text and where each of them, and each pair of neighbours, stands. Words that differ only in their Unicode form count
 * as the same. Flat columns: about 24 bytes a word. Built in one pass, O(length).
 */
export class WordIndex {
  readonly words: WordTokens;
  private readonly ids = new Map<string, number>();
  private readonly byWord: Lists;
  private readonly byPair: Lists;
  private readonly mask: number;

  constructor(text: LfText) {
    this.words = wordTokens(text, 0, text.length, (word) => this.number(word));
    const { ids } = this.words;
    this.byWord = new Lists(ids.length, this.ids.size, (k) => ids[k] as number);
    let size = 8;
    while (size < 2 * ids.length) size *= 2;
    this.mask = size - 1;
    this.byPair = new Lists(Math.max(0, ids.length - 1), size, (k) =>
      this.slot(ids[k] as number, ids[k + 1] as number),
    );
  }

  /** The number of a word; -1 for one that does not stand in the text. */
  readonly numberOf: NumberWord = (word) => this.ids.get(formOf(word)) ?? -1;

  /** At how many places the word with this number stands. */
  countOf(id: number): number {
    return id < 0 ? 0 : this.byWord.count(id);
  }

  /** The places (indices of words, ascending) of the word with this number. */
  placesOf(id: number): Int32Array {
    return this.byWord.list(id);
  }

  /** The places of the first of two neighbours, ascending; none where there are more than `most`. O(most). */
  placesOfPair(first: number, second: number, most: number): readonly number[] {
    if (first < 0 || second < 0) return none;
    const slot = this.slot(first, second);
    const count = this.byPair.count(slot);
    // Other pairs may share the slot, so it can be longer than what is wanted of it; but a crowded one is left alone.
    if (count === 0 || count > 2 * most) return none;
    const { ids } = this.words;
    const places: number[] = [];
    for (let n = 0; n < count; n++) {
      const k = this.byPair.place(slot, n);
      if (ids[k] === first && ids[k + 1] === second) places.push(k);
    }
    return places.length > most ? none : places;
  }

  private slot(first: number, second: number): number {
    const hash = Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b);
    return (hash ^ (hash >>> 15)) & this.mask;
  }

  private number(word: string): number {
    const form = formOf(word);
    const known = this.ids.get(form);
    if (known !== undefined) return known;
    this.ids.set(form, this.ids.size);
    return this.ids.size - 1;
  }
}

const none: readonly number[] = [];

/** The word with its accents taken apart; ASCII words are their own form. */
function formOf(word: string): string {
  for (let k = 0; k < word.length; k++) if (word.charCodeAt(k) >= 0xc0) return word.normalize('NFD');
  return word;
}

/** For each key the ascending list of places that have it, in two columns. */
class Lists {
  private readonly begins: Int32Array;
  private readonly places: Int32Array;

  constructor(count: number, keys: number, keyOf: (place: number) => number) {
    this.begins = new Int32Array(keys + 1);
    this.places = new Int32Array(count);
    const { begins, places } = this;
    for (let k = 0; k < count; k++) {
      const key = keyOf(k) + 1;
      begins[key] = (begins[key] as number) + 1;
    }
    for (let key = 0; key < keys; key++) begins[key + 1] = (begins[key + 1] as number) + (begins[key] as number);
    const next = begins.slice(0, keys);
    for (let k = 0; k < count; k++) {
      const key = keyOf(k);
      const at = next[key] as number;
      places[at] = k;
      next[key] = at + 1;
    }
  }

  count(key: number): number {
    return (this.begins[key + 1] as number) - (this.begins[key] as number);
  }

  place(key: number, n: number): number {
    return this.places[(this.begins[key] as number) + n] as number;
  }

  list(key: number): Int32Array {
    return this.places.subarray(this.begins[key], this.begins[key + 1]);
  }
}
