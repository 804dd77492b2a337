import * as z from 'zod/mini';
import { digestForm } from '../base/digest';
import { lazily } from '../base/lazily';

/** The newest version of a segments file that this program writes and understands. */
export const segmentsVersion = 1;

const text = lazily(() => z.string());
const offset = lazily(() => z.int().check(z.minimum(0)));

/** One code on one segment. Its identity is (segment id, code). `at` is when it was made (ISO 8601, UTC). */
export const codingRow = lazily(() =>
  z.looseObject({
    code: text().check(z.minLength(1)),
    at: z.exactOptional(text()),
    exemplar: z.exactOptional(z.boolean()),
    certainty: z.exactOptional(z.enum(['+', '++'])),
    target: z.exactOptional(text()),
    deliveredBy: z.exactOptional(text()),
    receivedBy: z.exactOptional(text()),
    codeDigest: z.exactOptional(text()),
  }),
);

/** A segment's stance to a relation of a change model. */
export const segmentLink = lazily(() =>
  z.looseObject({ relation: text(), stance: z.enum(['supports', 'contradicts', 'qualifies']) }),
);

/**
 * One segment, one line. `start`/`end`: UTF-16 over LF text without BOM, half-open, in exactly the text whose digest stands in the
 * header. `codings: []` is an annotation without a code. `state` is written only for what a person has to look at;
 * `was` are then the words as they were coded, where they differ; `kept` says that a person has looked and leaves an orphan one.
 */
export const segmentRow = lazily(() =>
  z.looseObject({
    id: text().check(z.minLength(1), z.maxLength(100)),
    start: offset(),
    end: offset(),
    quote: text(),
    prefix: z.exactOptional(text()),
    suffix: z.exactOptional(text()),
    codings: z.array(codingRow()),
    links: z.exactOptional(z.array(segmentLink())),
    memo: z.exactOptional(text()),
    exemplar: z.exactOptional(z.boolean()),
    state: z.exactOptional(z.enum(['orphaned', 'unconfirmed'])),
    was: z.exactOptional(text()),
    kept: z.exactOptional(z.boolean()),
  }),
);

/** The first line of a segments file. `text` is the digest of the text that the offsets refer to: the commit mark. */
export const segmentsHeader = lazily(() =>
  z.looseObject({
    verbatim: z.literal('segments'),
    version: z.int(),
    transcript: text().check(z.minLength(1)),
    text: text().check(z.regex(digestForm)),
    coder: text().check(z.minLength(1)),
  }),
);

export type CodingRow = z.output<ReturnType<typeof codingRow>>;
export type SegmentLink = z.output<ReturnType<typeof segmentLink>>;
export type SegmentRow = z.output<ReturnType<typeof segmentRow>>;
export type SegmentsHeader = z.output<ReturnType<typeof segmentsHeader>>;
