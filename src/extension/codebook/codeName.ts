import type { Code, Codebook } from '../../core/codebook/codebook';

/** Longest name of a code, in UTF-16 units, as the codebook file takes it. */
export const longestName = 500;

/** What is wrong with a name. A `twin` (the same name beside it) is allowed but worth saying. */
export type NameFault =
  { readonly kind: 'empty' | 'too-long' | 'line-break' } | { readonly kind: 'twin'; readonly path: string };

/** Looks at a name that a person typed for a code under `parent`; `except` is the code that is being renamed. Null where nothing is wrong. */
export function nameFault(
  name: string,
  place: { readonly codebook: Codebook; readonly parent: string | null; readonly except?: string },
): NameFault | null {
  const text = name.trim();
  if (text === '') return { kind: 'empty' };
  if (text.length > longestName) return { kind: 'too-long' };
  if (/[\n\r]/.test(text)) return { kind: 'line-break' };
  const wanted = foldedName(text);
  const twin = place.codebook.codes.find(
    (code) => code.parent === place.parent && code.id !== place.except && foldedName(code.name) === wanted,
  );
  return twin ? { kind: 'twin', path: twin.path.join(' › ') } : null;
}

/** The code that carries exactly this name, case and white space aside; undefined where none does. */
export function codeNamed(name: string, codes: Iterable<Code>): Code | undefined {
  const wanted = foldedName(name);
  for (const code of codes) if (foldedName(code.name) === wanted) return code;
  return undefined;
}

function foldedName(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
