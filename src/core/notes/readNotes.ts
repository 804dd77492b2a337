import { fileLines, parseJsonLine, type FileLine } from '../base/jsonLines';
import type { Problem } from '../base/problem';
import { err, ok, type Result } from '../base/result';
import { say } from '../base/say';
import { checkShape, type ShapeIssue } from '../base/shape';
import { canonicalJson } from '../base/canonicalJson';
import { conflictSides } from '../coding/conflictSides';
import { joinNotes } from './joinNotes';
import { longestNote, noteRow, notesHeader, notesVersion, type NoteRow, type NotesHeader } from './notesFile';

/** What a file of comments says. */
export interface NotesReading {
  /** `sound`: all of it was read. `readOnly`: a newer version, shown and never written. `unsound`: shown as far as it could be read. */
  readonly state: 'sound' | 'readOnly' | 'unsound';
  /** Ids unique, sorted by time, then id. */
  readonly rows: readonly NoteRow[];
  readonly problems: readonly Problem[];
}

/** Largest file that is read, in UTF-16 units, and most comments of one. */
export const largestNotesFile = 20_000_000;
export const mostNotes = 20_000;

/** After this many problems of one file the rest is left out. */
const mostProblems = 100;

type Fault = Pick<Problem, 'severity' | 'rule' | 'message' | 'remedy' | 'column'>;

interface SideReading {
  readonly rows: readonly NoteRow[];
  readonly problems: readonly Problem[];
  readonly newer: boolean;
  readonly sound: boolean;
}

/**
 * Reads coding/<coder>/notes.jsonl. Never fails: each thing that is wrong becomes a problem with its place and a remedy, and the other
 * lines are read all the same. Where git left a merge conflict, both sides are read and joined by id. Reading changes no file, and edits
 * (`noteEdits`) leave lines that could not be read as they are. O(content).
 */
export function readNotes(file: string, content: string, coder: string, most: number = mostNotes): NotesReading {
  if (content.length > largestNotesFile) {
    const problem = fault(
      'notes-file-too-large',
      say('The file is too large to be read.'),
      say('Put an earlier version of the file back.'),
    );
    return { state: 'unsound', rows: [], problems: [{ ...problem, file }] };
  }
  const lines = fileLines(content);
  const sides = conflictSides(lines);
  if (sides === null) {
    const { rows, problems, newer, sound } = readSide(file, lines, coder, most);
    const state = newer ? 'readOnly' : sound ? 'sound' : 'unsound';
    return { state, rows: joinNotes(null, rows, []), problems: problems.slice(0, mostProblems) };
  }
  const [mine, theirs] = [readSide(file, sides.mine, coder, most), readSide(file, sides.theirs, coder, most)];
  const base = sides.base && readSide(file, sides.base, coder, most);
  const marker = fault(
    'merge-conflict',
    say('Git could not merge two versions of this file and left both in it.'),
    say('Remove the lines that begin with “<<<<<<<”, “|||||||”, “=======” and “>>>>>>>”: every comment is kept.'),
  );
  const told = new Map<string, Problem>();
  for (const one of [{ ...marker, file, line: sides.firstMarker }, ...mine.problems, ...theirs.problems]) {
    told.set(`${one.line ?? 0} ${one.rule}`, one);
  }
  return {
    state: mine.newer || theirs.newer ? 'readOnly' : 'unsound',
    rows: joinNotes(base && base.rows, mine.rows, theirs.rows),
    problems: [...told.values()].slice(0, mostProblems),
  };
}

/** The first line of a file of comments, or what is wrong with it. */
export function readNotesHeader(first: FileLine | undefined, coder: string): Result<NotesHeader, Fault> {
  const example = say('Put back its first line: {"verbatim":"notes","version":1,"coder":"…"}.');
  if (first === undefined) {
    return err(fault('missing-header', say('The file is empty; it has to begin with a header.'), example));
  }
  const value = parseJsonLine(first.text);
  if (!value.ok) {
    return err(fault('missing-header', say('The first line has to be a header. {0}', value.error), example));
  }
  const header = checkShape(notesHeader(), value.value);
  if (!header.ok) {
    const column = columnOf(first.text, header.error);
    const message = say('The header is not as it has to be. {0}', sentences(header.error));
    return err({ ...fault('wrong-header', message, example), ...column });
  }
  if (header.value.version < 1) {
    return err(fault('wrong-header', say('The header names a version that never was.'), example));
  }
  if (header.value.coder !== coder) {
    const message = say(
      'The file lies in the folder of coder “{0}”, but its header says “{1}”.',
      coder,
      header.value.coder,
    );
    return err(fault('wrong-coder', message, say('Move the file to the folder of its coder.')));
  }
  return ok(header.value);
}

