import { isPlainMap } from '../yaml/sameValue';

/** A group of a YAML file as it was read, unchecked. */
export type Raw = Readonly<Record<string, unknown>>;

/** The items of a list, each at its own place; what is no group there counts as an empty one. Empty where it is no list. */
export function groupsOf(value: unknown): readonly Raw[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.map((item) => (isPlainMap(item) ? item : {}));
}

/** The texts of a list, without what else is in it. Empty where it is no list. */
export function textsOf(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.filter((item) => typeof item === 'string');
}

/** A text; an empty one where it is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
