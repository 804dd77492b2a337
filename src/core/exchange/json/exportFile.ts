import * as z from 'zod/mini';
import { digestForm } from '../../base/digest';

const text = z.string();
const texts = z.array(text);
const offset = z.int().check(z.minimum(0));
const orNull = z.nullable(text);
const values = z.record(text, z.union([text, z.number(), z.boolean()]));

const exportedCode = z.looseObject({
  id: text,
  name: text,
  path: texts,
  parent: orNull,
  codable: z.boolean(),
  definition: z.exactOptional(orNull),
  retired: z.exactOptional(z.boolean()),
  number: z.exactOptional(text),
  aka: z.exactOptional(texts),
  include: z.exactOptional(texts),
  exclude: z.exactOptional(texts),
  examples: z.exactOptional(texts),
  confusable: z.exactOptional(texts),
  origin: z.exactOptional(text),
  basis: z.exactOptional(text),
  refs: z.exactOptional(texts),
  note: z.exactOptional(text),
  merged: z.exactOptional(texts),
  split: z.exactOptional(texts),
});

const exportedTheme = z.looseObject({
  id: text,
  name: text,
  definition: z.exactOptional(text),
  codes: texts,
  note: z.exactOptional(orNull),
  include: z.exactOptional(texts),
  exclude: z.exactOptional(texts),
  against: z.exactOptional(texts),
});

const exportedRelation = z.looseObject({
  id: text,
  from: text,
  to: text,
  kind: text,
  sign: text,
  basis: z.exactOptional(orNull),
  citation: z.exactOptional(orNull),
  note: z.exactOptional(orNull),
});

const exportedCodebook = z.looseObject({
  id: text,
  name: text,
  citation: z.exactOptional(text),
  wording: z.exactOptional(text),
  codes: z.array(exportedCode),
  themes: z.array(exportedTheme),
  relations: z.array(exportedRelation),
});

const exportedTranscript = z.looseObject({
  path: text.check(z.minLength(1)),
  digest: text.check(z.regex(digestForm)),
  length: offset,
  participants: texts,
  cases: texts,
  variables: values,
});

const exportedCoding = z.looseObject({
  code: text.check(z.minLength(1)),
  exemplar: z.boolean(),
  certainty: z.nullable(z.enum(['+', '++'])),
  target: z.exactOptional(text),
  deliveredBy: z.exactOptional(text),
  receivedBy: z.exactOptional(text),
});

/** A segment of the export, and a line of `export --format jsonl`. `start` and `end` are null for an orphan alone. */
export const exportedSegment = z.looseObject({
  id: text.check(z.minLength(1)),
  transcript: text.check(z.minLength(1)),
  coder: text,
  start: z.nullable(offset),
  end: z.nullable(offset),
  line: z.nullable(z.int().check(z.minimum(1))),
  text,
  speakers: texts,
  participants: texts,
  cases: texts,
  codes: texts,
  codings: z.array(exportedCoding),
  memo: orNull,
  exemplar: z.boolean(),
  status: z.enum(['exact', 'moved', 'approximate', 'orphaned']),
});

const exportedThread = z.looseObject({
  id: text,
  about: z.looseObject({
    kind: text,
    coder: z.exactOptional(orNull),
    id: z.exactOptional(text),
    path: z.exactOptional(text),
  }),
  resolved: z.boolean(),
  comments: z.array(z.looseObject({ id: text, coder: text, at: text, edited: orNull, text })),
});

const exportedMemo = z.looseObject({
  file: orNull,
  title: orNull,
  kind: orNull,
  about: texts,
  coder: orNull,
  at: orNull,
  text,
});

/**
 * What `verbatim export --format json` writes: a whole study for other programs. Offsets and lengths count `offsetUnit` over the
 * text with LF line ends and without a byte order mark, half-open. Sorted by code unit; the same study gives the same bytes.
 */
export const exportFile = z.looseObject({
  format: z.literal('verbatim-export'),
  version: z.int(),
  offsetUnit: z.enum(['codePoint', 'utf16', 'byte']),
  project: z.looseObject({ name: text }),
  coders: z.array(z.looseObject({ id: text, name: text })),
  codebooks: z.array(exportedCodebook),
  cases: z.array(z.looseObject({ id: text, variables: values })),
  participants: z.array(z.looseObject({ id: text, case: orNull, variables: values })),
  transcripts: z.array(exportedTranscript),
  threads: z.exactOptional(z.array(exportedThread)),
  memos: z.exactOptional(z.array(exportedMemo)),
  segments: z.array(exportedSegment),
});

export type ExportFile = z.output<typeof exportFile>;
export type ExportedSegment = z.output<typeof exportedSegment>;
