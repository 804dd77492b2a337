import * as z from 'zod/mini';

/** The newest version of a memo's front matter that this program writes and understands. */
export const memoVersion = 1;

/** The YAML front matter of memos/*.md: what a free memo is about. Links to codes and segments stand in its Markdown. */
export const memoFrontMatter = z.looseObject({
  'verbatim-memo': z.int(),
  title: z.exactOptional(z.string()),
  kind: z.exactOptional(z.enum(['analytic', 'method', 'field-note', 'summary', 'reflexive'])),
  about: z.exactOptional(z.array(z.string())),
  by: z.exactOptional(z.string()),
  at: z.exactOptional(z.string()),
});

export type MemoFrontMatter = z.output<typeof memoFrontMatter>;
