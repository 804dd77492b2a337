/**
 * Orders two strings by UTF-16 code unit, never by locale, so that the same study gives the same bytes on every machine.
 * Negative where `a` comes first.
 */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
