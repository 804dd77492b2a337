import * as z from 'zod/mini';
import { lazily } from '../base/lazily';

/** The newest version of a log that this program writes and understands. */
export const logVersion = 1;

const text = lazily(() => z.string());

/** What was done. Later rooms add their own; an unknown one is kept, shown and never undone. */
export const logOperations = [
  'apply-code',
  'remove-coding',
  'recode',
  'recheck-coding',
  'resize-segment',
  'confirm-place',
  'keep-orphan',
  'remove-segment',
  'edit-segment',
  'import-codings',
  'join-copy',
  'edit-codebook',
  'edit-cases',
  'mark-transcript',
  'write-memo',
  'mark-stage',
  'edit-note',
  'restore',
  'relink',
  'reanchor',
] as const;

/** The first line of coding/<coder>/log/<writer>.jsonl. */
export const logHeader = lazily(() =>
  z.looseObject({ verbatim: z.literal('log'), version: z.int(), coder: text(), writer: text() }),
);

/**
 * One entry of the audit trail. `seq` counts from 1 within the writer's file. `target` names what was changed by ids and paths, never
 * by bare offsets; `before` and `after` hold each touched record by id as it was and as it became (null: not there).
 * `undoes` names the entry that this one takes back; undoing an undo is a redo. Entries of one `batch` were one step for the person:
 * they are taken back together. A `relink` names in `target.from` the path that a transcript had before. `target.text` is the digest of
 * the text in which the records of segments stand: where that text is still kept, undo finds their places through what was changed since.
 * Entries that hold no segments name it, too, so that a transcript is known again that another program renamed.
 * A `mark-stage` names a stage of the study in `target.stage`, and in `after` the texts of the codebooks by their paths; one with `target.removes`
 * takes the mark of the entry with that id away.
 * An `edit-note` records lines of its coder's notes.jsonl by the id of the comment, with the line break before each and the place.
 * A `mark-transcript` records by the transcript's path the days on which its coder had read and finished it (null: none).
 */
export const logEntry = lazily(() =>
  z.looseObject({
    id: text().check(z.minLength(1)),
    at: text(),
    seq: z.int().check(z.minimum(1)),
    op: text(),
    label: z.exactOptional(text()),
    target: z.looseObject({
      transcript: z.exactOptional(text()),
      file: z.exactOptional(text()),
      from: z.exactOptional(text()),
      text: z.exactOptional(text()),
    }),
    before: z.record(z.string(), z.unknown()),
    after: z.record(z.string(), z.unknown()),
    undoes: z.exactOptional(text()),
    batch: z.exactOptional(text()),
  }),
);

/** Operations on a whole YAML file: its text before and after stands in the entry. */
export const fileOperations = ['edit-codebook', 'edit-cases'] as const;

export type FileOperation = (typeof fileOperations)[number];

/** The operation on a file that an entry records; undefined where it records another one. */
export function fileOperationOf({ op }: Pick<LogEntry, 'op'>): FileOperation | undefined {
  return fileOperations.find((one) => one === op);
}

export type LogOperation = (typeof logOperations)[number];
export type LogHeader = z.output<ReturnType<typeof logHeader>>;
export type LogEntry = z.output<ReturnType<typeof logEntry>>;
