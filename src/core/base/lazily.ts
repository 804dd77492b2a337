/** Makes a value when it is first asked for, once: schemas take a tenth of the time in which the extension has to start. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
