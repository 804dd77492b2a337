import { canonicalJson } from '../base/canonicalJson';
import { parseJsonLine, type FileLine } from '../base/jsonLines';
import { err, ok, type Result } from '../base/result';
import { say } from '../base/say';
import { conflictSides } from '../coding/conflictSides';
import { longestNote, noteLine, notesHeaderLine, notesVersion, type NoteRow, type NoteTarget } from './notesFile';
import { readNote, readNotesHeader } from './readNotes';

/** A line of a file of comments as the log keeps it: so that undo gives the file back byte for byte. */
export interface NoteRecord {
  /** With the line break that stands before it. */
  readonly line: string;
  /** Id of the comment before it; null where there is none. */
  readonly after: string | null;
  /** How many other lines stand between the two. */
  readonly skip: number;
}

/** Comments by id as they were and as they became; null: not there. */
export interface NotesChange {
  readonly before: Readonly<Record<string, NoteRecord | null>>;
  readonly after: Readonly<Record<string, NoteRecord | null>>;
}

/** What is done to a file of comments. */
export type NoteEdit =
  | { readonly kind: 'add'; readonly row: NoteRow }
  | { readonly kind: 'reword'; readonly id: string; readonly text: string; readonly at: string }
  | { readonly kind: 'remove'; readonly id: string };

/** What a new comment needs besides its words: an id of its own, and the time (ISO 8601, UTC). */
export interface NoteStamp {
  readonly id: string;
  readonly at: string;
}

/** The first comment of a new thread. */
export function firstNote(about: NoteTarget, text: string, { id, at }: NoteStamp): NoteRow {
  return { id, thread: id, about, at, text };
}

/** A comment that answers in a thread. */
export function replyNote(thread: Pick<NoteRow, 'thread' | 'about'>, text: string, { id, at }: NoteStamp): NoteRow {
  return { id, thread: thread.thread, about: thread.about, at, text };
}

/** A row that closes a thread or opens it again, and says nothing else. */
export function stateNote(thread: Pick<NoteRow, 'thread' | 'about'>, resolved: boolean, stamp: NoteStamp): NoteRow {
  return { ...replyNote(thread, '', stamp), resolved };
}

/** The text of a file of comments without any. */
export function newNotesText(coder: string): string {
  return `${notesHeaderLine(coder)}\n`;
}

/**
 * What an edit changes in the text of a coder's file of comments. Refused, with the reason: where the file may not be written (no sound
 * header, a newer version, a merge conflict), the comment is not there or stands twice, has no words or too many, or nothing would change.
 */
export function planNote(content: string, coder: string, edit: NoteEdit): Result<NotesChange, string> {
  const lines = writableLines(content, coder);
  if (!lines.ok) return lines;
  if (edit.kind === 'add') {
    const { row } = edit;
    const wrong = whyNoText(row.text, row.resolved !== undefined);
    if (wrong !== null) return err(wrong);
    if (lines.value.some(({ id }) => id === row.id)) return err(say('There is a comment with this id already.'));
    const line = `${content.includes('\r\n') ? '\r\n' : '\n'}${noteLine(row)}`;
    return ok({ before: { [row.id]: null }, after: { [row.id]: { line, ...placeBefore(lines.value, undefined) } } });
  }
  const found = only(lines.value, edit.id);
  if (!found.ok) return found;
  const before = { line: found.value.before + found.value.text, ...placeBefore(lines.value, found.value) };
  if (edit.kind === 'remove') return ok({ before: { [edit.id]: before }, after: { [edit.id]: null } });
  const row = readNote(asFileLine(found.value));
  if (!row.ok) return err(row.error.message);
  const wrong = whyNoText(edit.text, false);
  if (wrong !== null) return err(wrong);
  if (row.value.text === edit.text) return err(say('Nothing would change.'));
  const line = found.value.before + noteLine({ ...row.value, text: edit.text, edited: edit.at });
  return ok({ before: { [edit.id]: before }, after: { [edit.id]: { ...before, line } } });
}

/**
 * Does a change to the text of a file of comments; every other line stays as it is, byte for byte. Doing it and then its `inverse` gives
 * the text back. Refused where a comment that it touches is not as the change found it.
 */
export function applyNotes(content: string, coder: string, { before, after }: NotesChange): Result<string, string> {
  let text = content;
  for (const id of Object.keys(after)) {
    const lines = writableLines(text, coder);
    if (!lines.ok) return lines;
    const [was, becomes] = [before[id] ?? null, after[id] ?? null];
    const here = lines.value.filter((line) => line.id === id);
    const [line] = here;
    const sameNow = was === null ? line === undefined : here.length === 1 && line && sameLine(line.text, was.line);
    if (sameNow !== true) return err(say('The comment has been changed since.'));
    if (line !== undefined) {
      text =
        text.slice(0, line.start) +
        (becomes?.line ?? '') +
        text.slice(line.start + line.before.length + line.text.length);
    } else if (becomes !== null) {
      const at = endBefore(lines.value, becomes);
      text = text.slice(0, at) + becomes.line + text.slice(at);
    }
  }
  return ok(text);
}

/**
 * Gives a transcript another path in what comments are about, and where their segments are looked for; every other line stays as it is.
 * Refused where no comment names it, or the file may not be written.
 */
export function renameInNotes(content: string, coder: string, from: string, to: string): Result<string, string> {
  const lines = writableLines(content, coder);
  if (!lines.ok) return lines;
  const path = from.normalize('NFC');
  const texts = lines.value.map((line) => {
    const row = line.id === null ? null : readNote(asFileLine(line));
    if (!row?.ok) return line.before + line.text;
    const { about } = row.value;
    const now =
      about.kind === 'transcript' && about.path.normalize('NFC') === path
        ? { ...about, path: to }
        : about.kind === 'segment' && about.transcript?.normalize('NFC') === path
          ? { ...about, transcript: to }
          : null;
    return line.before + (now ? noteLine({ ...row.value, about: now }) : line.text);
  });
  const renamed = texts.join('');
  return renamed === content ? err(say('No comment is about “{0}”.', from)) : ok(renamed);
}

