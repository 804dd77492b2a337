import type { StudyPath } from '../base/studyPath';
import type { Segments } from '../coding/segment';

/** One coding as the index finds it: where it is, without its words. `row` counts within that coder's list of that transcript. */
export interface IndexedCoding {
  readonly transcript: StudyPath;
  readonly coder: string;
  readonly row: number;
  /** UTF-16, half-open; both -1 for an orphan. */
  readonly start: number;
  readonly end: number;
}

/** What the index holds of one transcript: columns over its segments, and over their codings. Never changed once made. */
export interface IndexColumns {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly coders: Int32Array;
  readonly rows: Int32Array;
  /** For each coding: the segment it is on (a position in the columns above) and its code. */
  readonly codingSegments: Int32Array;
  readonly codingCodes: Int32Array;
  /** UTF-16 units in at least one segment that carries a code. */
  readonly covered: number;
  /** Segments without a place. */
  readonly orphans: number;
  /** Segments of which a person has to say, or has said, where they belong. */
  readonly waiting: number;
}

interface Block extends IndexColumns {
  /** Codings by code number, as far as numbers occur. */
  readonly counts: Uint32Array;
}

/** Gives each distinct string a small number, in order of first sight. */
class Names {
  private readonly numbers = new Map<string, number>();
  private readonly list: string[] = [];

  number(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    // A name cut out of a file keeps a stretch of that in memory; one that was parsed is a string of its own.
    const own = JSON.parse(JSON.stringify(name)) as string;
    this.numbers.set(own, this.list.length);
    return this.list.push(own) - 1;
  }

  find(name: string): number | undefined {
    return this.numbers.get(name);
  }

  name(number: number): string {
    return this.list[number] ?? '';
  }

  get all(): readonly string[] {
    return this.list;
  }
}

/**
 * Every coding of the study in typed columns, one block a transcript: what counts, trees and retrieval read. Holds no quotes and no
 * memos, so a million segments stay well under 200 MB. A transcript's block is replaced whole when its segments change.
 */
export class StudyIndex {
  private readonly blocks = new Map<StudyPath, Block>();
  private readonly codeNames = new Names();
  private readonly coderNames = new Names();
  /** Codings by code number, over the whole study. */
  private totals: number[] = [];

  /** Replaces what is known of one transcript by the segments of all its coders. */
  replace(transcript: StudyPath, bySeveral: readonly Segments[]): void {
    this.remove(transcript);
    this.put(transcript, this.columnsFrom(bySeveral));
  }

  /** What is known of a transcript; undefined where it has no segments. The numbers in it are places in `codes` and `coders`. */
  columnsOf(transcript: StudyPath): IndexColumns | undefined {
    return this.blocks.get(transcript);
  }

  /** What code numbers stand for. */
  get codes(): readonly string[] {
    return this.codeNames.all;
  }

  /** What coder numbers stand for. */
  get coders(): readonly string[] {
    return this.coderNames.all;
  }

  /** As `replace`, by columns of another index whose numbers stand for `codes` and `coders`. */
  restore(transcript: StudyPath, columns: IndexColumns, codes: readonly string[], coders: readonly string[]): void {
    this.remove(transcript);
    const codeNumbers = codes.map((code) => this.codeNames.number(code));
    const coderNumbers = coders.map((coder) => this.coderNames.number(coder));
    this.put(transcript, {
      ...columns,
      coders: renumbered(columns.coders, coderNumbers),
      codingCodes: renumbered(columns.codingCodes, codeNumbers),
    });
  }

  private put(transcript: StudyPath, columns: IndexColumns): void {
    if (columns.starts.length === 0) return;
    const counts = countsOf(columns.codingCodes);
    this.blocks.set(transcript, { ...columns, counts });
    counts.forEach((count, code) => (this.totals[code] = (this.totals[code] ?? 0) + count));
  }

  /** Forgets a transcript. */
  remove(transcript: StudyPath): void {
    const block = this.blocks.get(transcript);
    if (block === undefined) return;
    block.counts.forEach((count, code) => (this.totals[code] = (this.totals[code] ?? 0) - count));
    this.blocks.delete(transcript);
  }

  /** How many codings the code has in the whole study, by all coders, orphans included. */
  count(code: string): number {
    const number = this.codeNames.find(code);
    return number === undefined ? 0 : (this.totals[number] ?? 0);
  }

  /** How many codings the code has in one transcript. */
  countIn(code: string, transcript: StudyPath): number {
    const number = this.codeNames.find(code);
    return number === undefined ? 0 : (this.blocks.get(transcript)?.counts[number] ?? 0);
  }

  /**
   * How many segments carry one of the codes, each counted once, in one transcript or (null) in the whole study, by all coders, orphans
   * included. O(codings).
   */
  segmentsWith(codes: readonly string[], transcript: StudyPath | null = null): number {
    const wanted = new Set(codes.flatMap((code) => this.codeNames.find(code) ?? []));
    const blocks = transcript === null ? [...this.blocks.values()] : [this.blocks.get(transcript)];
    let count = 0;
    for (const block of blocks) {
      if (block === undefined) continue;
      // Codings stand in the order of their segments.
      let last = -1;
      block.codingCodes.forEach((code, i) => {
        const segment = block.codingSegments[i] ?? -1;
        if (segment === last || !wanted.has(code)) return;
        last = segment;
        count++;
      });
    }
    return count;
  }

