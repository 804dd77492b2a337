import * as z from 'zod/mini';

/** The newest version of cases.yaml that this program writes and understands. */
export const casesVersion = 1;

/** What stands in place of a participant’s id for whoever asks the questions. */
export const interviewer = 'interviewer';

const text = z.string();
const id = z.string().check(z.minLength(1), z.maxLength(200));
const level = z.enum(['case', 'participant', 'transcript']);

/** What may be known of a case, a participant or a transcript; a value stands under the variable's name in their entry. */
export const variableEntry = z.looseObject({
  of: level,
  type: z.enum(['choice', 'text', 'number', 'date', 'boolean']),
  label: z.exactOptional(text),
  values: z.exactOptional(z.array(z.union([text, z.number(), z.boolean()]))),
});

/** A case: a service, a site or a group. Its variables stand beside `id` and `name`. */
export const caseEntry = z.looseObject({ id, name: z.exactOptional(text) });

/** A participant: a person, member of a case. */
export const participantEntry = z.looseObject({
  id,
  name: z.exactOptional(text),
  memberOf: z.exactOptional(id),
  role: z.exactOptional(text),
});

/** Participants who belong together: a pair of worker and client, say. */
export const linkEntry = z.looseObject({ kind: text, members: z.array(id) });

/** What a transcript is and who speaks in it: speaker label → participant id, or `interviewer`. */
export const transcriptEntry = z.looseObject({
  path: text.check(z.minLength(1)),
  kind: z.exactOptional(text),
  case: z.exactOptional(id),
  date: z.exactOptional(text),
  wave: z.exactOptional(z.number()),
  language: z.exactOptional(text),
  speakers: z.exactOptional(z.record(z.string(), text)),
});

/** cases.yaml */
export const casesFile = z.looseObject({
  'verbatim-cases': z.int(),
  variables: z.exactOptional(z.nullable(z.record(z.string(), variableEntry))),
  cases: z.exactOptional(z.nullable(z.array(caseEntry))),
  participants: z.exactOptional(z.nullable(z.array(participantEntry))),
  links: z.exactOptional(z.nullable(z.array(linkEntry))),
  transcripts: z.exactOptional(z.nullable(z.array(transcriptEntry))),
});

export type VariableEntry = z.output<typeof variableEntry>;
export type CaseEntry = z.output<typeof caseEntry>;
export type ParticipantEntry = z.output<typeof participantEntry>;
export type LinkEntry = z.output<typeof linkEntry>;
export type TranscriptEntry = z.output<typeof transcriptEntry>;
export type CasesFile = z.output<typeof casesFile>;
