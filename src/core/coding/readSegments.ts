import { say } from '../base/say';
import { canonicalJson } from '../base/canonicalJson';
import { digestForm } from '../base/digest';
import { fileLines, parseJsonLine, type FileLine } from '../base/jsonLines';
import type { Problem } from '../base/problem';
import { err, ok, type Result } from '../base/result';
import { finished, type Steps } from '../base/steps';
import { checkShape, type ShapeIssue } from '../base/shape';
import { conflictSides } from './conflictSides';
import { joinRepeatedCodes, joinRows } from './joinSegments';
import { segmentRow, segmentsHeader, segmentsVersion, type SegmentRow, type SegmentsHeader } from './segmentsFile';

/** A line that could not be read as a segment, kept so that nothing overwrites it unseen. */
export interface UnreadLine {
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
}

/** Header and rows of one side of a merge conflict. */
export interface SegmentsSide {
  readonly header: SegmentsHeader;
  readonly rows: readonly SegmentRow[];
}

/** Both versions of a file that git could not merge, and what they began from where git wrote it. Offsets of each are in its own text. */
export interface ConflictedSides {
  readonly mine: SegmentsSide;
  readonly theirs: SegmentsSide;
  readonly base: SegmentsSide | null;
}

/** A merge conflict that git left in the file. `sides` is what can be joined; null where one of them cannot be read whole. */
export interface SegmentsConflict {
  readonly sides: ConflictedSides | null;
}

/** What a segments file says. */
export interface SegmentsReading {
  /** `sound`: may be used and rewritten. `readOnly`: a newer version; show it, never write it. `unsound`: shown as far as it could be read, never overwritten before a person has mended it. */
  readonly state: 'sound' | 'readOnly' | 'unsound';
  readonly header: SegmentsHeader | null;
  /** In file order, ids unique; values as the file has them, unknown keys included. Their offsets are not yet held against a text. */
  readonly rows: readonly SegmentRow[];
  readonly problems: readonly Problem[];
  readonly unreadLines: readonly UnreadLine[];
  /** Present exactly where the file has conflict markers. */
  readonly conflict: SegmentsConflict | null;
}

/** Whose file it is by its path; the header has to agree. */
export interface SegmentsPath {
  readonly transcript: string;
  readonly coder: string;
}

/** The rule of a problem that says git could not merge a file. */
export const mergeConflictRule = 'merge-conflict';

/** Largest segments file that is read, in UTF-16 units: far more than one person codes in one transcript. */
export const largestSegmentsFile = 200_000_000;

/** Rows of one file that are read at most. */
export const mostRows = 200_000;

/** Rows between two steps of `readingSegments`. */
const rowsAtOnce = 200;

interface SideReading {
  readonly header: SegmentsHeader | null;
  readonly rows: readonly SegmentRow[];
  readonly problems: readonly Problem[];
  readonly unread: readonly UnreadLine[];
  readonly newer: boolean;
  readonly mistaken: boolean;
}

/**
 * Reads a segments file. `file` is its path, for messages. Never fails: each thing that is wrong becomes a problem with its line and a
 * remedy, and each line that could not be read is kept in `unreadLines`. Where git left a merge conflict, both sides are read, given as
 * `conflict.sides`, and joined by id (with the common base where git wrote it): their rows as far as they stand in one text. At most `most` rows
 * are read, which is far more than one person codes. O(content).
 */
export function readSegments(
  file: string,
  content: string,
  path: SegmentsPath,
  most: number = mostRows,
): SegmentsReading {
  return finished(readingSegments(file, content, path, most));
}