  /** How many segments a transcript has, by all coders, orphans included. */
  segmentCount(transcript: StudyPath): number {
    return this.blocks.get(transcript)?.starts.length ?? 0;
  }

  /** True where the coder has a segment in the transcript, orphans included. */
  hasSegmentsOf(coder: string, transcript: StudyPath): boolean {
    const number = this.coderNames.find(coder);
    return number !== undefined && this.blocks.get(transcript)?.coders.includes(number) === true;
  }

  /** How many segments of a transcript have lost their place. */
  orphanCount(transcript: StudyPath): number {
    return this.blocks.get(transcript)?.orphans ?? 0;
  }

  /** How many segments of a transcript wait for a person to say where they belong, or were left without a place by one. */
  waitingCount(transcript: StudyPath): number {
    return this.blocks.get(transcript)?.waiting ?? 0;
  }

  /** How many UTF-16 units of a transcript lie in at least one segment that carries a code. */
  coveredLength(transcript: StudyPath): number {
    return this.blocks.get(transcript)?.covered ?? 0;
  }

  /** All segments of the study. */
  get size(): number {
    let size = 0;
    for (const block of this.blocks.values()) size += block.starts.length;
    return size;
  }

  /** Every code that some coding names, known to a codebook or not. */
  usedCodes(): readonly string[] {
    return this.totals.flatMap((count, number) => (count > 0 ? [this.codeNames.name(number)] : []));
  }

  /** The codings of a code, transcript by transcript in the order given, within each by coder and place. */
  codingsOf(code: string, transcripts: Iterable<StudyPath>): IndexedCoding[] {
    const number = this.codeNames.find(code);
    const found: IndexedCoding[] = [];
    if (number === undefined) return found;
    for (const transcript of transcripts) {
      const block = this.blocks.get(transcript);
      if (block === undefined) continue;
      for (let i = 0; i < block.codingCodes.length; i++) {
        if (block.codingCodes[i] !== number) continue;
        const segment = block.codingSegments[i] ?? 0;
        found.push({
          transcript,
          coder: this.coderNames.name(block.coders[segment] ?? 0),
          row: block.rows[segment] ?? 0,
          start: block.starts[segment] ?? -1,
          end: block.ends[segment] ?? -1,
        });
      }
    }
    return found;
  }

  private columnsFrom(bySeveral: readonly Segments[]): IndexColumns {
    let segmentTotal = 0;
    let codingTotal = 0;
    for (const { list } of bySeveral) {
      segmentTotal += list.length;
      for (const { row } of list) codingTotal += row.codings.length;
    }
    const starts = new Int32Array(segmentTotal);
    const ends = new Int32Array(segmentTotal);
    const coders = new Int32Array(segmentTotal);
    const rows = new Int32Array(segmentTotal);
    const codingSegments = new Int32Array(codingTotal);
    const codingCodes = new Int32Array(codingTotal);
    const coded: { start: number; end: number }[] = [];
    let orphans = 0;
    let waiting = 0;
    let segment = 0;
    let coding = 0;
    for (const { coder, list } of bySeveral) {
      const coderNumber = this.coderNames.number(coder);
      for (const [rowNumber, { row, placement }] of list.entries()) {
        starts[segment] = placement.span?.start ?? -1;
        ends[segment] = placement.span?.end ?? -1;
        coders[segment] = coderNumber;
        rows[segment] = rowNumber;
        if (row.state !== undefined) waiting++;
        if (placement.span === null) orphans++;
        else if (row.codings.length > 0) coded.push(placement.span);
        for (const { code } of row.codings) {
          codingSegments[coding] = segment;
          codingCodes[coding++] = this.codeNames.number(code);
        }
        segment++;
      }
    }
    return { starts, ends, coders, rows, codingSegments, codingCodes, covered: unionLength(coded), orphans, waiting };
  }
}

function countsOf(numbers: Int32Array): Uint32Array {
  let most = -1;
  for (let i = 0; i < numbers.length; i++) most = Math.max(most, numbers[i] as number);
  const counts = new Uint32Array(most + 1);
  for (let i = 0; i < numbers.length; i++) (counts[numbers[i] as number] as number)++;
  return counts;
}

/** The same column under other numbers; itself where they are the same. */
function renumbered(column: Int32Array, numbers: readonly number[]): Int32Array {
  return numbers.every((number, i) => number === i) ? column : column.map((number) => numbers[number] ?? 0);
}

/** Units in at least one of the spans. */
function unionLength(spans: { readonly start: number; readonly end: number }[]): number {
  spans.sort((a, b) => a.start - b.start);
  let covered = 0;
  let reach = 0;
  for (const { start, end } of spans) {
    if (end <= reach) continue;
    covered += end - Math.max(start, reach);
    reach = end;
  }
  return covered;
}
