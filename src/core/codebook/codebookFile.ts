import * as z from 'zod/mini';

/** The newest version of the codebook file that this program writes and understands. */
export const codebookVersion = 1;

const text = z.string();
const texts = z.array(z.string());
const id = z.string().check(z.minLength(1), z.maxLength(100), z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/));

/** Where a code came from: stated before the reading, grown out of it, or a participant's own words. */
export const codeOrigin = z.enum(['aPriori', 'inductive', 'inVivo']);

/** What a statement rests on: participants’ accounts, theory, other literature, or the reader’s inference. */
export const statementBasis = z.enum(['participants', 'theory', 'literature', 'inference']);

/**
 * One code as the YAML writes it. A category is a code with `codes` under it; it can be coded as well unless `codable: false`.
 * `merged` lists ids that joined this code, `split` the ids that this code was split into.
 */
export const codeEntry = z.looseObject({
  id,
  name: text.check(z.minLength(1), z.maxLength(500)),
  number: z.exactOptional(text),
  aka: z.exactOptional(texts),
  definition: z.exactOptional(text),
  include: z.exactOptional(texts),
  exclude: z.exactOptional(texts),
  examples: z.exactOptional(texts),
  confusable: z.exactOptional(texts),
  color: z.exactOptional(text),
  origin: z.exactOptional(codeOrigin),
  basis: z.exactOptional(statementBasis),
  refs: z.exactOptional(texts),
  note: z.exactOptional(text),
  codable: z.exactOptional(z.boolean()),
  retired: z.exactOptional(z.boolean()),
  merged: z.exactOptional(texts),
  split: z.exactOptional(texts),
  get codes() {
    return z.exactOptional(z.array(codeEntry));
  },
});

/**
 * A theme: codes from anywhere in the tree (a category brings the codes under it), and ids of single segments that are taken in or left
 * out, or that speak `against` it.
 */
export const themeEntry = z.looseObject({
  id,
  name: text.check(z.minLength(1)),
  definition: z.exactOptional(text),
  codes: z.exactOptional(texts),
  note: z.exactOptional(text),
  include: z.exactOptional(texts),
  exclude: z.exactOptional(texts),
  against: z.exactOptional(texts),
});

/** A link of a change model; `to` may be a code or another relation. */
export const relationEntry = z.looseObject({
  id,
  from: id,
  to: id,
  kind: z.enum(['precedes', 'leads-to', 'associated', 'predicts', 'explains', 'part-of']),
  sign: z.exactOptional(z.enum(['+', '-', 'mixed', 'unstated'])),
  basis: z.exactOptional(statementBasis),
  citation: z.exactOptional(text),
  note: z.exactOptional(text),
});

/** A codebook file (codebooks/*.yaml). `wording: paraphrase` says that definitions are not the cited source's own words. */
export const codebookFile = z.looseObject({
  'verbatim-codebook': z.int(),
  id,
  name: text.check(z.minLength(1)),
  citation: z.exactOptional(text),
  language: z.exactOptional(text),
  licence: z.exactOptional(text),
  wording: z.exactOptional(z.enum(['paraphrase', 'original'])),
  note: z.exactOptional(text),
  codes: z.exactOptional(z.nullable(z.array(codeEntry))),
  themes: z.exactOptional(z.nullable(z.array(themeEntry))),
  relations: z.exactOptional(z.nullable(z.array(relationEntry))),
});

export type CodeEntry = z.output<typeof codeEntry>;
export type ThemeEntry = z.output<typeof themeEntry>;
export type RelationEntry = z.output<typeof relationEntry>;
export type CodebookFile = z.output<typeof codebookFile>;
