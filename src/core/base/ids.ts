import { digestOfText, type Digester } from './digest';

/** A fresh random id (UUID version 4) for a segment, a log entry or a note. */
export function newId(): string {
  return crypto.randomUUID();
}

/**
 * An id that follows from what it stands for (UUID version 8 built from SHA-256 of the parts): importing the same thing twice
 * gives the same id, so nothing is added twice. Parts are joined by NUL, which no part may contain.
 */
export async function derivedId(parts: readonly string[], digester: Digester): Promise<string> {
  const hex = (await digestOfText(parts.join('\0'), digester)).slice('sha256:'.length);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const SLUG = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** True where `text` is a slug: lower-case letters, digits and inner hyphens. What coder folders and code ids are made of. */
export function isSlug(text: string): boolean {
  return text.length <= 100 && SLUG.test(text);
}

/**
 * Turns a name into a slug: accents dropped, other signs to hyphens, at most 60 characters. Letters that have no Latin base are
 * kept out, so the result may be empty: pass a `fallback` for that case. `taken` gets a number appended until it is free.
 */
export function slugOf(name: string, fallback: string, taken: (slug: string) => boolean = () => false): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  const base = plain === '' ? fallback : plain;
  let slug = base;
  for (let n = 2; taken(slug); n++) slug = `${base}-${n}`;
  return slug;
}
