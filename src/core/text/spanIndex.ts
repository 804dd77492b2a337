import type { Span } from './span';

/** Rows of one block. Larger blocks take less memory, smaller ones less reading. */
const BLOCK = 64;

// Every index below lies inside its column.
const at = (column: Int32Array, index: number): number => column[index] as number;

/**
 * Finds the spans at a place among many, given as columns sorted by start (as StudyIndex and a segments file keep them). It keeps
 * the columns without copying, eight bytes a span, and a quarter of a byte a span of its own; they may not change while it is in
 * use. Throws RangeError where the columns differ in length or are not sorted by start. Empty spans match nothing.
 */
export class SpanIndex {
  /** Per block: the greatest end in it. */
  private readonly blockEnds: Int32Array;
  /** Per block: the greatest end in it and in all blocks before it; ascending, so a search can begin at the right block. */
  private readonly endsSoFar: Int32Array;

  constructor(
    private readonly starts: Int32Array,
    private readonly ends: Int32Array,
  ) {
    if (starts.length !== ends.length) throw new RangeError('The columns differ in length.');
    const blocks = Math.ceil(starts.length / BLOCK);
    this.blockEnds = new Int32Array(blocks);
    this.endsSoFar = new Int32Array(blocks);
    let previous = 0;
    let soFar = 0;
    for (let row = 0; row < starts.length; row++) {
      const start = at(starts, row);
      const end = at(ends, row);
      if (start < previous) throw new RangeError('The spans are not sorted by start.');
      previous = start;
      const block = Math.floor(row / BLOCK);
      if (end > at(this.blockEnds, block)) this.blockEnds[block] = end;
      if (end > soFar) soFar = end;
      this.endsSoFar[block] = soFar;
    }
  }

  /** How many spans there are. */
  get size(): number {
    return this.starts.length;
  }

  /** Bytes that it takes, the columns included. */
  get bytes(): number {
    return [this.starts, this.ends, this.blockEnds, this.endsSoFar].reduce(
      (sum, { byteLength }) => sum + byteLength,
      0,
    );
  }

  /** Appends to `out` the rows whose span covers the unit at `offset`, ascending, and hands `out` back. */
  covering(offset: number, out: number[] = []): number[] {
    return this.overlapping(offset, offset + 1, out);
  }

  /** Appends to `out` the rows whose span shares at least one unit with [start, end), ascending, and hands `out` back. */
  overlapping(start: number, end: number, out: number[] = []): number[] {
    if (end <= start) return out;
    const { starts, ends } = this;
    for (let block = firstAbove(this.endsSoFar, start); block < this.blockEnds.length; block++) {
      const from = block * BLOCK;
      if (at(starts, from) >= end) break;
      if (at(this.blockEnds, block) <= start) continue;
      const to = Math.min(from + BLOCK, starts.length);
      for (let row = from; row < to; row++) {
        const rowStart = at(starts, row);
        const rowEnd = at(ends, row);
        if (rowStart >= end) return out;
        if (rowEnd > start && rowEnd > rowStart) out.push(row);
      }
    }
    return out;
  }
}

function firstAbove(ascending: Int32Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(ascending, middle) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The highest level that stackLevels gives: more spans than this over one place share it. */
export const maxStackLevel = 255;

/**
 * A level for each span, in the order given, such that spans which overlap never share one: each takes the lowest that is free
 * (interval colouring, the earlier start first, of equal starts the longer), so as few levels are used as spans lie over one
 * place. An empty span overlaps nothing and takes level 0. From level 255 on, which no picture shows, spans share it.
 */
export function stackLevels(spans: readonly Span[]): Uint8Array {
  const levels = new Uint8Array(spans.length);
  // The end of the last span on each level.
  const taken: number[] = [];
  for (const row of outerFirst(spans)) {
    const { start, end } = spans[row] as Span;
    if (start >= end) continue;
    let level = 0;
    while (level < maxStackLevel && (taken[level] ?? 0) > start) level++;
    taken[level] = Math.max(end, taken[level] ?? 0);
    levels[row] = level;
  }
  return levels;
}

/** Rows by start, of equal starts the longer first; mostly spans come so, and nothing has to be sorted. */
function outerFirst(spans: readonly Span[]): Uint32Array {
  const compare = (a: number, b: number): number =>
    (spans[a] as Span).start - (spans[b] as Span).start || (spans[b] as Span).end - (spans[a] as Span).end || a - b;
  const rows = Uint32Array.from(spans.keys());
  return rows.every((row) => row === 0 || compare(row - 1, row) < 0) ? rows : rows.sort(compare);
}
