import type { CodingRow } from './segmentsFile';

/** How sure a coder is that a code is there: in all probability, or beyond reasonable doubt, as in coding by BCTTv1. */
export type Certainty = '+' | '++';

/** What a person says of a coding beyond its code; null (or blank) takes a value away, a key that is absent leaves it. */
export interface CodingAttributes {
  readonly certainty?: Certainty | null;
  readonly target?: string | null;
  readonly deliveredBy?: string | null;
  readonly receivedBy?: string | null;
}

/** The keys of `CodingAttributes`, in the order of the file. */
export const attributeKeys = ['certainty', 'target', 'deliveredBy', 'receivedBy'] as const;

/** The coding with what is said of it; the very same one where it says that already. Texts are trimmed. */
export function withAttributes(coding: CodingRow, attributes: CodingAttributes): CodingRow {
  const members = new Map<string, unknown>(Object.entries(coding));
  let differs = false;
  for (const key of attributeKeys) {
    const given = attributes[key];
    if (given === undefined) continue;
    const value = given?.trim() ?? '';
    if ((coding[key] ?? '') === value) continue;
    differs = true;
    if (value === '') members.delete(key);
    else members.set(key, value);
  }
  return differs ? (Object.fromEntries(members) as CodingRow) : coding;
}

/** What is said of a coding; keys without a value are absent. */
export function attributesOf(coding: CodingRow): CodingAttributes {
  return Object.fromEntries(attributeKeys.flatMap((key) => (coding[key] ? [[key, coding[key]]] : [])));
}

/** The certainty that comes after one where a person goes through them: none, +, ++, none. */
export function nextCertainty(certainty: Certainty | null): Certainty | null {
  if (certainty === null) return '+';
  return certainty === '+' ? '++' : null;
}
