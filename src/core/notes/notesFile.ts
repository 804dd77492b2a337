import * as z from 'zod/mini';
import { lazily } from '../base/lazily';

/** The newest version of notes.jsonl that this program writes and understands. */
export const notesVersion = 1;

const text = lazily(() => z.string());
const id = lazily(() => z.string().check(z.minLength(1), z.maxLength(200)));

/** What a thread is about. `transcript` says where a segment was when the thread was begun: it is looked for there first. */
export const noteTarget = lazily(() =>
  z.discriminatedUnion('kind', [
    z.looseObject({ kind: z.literal('segment'), coder: text(), id: id(), transcript: z.exactOptional(text()) }),
    z.looseObject({ kind: z.literal('code'), id: id() }),
    z.looseObject({ kind: z.literal('theme'), id: id() }),
    z.looseObject({ kind: z.literal('case'), id: id() }),
    z.looseObject({ kind: z.literal('participant'), id: id() }),
    z.looseObject({ kind: z.literal('transcript'), path: text() }),
    z.looseObject({ kind: z.literal('study') }),
  ]),
);

/** The first line of coding/<coder>/notes.jsonl. */
export const notesHeader = lazily(() =>
  z.looseObject({ verbatim: z.literal('notes'), version: z.int(), coder: text() }),
);

/**
 * One comment by the folder's owner, Markdown; `thread` is the id of the thread's first comment. `resolved` closes the thread (true) or
 * opens it again (false): of everybody's rows that say so the newest counts, by `at`, then coder, then id. A row with `resolved` and an
 * empty `text` says no more than that.
 */
export const noteRow = lazily(() =>
  z.looseObject({
    id: id(),
    thread: id(),
    about: noteTarget(),
    at: text(),
    edited: z.exactOptional(text()),
    text: text(),
    resolved: z.exactOptional(z.boolean()),
  }),
);

export type NoteTarget = z.output<ReturnType<typeof noteTarget>>;
export type NotesHeader = z.output<ReturnType<typeof notesHeader>>;
export type NoteRow = z.output<ReturnType<typeof noteRow>>;

/** Longest comment that is read or written, in UTF-16 units: some thirty pages. */
export const longestNote = 100_000;

/** The first line of a coder's notes, without its line break. */
export function notesHeaderLine(coder: string): string {
  return JSON.stringify({ verbatim: 'notes', version: notesVersion, coder });
}

/** A comment as a line of the file, without a line break; keys in the order of the format, unknown ones after them. */
export function noteLine(row: NoteRow): string {
  const { id, thread, about, at, edited, text, resolved, ...more } = row;
  return JSON.stringify({ id, thread, about, at, edited, text, resolved, ...more });
}
