import { shownLabel } from '../base/logLabel';
import { say } from '../base/say';
import type { EarlierText } from '../anchor/reanchorThroughDiff';
import { err, ok, type Result } from '../base/result';
import { checkShape } from '../base/shape';
import { extensionOf, studyPath, type StudyPath } from '../base/studyPath';
import { readingDays } from '../coding/coderFile';
import type { ReadingDays } from '../coding/readingStep';
import type { Segments, SegmentsChange } from '../coding/segment';
import { applyChange, changeOf, invert, revertConflict } from '../coding/segmentsChange';
import { isUsualRow } from '../coding/readSegments';
import { segmentRow, type SegmentRow } from '../coding/segmentsFile';
import { toLf, type LfText } from '../text/lfText';
import { fileOperationOf, type LogEntry } from './logFile';
import { applyNotes, inverse, notesChangeIn } from '../notes/noteEdits';
import { fileEntryOf, logEntryOf, markEntryOf, noteEntryOf, type EntryStamp } from './logLines';
import { isUndoable } from './undoStack';

/** What an entry touches: what a caller has to have at hand to take it back. */
export type Touched =
  | { readonly kind: 'segments'; readonly transcript: StudyPath }
  /** How far its coder has come with a transcript. */
  | { readonly kind: 'mark'; readonly transcript: StudyPath }
  /** Comments in their owner's file. */
  | { readonly kind: 'notes'; readonly file: StudyPath }
  | { readonly kind: 'files'; readonly paths: readonly StudyPath[] };

/** What an entry touches, as it is now. */
export type Current =
  | {
      readonly kind: 'segments';
      readonly segments: Segments;
      readonly text: LfText;
      /** The text in which the entry was made, where it is another one and known. */
      readonly earlier?: EarlierText | null;
    }
  | { readonly kind: 'mark'; readonly days: ReadingDays }
  /** The text of my file of comments. */
  | { readonly kind: 'notes'; readonly text: string; readonly coder: string }
  /** The text of each touched file by path; null where there is no such file. */
  | { readonly kind: 'files'; readonly texts: ReadonlyMap<string, string | null> };

/** How an entry is taken back: what to do, and the entry that records it. Write the one, then the other. */
export type TakenBack =
  | { readonly kind: 'segments'; readonly change: SegmentsChange; readonly entry: LogEntry }
  /** The days that the transcript's mark gets. */
  | { readonly kind: 'mark'; readonly days: ReadingDays; readonly entry: LogEntry }
  /** The text that the file gets. */
  | { readonly kind: 'notes'; readonly text: string; readonly entry: LogEntry }
  /** The text that each file gets; null where it is to be removed. */
  | { readonly kind: 'files'; readonly texts: ReadonlyMap<StudyPath, string | null>; readonly entry: LogEntry };

const undoLabel = 'Undo: ';
const redoLabel = 'Redo: ';

const unreadable = (): string => say('The log does not say what this was in a form that can be undone.');

/** What an entry touches, or why it cannot be taken back at all. The log is a file, so nothing in it is believed unchecked. */
export function touchedBy(entry: LogEntry): Result<Touched, string> {
  if (!isUndoable(entry)) return err(say('This is not something that can be undone.'));
  if (isNote(entry)) {
    const file = studyPath(entry.target.file ?? '');
    // No log may have anything else written over.
    const sound = file.ok && /^coding\/[^/]+\/notes\.jsonl$/.test(file.value);
    return sound ? ok({ kind: 'notes', file: file.value }) : err(unreadable());
  }
  if (fileOperationOf(entry) === undefined) {
    const transcript = studyPath(entry.target.transcript ?? '');
    const kind = isMark(entry) ? 'mark' : 'segments';
    return transcript.ok ? ok({ kind, transcript: transcript.value }) : err(unreadable());
  }
  const paths: StudyPath[] = [];
  for (const name of new Set([...Object.keys(entry.before), ...Object.keys(entry.after)])) {
    const path = studyPath(name);
    // Only what a person edits as YAML is kept whole in the log; no log may overwrite a transcript.
    if (!path.ok || path.value !== name || extensionOf(name) !== '.yaml') return err(unreadable());
    paths.push(path.value);
  }
  return ok({ kind: 'files', paths });
}