/** As `readSegments`, in steps. */
export function* readingSegments(
  file: string,
  content: string,
  path: SegmentsPath,
  most: number = mostRows,
): Steps<SegmentsReading> {
  if (content.length > largestSegmentsFile) {
    const remedy = say('Put an earlier version of the file back.');
    const problem = problemAt(
      file,
      undefined,
      'segments-file-too-large',
      say('The file is too large to be read.'),
      remedy,
    );
    return { state: 'unsound', header: null, rows: [], problems: [problem], unreadLines: [], conflict: null };
  }
  const lines = fileLines(content);
  const sides = conflictSides(lines);
  if (!sides) {
    const { header, rows, problems, unread, newer, mistaken } = yield* readSide(file, lines, path, most);
    const unsound = header === null || mistaken || (unread.length > 0 && !newer);
    const state = unsound ? 'unsound' : newer ? 'readOnly' : 'sound';
    return { state, header, rows, problems, unreadLines: unread, conflict: null };
  }

  const mine = yield* readSide(file, sides.mine, path, most);
  const theirs = yield* readSide(file, sides.theirs, path, most);
  const base = sides.base && (yield* readSide(file, sides.base, path, most));
  const { rows } = joinRows(base && base.rows, mine.rows, theirs.rows);
  const [left, right] = [wholeSide(mine), wholeSide(theirs)];
  const both = left && right && { mine: left, theirs: right, base: base && wholeSide(base) };
  const marker = problemAt(
    file,
    sides.firstMarker,
    mergeConflictRule,
    say('Git could not merge two versions of this file and left both in it.'),
    both
      ? say('Run “Verbatim: Join Conflict Copies…”: every coding of both versions is kept.')
      : say('Mend the lines named below, or take one version of the file with git.'),
  );
  return {
    state: 'unsound',
    header: mine.header ?? theirs.header,
    rows,
    problems: [marker, ...unique([...mine.problems, ...theirs.problems])],
    unreadLines: uniqueLines([...mine.unread, ...theirs.unread]),
    conflict: { sides: both },
  };
}

/** One side, or null where not all of it could be read. */
function wholeSide({ header, rows, newer, mistaken, unread }: SideReading): SegmentsSide | null {
  return header && !newer && !mistaken && unread.length === 0 ? { header, rows } : null;
}

function* readSide(file: string, lines: readonly FileLine[], path: SegmentsPath, most: number): Steps<SideReading> {
  const problems: Problem[] = [];
  const unread: UnreadLine[] = [];
  const [first, ...rest] = lines;
  const report = (line: number, rule: string, message: string, remedy: string): void => {
    problems.push(problemAt(file, line, rule, message, remedy));
  };

  const head = readHeader(first);
  const header = head.ok ? head.value : null;
  if (!head.ok) {
    problems.push({ ...head.error, file, line: first?.line ?? 1 });
    if (first && !holdsRow(first)) unread.push({ line: first.line, text: first.text });
  }
  const newer = header !== null && header.version > segmentsVersion;
  let mistaken = false;
  if (header && first) {
    for (const mistake of headerMistakes(header, path)) {
      mistaken ||= !newer;
      problems.push({ ...mistake, file, line: first.line });
    }
    if (newer) {
      const message = say('The file was written by a newer version of Verbatim; it is shown and left alone.');
      problems.push({
        ...problemAt(file, first.line, 'newer-version', message, say('Update Verbatim to change it.')),
        severity: 'warning',
      });
    }
  }

  const rows: SegmentRow[] = [];
  const known = new Map<string, { readonly line: number; readonly row: SegmentRow }>();
  for (const line of first && !header && holdsRow(first) ? lines : rest) {
    const keep = (rule: string, message: string, remedy: string): void => {
      report(line.line, rule, message, remedy);
      unread.push({ line: line.line, text: line.text });
    };
    if (rows.length >= most) {
      unread.push({ line: line.line, text: line.text });
      continue;
    }
    if (rows.length % rowsAtOnce === 0) yield;
    const reading = readRow(line);
    if (!reading.ok) {
      keep(reading.error.rule, reading.error.message, reading.error.remedy);
      continue;
    }
    const row = reading.value;
    const earlier = known.get(row.id);
    if (earlier && canonicalJson(earlier.row) !== canonicalJson(row)) {
      const message = say('The segment id {0} is already used in line {1}.', row.id, earlier.line);
      keep('repeated-segment-id', message, say('Remove one of the two lines, or give one of them another id.'));
      continue;
    }
    if (earlier) {
      const message = say('The line is the same as line {0}; it counts once.', earlier.line);
      const problem = problemAt(file, line.line, 'repeated-line', message, say('Nothing has to be done.'));
      problems.push({ ...problem, severity: 'information' });
      continue;
    }
    known.set(row.id, { line: line.line, row });
    const codings = joinRepeatedCodes(row.codings);
    if (codings.length < row.codings.length) {
      const message = say('A code stands twice on this segment; the two were made one.');
      const problem = problemAt(file, line.line, 'repeated-code', message, say('Look whether its details are right.'));
      problems.push({ ...problem, severity: 'warning' });
    }
    rows.push(codings === row.codings ? row : { ...row, codings: [...codings] });
  }
  if (rows.length >= most && unread.length > 0) {
    const message = say('Only the first {0} segments of a file are read.', most);
    problems.push(problemAt(file, undefined, 'too-many-segments', message, say('Divide the transcript into several.')));
  }
  return { header, rows, problems, unread, newer, mistaken };
}

