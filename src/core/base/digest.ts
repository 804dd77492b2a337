/** `sha256:` followed by 64 lower-case hex digits: the digest of bytes, as files of the study write it. */
export type Digest = string & { readonly __brand: 'Digest' };

/** SHA-256 of bytes. Hosts bring their native one: synchronous in Node, asynchronous in a browser. */
export type Digester = (bytes: Uint8Array) => Digest | Promise<Digest>;

/** The form of a digest, for the schemas of files that hold one. */
export const digestForm = /^sha256:[0-9a-f]{64}$/;

const encoder = new TextEncoder();

/** Digest of the UTF-8 form of `text`. A lone surrogate counts as U+FFFD, as it would be saved. */
export function digestOfText(text: string, digester: Digester): Digest | Promise<Digest> {
  return digester(encoder.encode(text));
}

/** Writes raw SHA-256 bytes as a Digest. */
export function digestFromBytes(hash: Uint8Array): Digest {
  let hex = '';
  for (const byte of hash) hex += byte.toString(16).padStart(2, '0');
  return `sha256:${hex}` as Digest;
}