/** The change of segments that an entry records, checked; an error where its rows are none. */
export function segmentsChangeOf(entry: LogEntry): Result<SegmentsChange, string> {
  const before = rowsOf(entry.before);
  const after = rowsOf(entry.after);
  if (!before || !after) return err(unreadable());
  const pairs = [...new Set([...before.keys(), ...after.keys()])].map((id) => ({
    id,
    before: before.get(id) ?? null,
    after: after.get(id) ?? null,
  }));
  return ok({
    op: entry.op,
    label: entry.label ?? entry.op,
    before: Object.fromEntries(pairs.map((pair) => [pair.id, pair.before])),
    after: Object.fromEntries(pairs.map((pair) => [pair.id, pair.after])),
  });
}

/**
 * Takes an entry back: undo, or redo where the entry itself is an undo. Gives what to do and the entry that records it, which can be
 * taken back in turn. Refused, with the reason and nothing done, where what it would restore has been changed since, where `now` is not
 * what the entry touches, or where the log cannot be understood.
 */
export function undoEntry<Kind extends Current['kind']>(
  entry: LogEntry,
  now: Extract<Current, { readonly kind: Kind }>,
  stamp: EntryStamp,
): Result<Extract<TakenBack, { readonly kind: Kind }>, string>;
export function undoEntry(entry: LogEntry, now: Current, stamp: EntryStamp): Result<TakenBack, string> {
  const touched = touchedBy(entry);
  if (!touched.ok) return touched;
  if (touched.value.kind === 'segments' && now.kind === 'segments') {
    if (touched.value.transcript !== now.segments.transcript) return err(say('This was done in another transcript.'));
    return undoSegments(entry, now.segments, now.text, now.earlier ?? null, stamp);
  }
  if (touched.value.kind === 'mark' && now.kind === 'mark') return undoMark(entry, now.days, stamp);
  if (touched.value.kind === 'notes' && now.kind === 'notes') return undoNote(entry, now.text, now.coder, stamp);
  if (touched.value.kind === 'files' && now.kind === 'files') {
    return undoFiles(entry, touched.value.paths, now.texts, stamp);
  }
  return err(say('This was done elsewhere in the study.'));
}

function undoSegments(
  entry: LogEntry,
  segments: Segments,
  text: LfText,
  earlier: EarlierText | null,
  stamp: EntryStamp,
): Result<TakenBack, string> {
  const recorded = segmentsChangeOf(entry);
  if (!recorded.ok) return recorded;
  const conflict = revertConflict(segments, recorded.value);
  if (conflict !== null) return err(refusal(entry, conflict));

  const change = changeBack(recorded.value, entry.op, labelOf(entry), segments, text, earlier);
  const undone = logEntryOf(change, { ...stamp, target: entry.target });
  return ok({ kind: 'segments', change, entry: { ...undone, undoes: entry.id } });
}

/**
 * The change that takes `made` back in the segments of today. It records rows as they are and become in today's text, so that it can be
 * taken back in its turn. `earlier` is the text in which it was made, where that is another one and known. Look at `revertConflict` first.
 */
export function changeBack(
  made: SegmentsChange,
  op: string,
  label: string,
  segments: Segments,
  text: LfText,
  earlier: EarlierText | null = null,
): SegmentsChange {
  const [old, restored] = [rowsById(segments), rowsById(applyChange(segments, invert(made), text, earlier))];
  return changeOf(
    op,
    label,
    Object.keys(made.after)
      .map((id) => ({ before: old.get(id) ?? null, after: restored.get(id) ?? null }))
      .filter(({ before, after }) => before !== null || after !== null),
  );
}

/**
 * Two days of one transcript are put back whatever became of the rest of their file, and of themselves: the entry holds the days of now,
 * so nothing is lost, and no undo after it waits for one that is refused.
 */
function undoMark(entry: LogEntry, now: ReadingDays, stamp: EntryStamp): Result<TakenBack, string> {
  const days = daysIn(entry.before);
  if (days === null || daysIn(entry.after) === null) return err(unreadable());
  const { file = '', transcript = '' } = entry.target;
  const undone = markEntryOf(labelOf(entry), { file, transcript }, now, days, stamp);
  return ok({ kind: 'mark', days, entry: { ...undone, undoes: entry.id } });
}

