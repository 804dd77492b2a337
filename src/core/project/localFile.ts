import * as z from 'zod/mini';

/** The newest version of .verbatim/local.json that this program writes and understands. */
export const localVersion = 1;

/** .verbatim/local.json, git-ignored: who works on this machine. */
export const localFile = z.looseObject({ version: z.int(), coder: z.exactOptional(z.string()) });

export type LocalFile = z.output<typeof localFile>;
