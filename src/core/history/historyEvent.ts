import { say } from '../base/say';
import { logLabel, type LogLabel } from '../base/logLabel';
import { canonicalJson } from '../base/canonicalJson';
import { excerpt, excerptWords } from '../coding/excerpt';
import { contentOf, samePlace } from '../coding/segmentsChange';
import type { SegmentRow } from '../coding/segmentsFile';
import { shortened } from '../text/shortened';
import { fileOperationOf, type LogEntry } from './logFile';
import { isMark, isNote, segmentsChangeOf } from './undoEntry';

/** What sort of thing was done, for filters and pictures. */
export const eventKinds = [
  'coding',
  'segment',
  'place',
  'import',
  'codebook',
  'cases',
  'reading',
  'memo',
  'link',
  'undo',
  'other',
] as const;

export type EventKind = (typeof eventKinds)[number];

/** One thing that somebody did, in words; holds no rows and no files, so that thousands may be shown. */
export interface HistoryEvent {
  /** The entry's id. */
  readonly id: string;
  readonly coder: string;
  /** ISO 8601, UTC, as the log has it. */
  readonly at: string;
  readonly kind: EventKind;
  /** One line, in the English of the log: `shownLabel` says it in the reader’s language. */
  readonly what: string;
  /** Path of the transcript as it was called then, or null. */
  readonly transcript: string | null;
  /** Path of the file that was edited, or null. */
  readonly file: string | null;
  /** Ids of the first segments that were touched. */
  readonly segments: readonly string[];
  /** What became of each of the first segments, a line each. */
  readonly details: readonly string[];
  /** How many more were touched than `details` tells of. */
  readonly unsaid: number;
  /** Id of the entry that this one took back, or null. */
  readonly undoes: string | null;
}

const kindOf: Readonly<Record<string, EventKind>> = {
  'apply-code': 'coding',
  'remove-coding': 'coding',
  recode: 'coding',
  'recheck-coding': 'coding',
  'resize-segment': 'segment',
  'remove-segment': 'segment',
  'edit-segment': 'segment',
  'confirm-place': 'place',
  'keep-orphan': 'place',
  reanchor: 'place',
  'import-codings': 'import',
  'edit-codebook': 'codebook',
  'edit-cases': 'cases',
  'mark-transcript': 'reading',
  'write-memo': 'memo',
  'mark-stage': 'codebook',
  'edit-note': 'memo',
  relink: 'link',
  restore: 'undo',
};

/** What is said of an entry that has no label of its own. */
const wordsOf: Readonly<Record<string, LogLabel>> = {
  'apply-code': 'Coded {0}',
  'remove-coding': 'Took a code off {0}',
  recode: 'Changed the code of {0}',
  'recheck-coding': 'Confirmed under its new wording: {0}',
  'resize-segment': 'Changed the borders of {0}',
  'remove-segment': 'Removed {0}',
  'edit-segment': 'Changed what is said of {0}',
  'confirm-place': 'Confirmed the place of {0}',
  'keep-orphan': 'Left without a place: {0}',
  reanchor: 'Found again after the text changed: {0}',
  'import-codings': 'Imported {0}',
  'edit-codebook': 'Edited the codebook {0}',
  'edit-cases': 'Edited the cases {0}',
  'mark-transcript': 'Marked as read or finished: {0}',
  'write-memo': 'Began a memo: {0}',
  'mark-stage': 'Marked the stage {0}',
  'edit-note': 'Commented: {0}',
  relink: 'Linked anew {0}',
  restore: 'Put back {0}',
};

const longestLabel = 300;
const mostDetails = 8;

/** Puts an entry into words. What the log says is shortened and never believed; unknown operations are told by their name. Never fails. */
export function eventOf(coder: string, entry: LogEntry, codeName: (code: string) => string): HistoryEvent {
  const rows = rowsOf(entry);
  const details = rows.slice(0, mostDetails).map((row) => detailOf(row, codeName));
  const { transcript, file } = entry.target;
  return {
    id: entry.id,
    coder,
    at: entry.at,
    kind: entry.undoes === undefined ? (ownValue(kindOf, entry.op) ?? 'other') : 'undo',
    what: whatOf(entry, rows),
    transcript: transcript ?? null,
    file: file ?? null,
    segments: rows.slice(0, mostDetails).map(({ id }) => id),
    details,
    unsaid: rows.length - details.length,
    undoes: entry.undoes ?? null,
  };
}

interface TouchedRow {
  readonly id: string;
  readonly before: SegmentRow | null;
  readonly after: SegmentRow | null;
}

function rowsOf(entry: LogEntry): readonly TouchedRow[] {
  if (fileOperationOf(entry) !== undefined || isMark(entry) || isNote(entry)) return [];
  const change = segmentsChangeOf(entry);
  if (!change.ok) return [];
  const { before, after } = change.value;
  return Object.keys(after).map((id) => ({ id, before: before[id] ?? null, after: after[id] ?? null }));
}

function whatOf({ label, op, target }: LogEntry, rows: readonly TouchedRow[]): string {
  if (label !== undefined && label.trim() !== '') return shortened(label, longestLabel);
  const [first, ...more] = rows;
  const row = first?.after ?? first?.before;
  const what = row
    ? `“${excerptWords(row.quote)}”${more.length > 0 ? ` and ${more.length} more` : ''}`
    : (target.file ?? '');
  const known = ownValue(wordsOf, op);
  return shortened(known === undefined ? `${op} ${what}` : logLabel(known, what), longestLabel);
}

function detailOf({ before, after }: TouchedRow, codeName: (code: string) => string): string {
  const quote = excerpt((after ?? before)?.quote ?? '');
  const names = (row: SegmentRow | null): string[] => (row?.codings ?? []).map(({ code }) => codeName(code));
  const [had, has] = [names(before), names(after)];
  if (before === null) {
    return has.length > 0 ? say('{0}: new, {1}', quote, has.join(', ')) : say('{0}: new', quote);
  }
  if (after === null) {
    return had.length > 0 ? say('{0}: removed, {1}', quote, had.join(', ')) : say('{0}: removed', quote);
  }
  const parts = [
    ...has.filter((name) => !had.includes(name)).map((name) => `+ ${name}`),
    ...had.filter((name) => !has.includes(name)).map((name) => `− ${name}`),
  ];
  if (before.memo !== after.memo) parts.push(say('memo: {0}', shortened(after.memo ?? say('(none)'), 80)));
  if (!samePlace(before, after)) parts.push(say('before: {0}', excerpt(before.quote)));
  if (parts.length === 0 && canonicalJson(contentOf(before)) !== canonicalJson(contentOf(after)))
    parts.push(say('changed'));
  return [quote, parts.join('; ')].filter((part) => part !== '').join(': ');
}

/** The value of an own key; never something that every object inherits, for operations come from files. */
function ownValue<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
