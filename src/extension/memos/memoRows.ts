import type { Memo } from '../../core/notes/readMemo';
import type { Thread } from '../../core/notes/threads';
import { firstWords } from '../../core/text/shortened';
import type { SegmentRef } from '../coding/segmentRef';

/** The groups of the view, in the order in which they are shown: what is resolved is one row, and memos on segments may be hundreds. */
export const memoGroups = ['threads', 'resolved', 'free', 'segments'] as const;
export type MemoGroup = (typeof memoGroups)[number];

/** A segment's own memo, as far as a row shows it. */
export interface SegmentMemo {
  readonly ref: SegmentRef;
  readonly memo: string;
  readonly quote: string;
  /** Name of the transcript's file. */
  readonly transcript: string;
}

interface InStudy {
  /** URI of the study's folder, as text. */
  readonly root: string;
  readonly group: MemoGroup;
}

export type MemoRow = InStudy &
  (
    | { readonly kind: 'thread'; readonly thread: string; readonly of: Thread; readonly about: string }
    | { readonly kind: 'free'; readonly memo: Memo; readonly name: string }
    | { readonly kind: 'segment'; readonly of: SegmentMemo; readonly ref: SegmentRef }
  );

export type MemosRow =
  | (InStudy & { readonly kind: 'group'; readonly rows: readonly MemoRow[] })
  | (InStudy & { readonly kind: 'more'; readonly left: number })
  | MemoRow;

/** Rows of one group that are shown at most: VS Code draws a tree of thousands slowly, and nobody reads it. */
export const mostRows = 500;

/** The rows that fit what was typed (in any case; all words of it, in any order), by groups; groups without any are left out. */
export function memoGroupsOf(
  root: string,
  rows: readonly MemoRow[],
  filter: string,
  nameOf: (coder: string) => string,
): readonly MemosRow[] {
  const words = filter
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const fits = (row: MemoRow): boolean => {
    if (words.length === 0) return true;
    const text = textOf(row, nameOf).toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  };
  const found = rows.filter(fits);
  return memoGroups.flatMap((group): MemosRow[] => {
    const own = found.filter((row) => row.group === group);
    return own.length === 0 ? [] : [{ kind: 'group', root, group, rows: own }];
  });
}

/** The rows that are shown of a group. */
export function rowsOfGroup(group: Extract<MemosRow, { readonly kind: 'group' }>): readonly MemosRow[] {
  const { root, rows } = group;
  const left = rows.length - mostRows;
  return left > 0 ? [...rows.slice(0, mostRows), { kind: 'more', root, group: group.group, left }] : rows;
}

/** What a row is called: its first words. */
export function memoLabel(row: MemoRow): string {
  switch (row.kind) {
    case 'thread':
      return firstWords(row.of.notes[0]?.row.text ?? '');
    case 'free':
      return row.name;
    case 'segment':
      return firstWords(row.of.memo);
  }
}

/** A text that is different for every row of a window. */
export function memoRowKey(row: MemosRow): string {
  const place = `${row.root}\0${row.group}\0${row.kind}`;
  switch (row.kind) {
    case 'thread':
      return `${place}\0${row.thread}`;
    case 'free':
      return `${place}\0${row.memo.file}`;
    case 'segment':
      return `${place}\0${row.ref.uri}\0${row.ref.coder}\0${row.ref.segment}`;
    default:
      return place;
  }
}

/** All that a filter looks at. */
function textOf(row: MemoRow, nameOf: (coder: string) => string): string {
  switch (row.kind) {
    case 'thread':
      return [row.about, ...row.of.notes.flatMap((note) => [note.row.text, nameOf(note.coder)])].join('\n');
    case 'free':
      return [row.name, row.memo.title, row.memo.firstWords, row.memo.file, row.memo.by && nameOf(row.memo.by)].join(
        '\n',
      );
    case 'segment':
      return [row.of.memo, row.of.quote, row.of.transcript, nameOf(row.ref.coder)].join('\n');
  }
}
