import * as z from 'zod/mini';

/** The newest version of verbatim.yaml that this program writes and understands. */
export const projectVersion = 1;

const text = z.string();

/** verbatim.yaml: the project. Its folder is the study. */
export const projectFile = z.looseObject({
  verbatim: z.int(),
  name: text.check(z.minLength(1)),
  transcripts: z.exactOptional(z.array(text.check(z.minLength(1)))),
  codebooks: z.exactOptional(z.nullable(z.array(text.check(z.minLength(1))))),
  cases: z.exactOptional(text),
  participantId: z.exactOptional(text),
  primaryCoder: z.exactOptional(text),
  lint: z.exactOptional(z.nullable(z.record(z.string(), z.enum(['off', 'information', 'warning', 'error'])))),
});

export type ProjectFile = z.output<typeof projectFile>;

/** Which files are transcripts where verbatim.yaml does not say. */
export const defaultTranscriptPatterns: readonly string[] = ['transcripts/**/*.{txt,md,vtt,srt}'];
