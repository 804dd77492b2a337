import type { StudyPath } from '../../core/base/studyPath';
import type { Certainty } from '../../core/coding/codingAttributes';
import type { Segment } from '../../core/coding/segment';
import type { TranscriptCoding } from '../../core/project/transcriptCoding';
import { turnAt } from '../../core/transcript/turns';
import type { SegmentRef } from '../coding/segmentRef';
import type { SegmentTest } from './segmentFilter';

/** A row of the segments view. */
export type SegmentsRow = SegmentLine | TranscriptGroup | OrphanGroup | MoreLine;

/** One segment. `ref` is what commands take. */
export interface SegmentLine {
  readonly kind: 'segment';
  readonly path: StudyPath;
  readonly ref: SegmentRef;
  readonly segment: Segment;
  readonly speaker: string | null;
}

/** The segments of a code in one transcript; read when opened. */
export interface TranscriptGroup {
  readonly kind: 'transcript';
  readonly path: StudyPath;
  readonly count: number;
}

/** Segments that have lost their place in a transcript. */
export interface OrphanGroup {
  readonly kind: 'orphans';
  readonly path: StudyPath;
  readonly lines: readonly SegmentLine[];
}

/** Stands for the rows that a long list does not show yet. */
export interface MoreLine {
  readonly kind: 'more';
  readonly path: StudyPath;
  readonly hidden: number;
}

/** How many segments a list shows before it says “Show more”: VS Code makes every row of an open node at once. */
export const pageSize = 500;

/** Which segments of a transcript are meant. */
export interface SegmentsWanted {
  /** The transcript's URI as text. */
  readonly uri: string;
  readonly coders: ReadonlySet<string>;
  /** Codes of which a segment has to carry one; null for all segments, annotations too. `survivor` follows merged codes. */
  readonly codes: ReadonlySet<string> | null;
  readonly survivor: (code: string) => string;
  /** What a filter asks besides; null where there is none. */
  readonly test: SegmentTest | null;
  /** How many rows to make at most. */
  readonly most: number;
}

/**
 * The segments of a transcript in the order of its text, at most `most`, then how many more there are; those without a place stand in
 * a group of their own at the end. Speakers are looked up for the rows made alone.
 */
export function segmentRows(coding: TranscriptCoding, wanted: SegmentsWanted): readonly SegmentsRow[] {
  const { path } = coding;
  const isWanted = (coder: string, segment: Segment): boolean => carries(coder, segment, wanted);
  const placed = coding.placed.filter(({ coder, segment }) => isWanted(coder, segment));
  const rows: SegmentsRow[] = placed
    .slice(0, wanted.most)
    .map(({ coder, segment, span }) => line(path, coder, segment, speakerAt(coding, span.start), wanted));
  if (placed.length > rows.length) rows.push({ kind: 'more', path, hidden: placed.length - rows.length });
  const orphans = coding.orphans.filter(({ coder, segment }) => isWanted(coder, segment));
  if (orphans.length > 0) {
    const lines = orphans.map(({ coder, segment }) => line(path, coder, segment, null, wanted));
    rows.push({ kind: 'orphans', path, lines });
  }
  return rows;
}

/** How many segments `segmentRows` would show, on all pages together. */
export function countWanted(coding: TranscriptCoding, wanted: Omit<SegmentsWanted, 'uri' | 'most'>): number {
  let count = 0;
  for (const [coder, { list }] of coding.byCoder) {
    for (const segment of list) if (carries(coder, segment, wanted)) count++;
  }
  return count;
}

/** The codes of a segment as they are called now, each once, in its order; the given one first where the segment has it. */
export function codesOf(segment: Segment, survivor: (code: string) => string, first?: string): readonly string[] {
  const codes = [...new Set(segment.row.codings.map(({ code }) => survivor(code)))];
  return first !== undefined && codes.includes(first) ? [first, ...codes.filter((code) => code !== first)] : codes;
}

/** How sure the coder is of a code of a segment, or null where that is not said. */
export function certaintyOf(segment: Segment, code: string, survivor: (code: string) => string): Certainty | null {
  return segment.row.codings.find((one) => survivor(one.code) === code && one.certainty)?.certainty ?? null;
}

/** A text that is different for every row. */
export function rowKey(row: SegmentsRow): string {
  switch (row.kind) {
    case 'segment':
      return `segment\0${row.path}\0${row.ref.coder}\0${row.ref.segment}`;
    case 'transcript':
      return `transcript\0${row.path}`;
    case 'orphans':
      return `orphans\0${row.path}`;
    case 'more':
      return `more\0${row.path}\0${row.hidden}`;
  }
}

function carries(
  coder: string,
  segment: Segment,
  { coders, codes, survivor, test }: Omit<SegmentsWanted, 'uri' | 'most'>,
): boolean {
  if (!coders.has(coder) || test?.(coder, segment, codes) === false) return false;
  return codes === null || segment.row.codings.some(({ code }) => codes.has(survivor(code)));
}

function line(
  path: StudyPath,
  coder: string,
  segment: Segment,
  speaker: string | null,
  { uri, codes, survivor }: SegmentsWanted,
): SegmentLine {
  // A row that was found by a code names it, so that “Remove” and “Change” mean that one.
  const code = codes === null ? undefined : segment.row.codings.find((one) => codes.has(survivor(one.code)))?.code;
  const ref = { uri, coder, segment: segment.row.id, ...(code === undefined ? {} : { code }) };
  return { kind: 'segment', path, ref, segment, speaker };
}

function speakerAt(coding: TranscriptCoding, offset: number): string | null {
  return turnAt(coding.transcript, offset)?.speaker ?? null;
}
