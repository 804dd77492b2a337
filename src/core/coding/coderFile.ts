import * as z from 'zod/mini';

/** The newest version of coder.yaml that this program writes and understands. */
export const coderVersion = 1;

/** coding/<coder>/coder.yaml: who the person behind the folder's slug is. */
export const coderFile = z.looseObject({
  'verbatim-coder': z.int(),
  name: z.string().check(z.minLength(1)),
  role: z.exactOptional(z.string()),
  standpoint: z.exactOptional(z.string()),
});

export type CoderFile = z.output<typeof coderFile>;