/** The change that takes another back. */
export function inverse({ before, after }: NotesChange): NotesChange {
  return { before: after, after: before };
}

/** A change as a log keeps it, checked: a log is a file. Null where it is none. */
export function notesChangeIn(before: Record<string, unknown>, after: Record<string, unknown>): NotesChange | null {
  const [was, becomes] = [recordsIn(before), recordsIn(after)];
  return was && becomes && { before: was, after: becomes };
}

function recordsIn(record: Record<string, unknown>): Record<string, NoteRecord | null> | null {
  const records: Record<string, NoteRecord | null> = {};
  for (const [id, value] of Object.entries(record)) {
    if (value !== null && !isRecordOf(id, value)) return null;
    records[id] = value;
  }
  return records;
}

/** True where the record is one line, and that line the comment with this id: nothing else can be put into a file by undo. */
function isRecordOf(id: string, value: unknown): value is NoteRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { line, after, skip } = value as Partial<NoteRecord>;
  if (typeof line !== 'string' || (after !== null && typeof after !== 'string') || !Number.isInteger(skip))
    return false;
  const text = /^\r?\n([^\r\n]*)$/.exec(line)?.[1];
  if (text === undefined) return false;
  const row = readNote({ line: 1, text, unended: false });
  return row.ok && row.value.id === id;
}

/** A line of the file, with the line break before it. */
interface PlacedLine {
  /** Where the line break before it begins, in UTF-16 units. */
  readonly start: number;
  /** '' before the first line. */
  readonly before: string;
  readonly text: string;
  /** Id of the comment; null where it is none. */
  readonly id: string | null;
}

function placedLines(content: string): PlacedLine[] {
  const lines: PlacedLine[] = [];
  let [start, before] = [0, ''];
  for (;;) {
    const from = start + before.length;
    const lf = content.indexOf('\n', from);
    const end = lf < 0 ? content.length : lf > from && content.charCodeAt(lf - 1) === 0x0d ? lf - 1 : lf;
    const text = content.slice(from, end);
    lines.push({ start, before, text, id: lines.length === 0 ? null : idOf(text) });
    if (lf < 0) break;
    [start, before] = [end, content.slice(end, lf + 1)];
  }
  return lines;
}

function idOf(text: string): string | null {
  const value = parseJsonLine(text);
  const id: unknown =
    value.ok && typeof value.value === 'object' && value.value !== null && 'id' in value.value ? value.value.id : null;
  return typeof id === 'string' ? id : null;
}

function writableLines(content: string, coder: string): Result<readonly PlacedLine[], string> {
  const lines = placedLines(content);
  const [first] = lines;
  const header = readNotesHeader(first && asFileLine({ ...first, text: first.text.replace(/^\uFEFF/, '') }), coder);
  if (!header.ok) return err(`${header.error.message} ${header.error.remedy}`);
  if (header.value.version > notesVersion) {
    return err(say('Your comments were written by a newer Verbatim; update this one to change them.'));
  }
  if (conflictSides(lines.map(asFileLine)) !== null) {
    return err(say('Git left two versions of your comments in their file. The Problems panel says what to do.'));
  }
  return ok(lines);
}

function asFileLine({ text }: PlacedLine): FileLine {
  return { line: 1, text, unended: false };
}

function only(lines: readonly PlacedLine[], id: string): Result<PlacedLine, string> {
  const [line, ...more] = lines.filter((one) => one.id === id);
  if (line === undefined) return err(say('This comment is not in your file any more.'));
  return more.length === 0
    ? ok(line)
    : err(say('The comment stands twice in your file. Remove one of the lines first.'));
}

/** Where a line stands, or one that comes after all others. */
function placeBefore(lines: readonly PlacedLine[], line: PlacedLine | undefined): Pick<NoteRecord, 'after' | 'skip'> {
  // A new one comes before the blank lines at the end, which the last line break makes one of.
  const last = lines.findLastIndex(({ text }) => text.trim() !== '');
  const index = line === undefined ? last + 1 : lines.indexOf(line);
  const isOnce = ({ id }: PlacedLine): boolean => id !== null && lines.filter((one) => one.id === id).length === 1;
  let anchor = index - 1;
  while (anchor > 0 && !isOnce(lines[anchor] as PlacedLine)) anchor--;
  return { after: lines[anchor]?.id ?? null, skip: index - Math.max(anchor, 0) - 1 };
}

/** Where the line before that of a record ends; where its neighbour is gone, the last one. */
function endBefore(lines: readonly PlacedLine[], { after, skip }: NoteRecord): number {
  const anchor = after === null ? 0 : lines.findIndex(({ id }) => id === after);
  const index = anchor < 0 ? lines.length - 1 : Math.min(anchor + Math.max(0, skip), lines.length - 1);
  const line = lines[index];
  return line === undefined ? 0 : line.start + line.before.length + line.text.length;
}

function sameLine(text: string, recorded: string): boolean {
  if (text === recorded.replace(/^\r?\n/, '')) return true;
  const [a, b] = [parseJsonLine(text), parseJsonLine(recorded.trim())];
  return a.ok && b.ok && canonicalJson(a.value) === canonicalJson(b.value);
}

function whyNoText(text: string, isState: boolean): string | null {
  if (text.trim() === '' && !isState) return say('A comment needs words.');
  return text.length > longestNote
    ? say('A comment may have {0} characters at most; write a memo of its own instead.', longestNote)
    : null;
}