/** What others wrote into the file since stays: a line of it changes, not the whole. */
function undoNote(entry: LogEntry, text: string, coder: string, stamp: EntryStamp): Result<TakenBack, string> {
  const recorded = notesChangeIn(entry.before, entry.after);
  if (recorded === null) return err(unreadable());
  const change = inverse(recorded);
  const undone = applyNotes(text, coder, change);
  if (!undone.ok) return err(refusal(entry, undone.error));
  const made = noteEntryOf(labelOf(entry), entry.target, change, stamp);
  return ok({ kind: 'notes', text: undone.value, entry: { ...made, undoes: entry.id } });
}

/** True where an entry records a comment in a thread. */
export function isNote({ op }: LogEntry): boolean {
  return op === 'edit-note';
}

/** True where an entry records how far its coder has come with a transcript. */
export function isMark({ op }: LogEntry): boolean {
  return op === 'mark-transcript';
}

/** The days in a record of a mark, whatever path the transcript had then; null where it does not say. */
export function daysIn(record: LogEntry['before']): ReadingDays | null {
  const [days, ...more] = Object.values(record);
  return days === undefined || more.length > 0 ? null : readingDays(days ?? {});
}

function undoFiles(
  entry: LogEntry,
  paths: readonly StudyPath[],
  texts: ReadonlyMap<string, string | null>,
  stamp: EntryStamp,
): Result<TakenBack, string> {
  const restored = new Map<StudyPath, string | null>();
  const files: { readonly path: string; readonly before: string | null; readonly after: string | null }[] = [];
  for (const path of paths) {
    const [made, earlier, now] = [textIn(entry.after, path), textIn(entry.before, path), texts.get(path)];
    if (made === undefined || earlier === undefined) return err(unreadable());
    if (now === undefined) return err(refusal(entry, say('“{0}” could not be looked at.', path)));
    if (!sameText(now, made)) return err(refusal(entry, say('“{0}” has been changed since.', path)));
    restored.set(path, earlier);
    files.push({ path, before: now, after: earlier });
  }
  const op = fileOperationOf(entry) ?? 'edit-codebook';
  const undone = fileEntryOf(op, labelOf(entry), files, stamp);
  return ok({ kind: 'files', texts: restored, entry: { ...undone, target: entry.target, undoes: entry.id } });
}

/** What a person did, for the person, however often it was undone and redone since; the operation's name where the log has no words. */
export function whatWasDone({ label, op }: LogEntry): string {
  const said = label ?? op;
  const prefix = [undoLabel, redoLabel].find((one) => said.startsWith(one)) ?? '';
  return said.slice(prefix.length);
}

function refusal(entry: LogEntry, reason: string): string {
  const what = shownLabel(whatWasDone(entry));
  return isUndo(entry)
    ? say('“{0}” cannot be redone. {1}', what, reason)
    : say('“{0}” cannot be undone. {1}', what, reason);
}

function labelOf(entry: LogEntry): string {
  return (isUndo(entry) ? redoLabel : undoLabel) + whatWasDone(entry);
}

function isUndo({ label }: LogEntry): boolean {
  return label?.startsWith(undoLabel) === true;
}

/** Line breaks do not count: git or an editor may have changed them. */
export function sameText(a: string | null, b: string | null): boolean {
  return a === null || b === null ? a === b : toLf(a) === toLf(b);
}

/** The text of a file in a record; null where there was no file, undefined where the record does not say. */
export function textIn(record: LogEntry['before'], path: string): string | null | undefined {
  const value = Object.hasOwn(record, path) ? record[path] : undefined;
  if (value === null) return null;
  const text = typeof value === 'object' && 'text' in value ? value.text : undefined;
  return typeof text === 'string' ? text : undefined;
}

function rowsById(segments: Segments): Map<string, SegmentRow> {
  return new Map(segments.list.map((segment) => [segment.row.id, segment.row]));
}

function rowsOf(record: LogEntry['before']): Map<string, SegmentRow | null> | null {
  const rows = new Map<string, SegmentRow | null>();
  for (const [id, value] of Object.entries(record)) {
    if (value === null) {
      rows.set(id, null);
      continue;
    }
    // The schema takes ten times as long, and a filter looks through a hundred thousand entries.
    if (!isUsualRow(value) && !checkShape(segmentRow(), value).ok) return null;
    const row = value as SegmentRow;
    const codes = new Set(row.codings.map((coding) => coding.code));
    if (row.id !== id || row.end < row.start || codes.size < row.codings.length) return null;
    rows.set(id, row);
  }
  return rows;
}
