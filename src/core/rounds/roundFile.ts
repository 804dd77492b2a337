import * as z from 'zod/mini';

/** The newest version of a round that this program writes and understands. */
export const roundVersion = 1;

/** rounds/<id>.yaml: a round of double coding: who codes what, blind or not, until it is sealed. */
export const roundFile = z.looseObject({
  'verbatim-round': z.int(),
  id: z.string().check(z.minLength(1)),
  name: z.exactOptional(z.string()),
  coders: z.array(z.string()),
  transcripts: z.array(z.string()),
  codebooks: z.exactOptional(z.array(z.string())),
  blind: z.exactOptional(z.boolean()),
  unit: z.exactOptional(z.enum(['turn', 'sentence', 'line', 'character'])),
  opened: z.exactOptional(z.string()),
  sealed: z.exactOptional(z.record(z.string(), z.string())),
  closed: z.exactOptional(z.string()),
});

export type RoundFile = z.output<typeof roundFile>;
