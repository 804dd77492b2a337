import * as z from 'zod/mini';

/** The newest version of .verbatim/local.json that this program writes and understands. */
export const localVersion = 1;

/**
 * .verbatim/local.json, git-ignored: who works on which machine, for a synced folder may bring it to another one. `coder` alone is what
 * a person writes who knows of no machine.
 */
export const localFile = z.looseObject({
  version: z.int(),
  coder: z.exactOptional(z.string()),
  coders: z.exactOptional(z.record(z.string(), z.string())),
});

export type LocalFile = z.output<typeof localFile>;
