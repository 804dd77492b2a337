/** Says whether a value that came in a message is of a form. Both ends check: a webview is not trusted, and shows what files say. */
export type Check<T> = (value: unknown) => value is T;

/** Longest text and longest list that a message may hold: far above what people write, far below what fills the memory. */
const longestText = 1_000_000;
const longestList = 10_000;

/** A text. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestText;
}

/** True or false. */
export function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

/** A list of such items. */
export function listOf<T>(item: Check<T>): Check<readonly T[]> {
  return (value): value is readonly T[] =>
    Array.isArray(value) && value.length <= longestList && value.every((one: unknown) => item(one));
}

/** Such a value, or null. */
export function orNull<T>(check: Check<T>): Check<T | null> {
  return (value): value is T | null => value === null || check(value);
}

/** One of a few texts. */
export function isOneOf<const T extends string>(...texts: readonly T[]): Check<T> {
  return (value): value is T => texts.some((text) => text === value);
}

/** A record with exactly these keys. */
export function record<T extends object>(checks: { readonly [K in keyof T]-?: Check<T[K]> }): Check<T> {
  const entries = Object.entries<Check<unknown>>(checks);
  return (value): value is T => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const given = value as Readonly<Record<string, unknown>>;
    return (
      Object.keys(given).length === entries.length &&
      entries.every(([key, check]) => Object.hasOwn(given, key) && check(given[key]))
    );
  };
}

/** A record of texts by keys that nobody knows beforehand. */
export function isTextByKey(value: unknown): value is Readonly<Record<string, string>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length <= longestList &&
    Object.values(value).every(isText)
  );
}

/** A value of one of two or more forms. */
export function anyOf<T>(...checks: readonly Check<T>[]): Check<T> {
  return (value): value is T => checks.some((check) => check(value));
}

/** The words of a page: the texts under exactly these keys. */
export function wordsOf<K extends string>(keys: readonly K[]): Check<Readonly<Record<K, string>>> {
  const check = record<Record<string, string>>(Object.fromEntries(keys.map((key) => [key, isText])));
  return (value): value is Readonly<Record<K, string>> => check(value);
}
