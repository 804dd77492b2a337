import * as z from 'zod/mini';

/** The newest version of notes.jsonl that this program writes and understands. */
export const notesVersion = 1;

const text = z.string();

/** What a thread is about. */
export const noteTarget = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('segment'), coder: text, id: text }),
  z.looseObject({ kind: z.literal('code'), id: text }),
  z.looseObject({ kind: z.literal('theme'), id: text }),
  z.looseObject({ kind: z.literal('case'), id: text }),
  z.looseObject({ kind: z.literal('participant'), id: text }),
  z.looseObject({ kind: z.literal('transcript'), path: text }),
  z.looseObject({ kind: z.literal('study') }),
]);

/** The first line of coding/<coder>/notes.jsonl. */
export const notesHeader = z.looseObject({ verbatim: z.literal('notes'), version: z.int(), coder: text });

/** One comment by the folder's owner, Markdown; `thread` is the id of the thread's first comment, `resolved` closes it. */
export const noteRow = z.looseObject({
  id: text,
  thread: text,
  about: noteTarget,
  at: text,
  edited: z.exactOptional(text),
  text,
  resolved: z.exactOptional(z.boolean()),
});

export type NoteRow = z.output<typeof noteRow>;
