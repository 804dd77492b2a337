import { ChangeMap, type TextChange } from './textChange';

/** Rows of one block. Larger blocks are fewer, smaller ones have fewer rows to be looked at where a change is. */
const rowsOfBlock = 256;

/** Beyond every offset: the borders of a block in which no row has a place. */
const never = 0x7fffffff;

/** What became of a row, beside nothing (0): a change came near to it, or nothing is left of it. */
const near = 1;
const lost = 2;

/**
 * Many spans of one text that is being typed in, as columns in blocks. What is behind a change moves block by block: each has one pending
 * shift, which is added when a row is read. Only rows of blocks that a change is in, or `near` to, are looked at one by one, so an edit
 * costs O(rows / 256 + rows of those blocks). It tells which rows a change came near to since the beginning: no nearer than those units
 * to any other row was anything changed. The rule is that of `mapSpan`. Rows may be in any order, and go quickest in that of the text.
 */
export class LiveSpans {
  /** By block: what is to be added to everything in it. */
  private readonly shifts: Int32Array;
  /** By block, without its shift: the least start and the greatest end of its rows. */
  private readonly lows: Int32Array;
  private readonly highs: Int32Array;
  private readonly marks: Uint8Array;

  /**
   * Takes the columns over. A row that begins at -1 has no place, and is lost. RangeError where the columns differ in length, or
   * `reachOfNear` (the units of `near`) is below 1: what touches a row comes near to it.
   */
  constructor(
    private readonly starts: Int32Array,
    private readonly ends: Int32Array,
    private readonly reachOfNear: number,
  ) {
    if (starts.length !== ends.length) throw new RangeError('The columns differ in length.');
    if (reachOfNear < 1) throw new RangeError('Near is a unit or more.');
    const blocks = Math.ceil(starts.length / rowsOfBlock);
    this.shifts = new Int32Array(blocks);
    this.lows = new Int32Array(blocks).fill(never);
    this.highs = new Int32Array(blocks).fill(-never);
    this.marks = new Uint8Array(starts.length);
    for (let row = 0; row < starts.length; row++) {
      const start = starts[row] as number;
      if (start < 0) this.marks[row] = lost;
      else this.reach(Math.floor(row / rowsOfBlock), start, ends[row] as number);
    }
  }

  /** Moves all rows through changes that were made at once (in any order). RangeError where they overlap. */
  edit(changes: readonly TextChange[]): void {
    const map = new ChangeMap(changes);
    const { shifts, lows, highs } = this;
    const before = map.first - this.reachOfNear;
    const behind = map.last + this.reachOfNear;
    for (let block = 0; block < shifts.length; block++) {
      const shift = shifts[block] as number;
      if ((highs[block] as number) + shift <= before) continue;
      if ((lows[block] as number) + shift >= behind) shifts[block] = shift + map.total;
      else this.editBlock(block, map);
    }
  }

  /** Where a row begins now; without meaning where it is lost. */
  startOf(row: number): number {
    return (this.starts[row] as number) + (this.shifts[Math.floor(row / rowsOfBlock)] as number);
  }

  /** Where a row ends now; without meaning where it is lost. */
  endOf(row: number): number {
    return (this.ends[row] as number) + (this.shifts[Math.floor(row / rowsOfBlock)] as number);
  }

  /** True where a change came near to the row or into it, or nothing is left of it, or it had no place. */
  wasNear(row: number): boolean {
    return this.marks[row] !== 0;
  }

  /** True where nothing is left of the row, or it had no place. */
  isLost(row: number): boolean {
    return this.marks[row] === lost;
  }

  private editBlock(block: number, map: ChangeMap): void {
    const { starts, ends, marks } = this;
    const { total } = map;
    const shift = this.shifts[block] as number;
    const before = map.first - this.reachOfNear - shift;
    const behind = map.last + this.reachOfNear - shift;
    this.lows[block] = never;
    this.highs[block] = -never;
    const to = Math.min((block + 1) * rowsOfBlock, starts.length);
    for (let row = block * rowsOfBlock; row < to; row++) {
      if (marks[row] === lost) continue;
      let start = starts[row] as number;
      let end = ends[row] as number;
      if (start >= behind) {
        start += total;
        end += total;
      } else if (end > before) {
        marks[row] = near;
        if (!map.keeps(start + shift, end + shift)) {
          marks[row] = lost;
          continue;
        }
        start = map.newStart - shift;
        end = map.newEnd - shift;
      }
      starts[row] = start;
      ends[row] = end;
      this.reach(block, start, end);
    }
  }

  private reach(block: number, start: number, end: number): void {
    if (start < (this.lows[block] as number)) this.lows[block] = start;
    if (end > (this.highs[block] as number)) this.highs[block] = end;
  }
}
