/** What a sentence is in the reader's language, by the English one; `{0}`, `{1}` … stand for what is put in. */
export type Wording = Readonly<Record<string, string>>;

/** Parts of the program that are loaded later are bundles of their own, each with its own copy of this module; they share the wording. */
const shared = Symbol.for('verbatim.wording');

type Holder = Record<symbol, Wording | undefined>;

/** Has every sentence that is made from now on said in a language; null: in English, as without this. A face calls it once, at its start. */
export function setWording(wording: Wording | null): void {
  (globalThis as unknown as Holder)[shared] = wording ?? undefined;
}

/** True where sentences are said in another language than English. */
export function isTranslated(): boolean {
  return (globalThis as unknown as Holder)[shared] !== undefined;
}

/**
 * A sentence for the person, in their language; in English where that has no words for it. The text has to stand in the code as it is,
 * since it is looked up by itself. What goes into files is never said this way: files do not depend on who reads or writes them.
 */
export function say(sentence: string, ...values: readonly (string | number)[]): string {
  return filled(translated(sentence), values);
}

/** A sentence in the reader's language, its places left open; as it is where that has no words for it. */
export function translated(sentence: string): string {
  return (globalThis as unknown as Holder)[shared]?.[sentence] ?? sentence;
}

/** A sentence with values in its places; a place without a value stays as it is. */
export function filled(sentence: string, values: readonly (string | number)[]): string {
  if (values.length === 0) return sentence;
  return sentence.replace(/\{(\d+)\}/g, (place, digits: string) => String(values[Number(digits)] ?? place));
}
