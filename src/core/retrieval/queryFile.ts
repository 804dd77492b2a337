import * as z from 'zod/mini';

/** The newest version of a saved query that this program writes and understands. */
export const queryVersion = 1;

/** queries/*.yaml: a query with a name. */
export const queryFile = z.looseObject({
  'verbatim-query': z.int(),
  name: z.string().check(z.minLength(1)),
  query: z.string(),
  groupBy: z.exactOptional(z.enum(['code', 'case', 'transcript', 'coder'])),
  note: z.exactOptional(z.string()),
});

export type QueryFile = z.output<typeof queryFile>;