type Fault = Pick<Problem, 'severity' | 'rule' | 'message' | 'remedy'>;

const headerExample = (): string =>
  say('Put back its first line: {"verbatim":"segments","version":1,"transcript":"…","text":"sha256:…","coder":"…"}.');

function readHeader(first: FileLine | undefined): Result<SegmentsHeader, Fault> {
  const fault = (rule: string, message: string, remedy = headerExample()): Result<never, Fault> =>
    err({ severity: 'error', rule, message, remedy });
  if (!first) return fault('missing-header', say('The file is empty; it has to begin with a header.'));
  const value = parseJsonLine(first.text);
  if (!value.ok) return fault('missing-header', say('The first line has to be a header. {0}', value.error));
  const record = value.value;
  if (!isRecord(record) || !Object.hasOwn(record, 'verbatim')) {
    return fault('missing-header', say('The file has to begin with a header; the first line is none.'));
  }
  if (record['verbatim'] !== 'segments') {
    return fault(
      'wrong-kind',
      say('The file is of another kind; it holds no segments.'),
      say('Move it to where it belongs.'),
    );
  }
  const shape = isUsualHeader(record) ? ok(record) : checkShape(segmentsHeader(), record);
  if (!shape.ok) return fault('wrong-header', say('The header is not as it has to be. {0}', sentences(shape.error)));
  if (shape.value.version < 1) return fault('wrong-header', say('The header names a version that never was.'));
  return ok(record as SegmentsHeader);
}

function headerMistakes(header: SegmentsHeader, path: SegmentsPath): Fault[] {
  const mistakes: Fault[] = [];
  if (header.transcript.normalize('NFC') !== path.transcript.normalize('NFC')) {
    const message = say(
      'The file lies where the segments of “{0}” belong, but its header says “{1}”.',
      path.transcript,
      header.transcript,
    );
    const remedy = say('Relink the transcript, or move the file back.');
    mistakes.push({ severity: 'error', rule: 'wrong-transcript', message, remedy });
  }
  if (header.coder !== path.coder) {
    const message = say(
      'The file lies in the folder of coder “{0}”, but its header says “{1}”.',
      path.coder,
      header.coder,
    );
    const remedy = say('Move the file to the folder of its coder.');
    mistakes.push({ severity: 'error', rule: 'wrong-coder', message, remedy });
  }
  return mistakes;
}

/** The row of a line by itself, without its line break; null where it is none. */
export function rowOfLine(text: string): SegmentRow | null {
  const row = readRow({ line: 1, text, unended: false });
  return row.ok ? row.value : null;
}

