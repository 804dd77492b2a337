/** Assertions for tests that also run in a web worker, which has no `node:assert`. */

/** Throws where the two are not equal as JSON. */
export function assertEqual(actual: unknown, expected: unknown, what = 'value'): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`);
}

/** Throws where the value is not truthy. */
export function assertOk(value: unknown, what: string): asserts value {
  if (!value) throw new Error(what);
}