/** The comment of one line by itself, or what is wrong with it. */
export function readNote(line: FileLine): Result<NoteRow, Fault> {
  const value = parseJsonLine(line.text);
  if (!value.ok) {
    return err(
      line.unended
        ? fault(
            'torn-line',
            say('The last line breaks off; writing it was interrupted.'),
            say('Remove the line, and write the comment again where it is missing.'),
          )
        : fault('not-json', value.error, say('Mend the line, or put an earlier version of the file back.')),
    );
  }
  const row = checkShape(noteRow(), value.value);
  if (!row.ok) {
    const message = say('This is no comment. {0}', sentences(row.error));
    return err({
      ...fault('wrong-note', message, say('Mend or remove the line.')),
      ...columnOf(line.text, row.error),
    });
  }
  if (row.value.text.length > longestNote) {
    const message = say('The comment is longer than {0} characters, so it is not shown.', longestNote);
    return err(fault('note-too-long', message, say('Write it as a memo of its own, in the folder “memos”.')));
  }
  return ok(row.value);
}

function readSide(file: string, lines: readonly FileLine[], coder: string, most: number): SideReading {
  const problems: Problem[] = [];
  const [first, ...rest] = lines;
  const header = readNotesHeader(first, coder);
  let sound = header.ok;
  const report = (line: number, found: Fault): void => {
    problems.push({ ...found, file, line, column: found.column ?? 1 });
    if (found.severity === 'error') sound = false;
  };
  const newer = header.ok && header.value.version > notesVersion;
  if (!header.ok) report(first?.line ?? 1, header.error);
  if (newer) {
    const message = say('The file was written by a newer version of Verbatim; it is shown and left alone.');
    const found = fault('newer-version', message, say('Update Verbatim to change it.'));
    report(first?.line ?? 1, { ...found, severity: 'warning' });
  }
  // Whose comments these are is not known where the header says another.
  if (!header.ok && header.error.rule === 'wrong-coder') return { rows: [], problems, newer, sound };
  const rows: NoteRow[] = [];
  const known = new Map<string, { readonly line: number; readonly json: string }>();
  for (const line of !header.ok && first && readNote(first).ok ? lines : rest) {
    if (rows.length >= most) {
      const message = say('Only the first {0} comments of a file are read.', most);
      report(line.line, fault('too-many-notes', message, say('Remove comments that are done with.')));
      break;
    }
    const row = readNote(line);
    if (!row.ok) {
      report(line.line, row.error);
      continue;
    }
    const json = canonicalJson(row.value);
    const earlier = known.get(row.value.id);
    if (earlier !== undefined) {
      const same = earlier.json === json;
      const message = same
        ? say('The line is the same as line {0}; it counts once.', earlier.line)
        : say('This is another wording of the comment in line {0}; the newer one is shown.', earlier.line);
      report(line.line, {
        ...fault('repeated-note', message, say('Remove one of the two lines.')),
        severity: same ? 'information' : 'warning',
      });
    } else known.set(row.value.id, { line: line.line, json });
    rows.push(row.value);
  }
  return { rows, problems, newer, sound };
}

function fault(rule: string, message: string, remedy: string): Fault {
  return { severity: 'error', rule, message, remedy };
}

/** Where in the line the first key that is wrong stands; nothing where it is not there. Counts from 1. */
function columnOf(text: string, [issue]: readonly ShapeIssue[]): { readonly column?: number } {
  const key = issue?.path.find((part) => typeof part === 'string');
  const at = key === undefined ? -1 : text.indexOf(`${JSON.stringify(key)}:`);
  return at < 0 ? {} : { column: at + 1 };
}

function sentences(issues: readonly ShapeIssue[]): string {
  return issues
    .slice(0, 3)
    .map(({ message }) => message)
    .join(' ');
}
