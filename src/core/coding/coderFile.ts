import * as z from 'zod/mini';
import { checkShape } from '../base/shape';

/** The newest version of coder.yaml that this program writes and understands. */
export const coderVersion = 1;

const day = z.string().check(z.minLength(1));

/** What the coder noted of a transcript: the days (2026-11-30) on which they had read it and finished coding it. */
export const transcriptMark = z.looseObject({ read: z.exactOptional(day), finished: z.exactOptional(day) });

/** coding/<coder>/coder.yaml: who the person behind the folder's slug is, and how far they have come with each transcript, by its path. */
export const coderFile = z.looseObject({
  'verbatim-coder': z.int(),
  name: z.string().check(z.minLength(1)),
  role: z.exactOptional(z.string()),
  standpoint: z.exactOptional(z.string()),
  transcripts: z.exactOptional(z.record(z.string(), transcriptMark)),
});

export type TranscriptMark = z.output<typeof transcriptMark>;

/** The days of a mark, without what else stands in it; null where it is no sound one. */
export function readingDays(mark: unknown): Pick<TranscriptMark, 'read' | 'finished'> | null {
  const sound = checkShape(transcriptMark, mark);
  if (!sound.ok) return null;
  const { read, finished } = sound.value;
  return { ...(read === undefined ? {} : { read }), ...(finished === undefined ? {} : { finished }) };
}

export type CoderFile = z.output<typeof coderFile>;
