import type { Span } from '../text/span';
import type { TextChange } from '../text/textChange';

/** Counts what changes (in order, not overlapping, as textDiff gives them) left of the old text, and what of the new text they brought. */
export class KeptUnits {
  private readonly gone: Stretches;
  private readonly come: Stretches;

  constructor(changes: readonly TextChange[]) {
    this.gone = new Stretches(changes.length);
    this.come = new Stretches(changes.length);
    let moved = 0;
    for (const { start, end, text } of changes) {
      this.gone.add(start, end);
      this.come.add(start + moved, start + moved + text.length);
      moved += text.length - (end - start);
    }
  }

  /** How many units of a span of the old text are in the new one. O(log changes). */
  keptOf({ start, end }: Span): number {
    return end - start - (this.gone.before(end) - this.gone.before(start));
  }

  /** How many units of a span of the new text the changes brought. O(log changes). */
  broughtIn({ start, end }: Span): number {
    return this.come.before(end) - this.come.before(start);
  }
}

/** Ascending stretches, with the units of all before each of them. */
class Stretches {
  private readonly starts: Float64Array;
  private readonly ends: Float64Array;
  private readonly sums: Float64Array;
  private size = 0;
  private sum = 0;

  constructor(most: number) {
    this.starts = new Float64Array(most);
    this.ends = new Float64Array(most);
    this.sums = new Float64Array(most);
  }

  add(start: number, end: number): void {
    this.starts[this.size] = start;
    this.ends[this.size] = end;
    this.sums[this.size] = this.sum;
    this.sum += end - start;
    this.size++;
  }

  /** How many units of the stretches lie before an offset. */
  before(offset: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] as number) < offset) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return 0;
    const last = low - 1;
    const start = this.starts[last] as number;
    return (this.sums[last] as number) + Math.min(offset, this.ends[last] as number) - start;
  }
}
