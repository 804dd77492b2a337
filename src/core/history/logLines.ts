import { logLabel } from '../base/logLabel';
import type { ReadingDays } from '../coding/readingStep';
import type { SegmentsChange } from '../coding/segment';
import type { NotesChange } from '../notes/noteEdits';
import { logVersion, type FileOperation, type LogEntry } from './logFile';

const entryKeys = ['id', 'at', 'seq', 'op', 'label', 'target', 'before', 'after', 'undoes', 'batch'];

/** What an entry says beyond the change itself. */
export interface EntryStamp {
  /** A fresh id. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Counts from 1 within the writer's file. */
  readonly seq: number;
}

/** The entry that records a change of segments. */
export function logEntryOf(
  change: SegmentsChange,
  stamp: EntryStamp & { readonly target: LogEntry['target'] },
): LogEntry {
  const { id, at, seq, target } = stamp;
  const { op, label, before, after } = change;
  return { id, at, seq, op, label, target, before, after };
}

/** The entry that records an edit of whole files (a codebook, the cases): their text before and after by path, null where there is no file. */
export function fileEntryOf(
  op: FileOperation,
  label: string,
  files: readonly { readonly path: string; readonly before: string | null; readonly after: string | null }[],
  stamp: EntryStamp,
): LogEntry {
  const { id, at, seq } = stamp;
  const [first] = files;
  return {
    id,
    at,
    seq,
    op,
    label,
    target: first ? { file: first.path } : {},
    before: Object.fromEntries(files.map((file) => [file.path, textRecord(file.before)])),
    after: Object.fromEntries(files.map((file) => [file.path, textRecord(file.after)])),
  };
}

/**
 * The entry that records how far a coder had come with a transcript and how far they have come now; `file` is where that stands, `text`
 * the digest of the transcript's text, by which it is known again under another name.
 */
export function markEntryOf(
  label: string,
  target: { readonly transcript: string; readonly file: string; readonly text?: string },
  before: ReadingDays,
  after: ReadingDays,
  stamp: EntryStamp,
): LogEntry {
  const { id, at, seq } = stamp;
  const recordOf = (days: ReadingDays): LogEntry['before'] => ({
    [target.transcript]: Object.keys(days).length === 0 ? null : days,
  });
  return { id, at, seq, op: 'mark-transcript', label, target, before: recordOf(before), after: recordOf(after) };
}

/** The entry that records what was done to comments; `target` names their file, and the transcript that they are about, where it is one. */
export function noteEntryOf(
  label: string,
  target: LogEntry['target'],
  { before, after }: NotesChange,
  stamp: EntryStamp,
): LogEntry {
  const { id, at, seq } = stamp;
  return { id, at, seq, op: 'edit-note', label, target, before: { ...before }, after: { ...after } };
}

/** The entry that records that a transcript's segments were given to another path: it was renamed. */
export function relinkEntryOf(from: string, to: string, stamp: EntryStamp): LogEntry {
  const { id, at, seq } = stamp;
  const label = logLabel('Linked the segments of {0} to {1}', from, to);
  return { id, at, seq, op: 'relink', label, target: { transcript: to, from }, before: {}, after: {} };
}

/** How the text of a whole file stands in an entry. */
export function textRecord(text: string | null): { readonly text: string } | null {
  return text === null ? null : { text };
}

/** The first line of a log, with its line break. */
export function logHeaderLine(coder: string, writer: string): string {
  return `${JSON.stringify({ verbatim: 'log', version: logVersion, coder, writer })}\n`;
}

/** An entry as a line of the log, with its line break; keys in the order of the format, unknown ones after them. */
export function logEntryLine(entry: LogEntry): string {
  const members = new Map<string, unknown>(Object.entries(entry).filter(([, value]) => value !== undefined));
  const keys = [
    ...entryKeys.filter((key) => members.has(key)),
    ...[...members.keys()].filter((key) => !entryKeys.includes(key)),
  ];
  return `{${keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(members.get(key))}`).join(',')}}\n`;
}