function readRow(line: FileLine): Result<SegmentRow, Fault> {
  const fault = (rule: string, message: string, remedy: string): Result<never, Fault> =>
    err({ severity: 'error', rule, message, remedy });
  const value = parseJsonLine(line.text);
  if (!value.ok) {
    return line.unended
      ? fault(
          'torn-line',
          say('The last line breaks off; writing it was interrupted.'),
          say('Remove the line; undo or code again what is missing.'),
        )
      : fault('not-json', value.error, say('Mend the line, or put an earlier version of the file back.'));
  }
  const record = value.value;
  if (isRecord(record) && record['verbatim'] === 'segments') {
    return fault(
      'second-header',
      say('A header stands here, though it may only be the first line.'),
      say('Move it to the top, or remove it.'),
    );
  }
  const shape = isUsualRow(record) ? ok(record) : checkShape(segmentRow(), record);
  if (!shape.ok)
    return fault(
      'wrong-segment',
      say('This is no segment. {0}', sentences(shape.error)),
      say('Mend or remove the line.'),
    );
  const row = record as SegmentRow;
  if (row.end < row.start) {
    return fault(
      'wrong-offsets',
      say('The segment ends ({0}) before it starts ({1}).', row.end, row.start),
      say('Mend “start” and “end”.'),
    );
  }
  return ok(row);
}

/** True for a header as this program writes it: a study has as many as files, and the schema takes longer than the line. */
export function isUsualHeader(record: unknown): record is SegmentsHeader {
  if (!isRecord(record)) return false;
  const { verbatim, version, transcript, text, coder } = record;
  return (
    verbatim === 'segments' &&
    version === segmentsVersion &&
    typeof transcript === 'string' &&
    transcript !== '' &&
    typeof text === 'string' &&
    digestForm.test(text) &&
    typeof coder === 'string' &&
    coder !== ''
  );
}

const usualKeys = new Set(['id', 'start', 'end', 'quote', 'prefix', 'suffix', 'codings', 'memo']);
const usualCodingKeys = new Set(['code', 'at', 'codeDigest']);

/**
 * True for rows as this program mostly writes them, which the schema would pass: thousands of rows are read when a study opens, and
 * the schema takes ten times as long. False leaves the answer, and the words for what is wrong, to the schema.
 */
export function isUsualRow(record: unknown): boolean {
  if (!isRecord(record)) return false;
  const { id, start, end, quote, codings } = record;
  if (typeof id !== 'string' || id === '' || id.length > 100 || typeof quote !== 'string') return false;
  if (!isOffset(start) || !isOffset(end) || !Array.isArray(codings)) return false;
  for (const key in record) if (!usualKeys.has(key)) return false;
  for (const key of ['prefix', 'suffix', 'memo']) if (key in record && typeof record[key] !== 'string') return false;
  return codings.every(isUsualCoding);
}

function isUsualCoding(coding: unknown): boolean {
  if (!isRecord(coding) || typeof coding['code'] !== 'string' || coding['code'] === '') return false;
  for (const key in coding) if (!usualCodingKeys.has(key) || typeof coding[key] !== 'string') return false;
  return true;
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** A first line that is a segment means that the header is missing, not that the line is bad. */
function holdsRow(first: FileLine): boolean {
  return readRow(first).ok;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first few issues with the place of each, in words. */
function sentences(issues: readonly ShapeIssue[]): string {
  return issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length > 1 ? `${path.join('.')}: ${message}` : message))
    .join(' ');
}

function problemAt(file: string, line: number | undefined, rule: string, message: string, remedy: string): Problem {
  return { severity: 'error', rule, message, remedy, file, ...(line === undefined ? {} : { line }) };
}

function unique(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [canonicalJson(problem), problem])).values()];
}

function uniqueLines(lines: readonly UnreadLine[]): UnreadLine[] {
  return [...new Map(lines.map((line) => [line.line, line])).values()].sort((a, b) => a.line - b.line);
}
