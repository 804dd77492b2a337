import { compareSpans, span, type Span } from './span';
import type { Utf16Offset } from './offsets';

/** One replacement: the units [start, end) of the old text become `text`. Several in one event all count in the old text and do not overlap. */
export interface TextChange {
  readonly start: Utf16Offset;
  readonly end: Utf16Offset;
  readonly text: string;
}

/**
 * The text after the changes, which may come in any order and all count in `text`. Insertions at one place keep their order.
 * Throws RangeError where changes overlap or lie outside the text (a programming error, never a person's).
 */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const change of inOrder(changes)) {
    if (change.end > text.length) throw new RangeError(`A change ends at ${change.end}, past ${text.length}.`);
    parts.push(text.slice(at, change.start), change.text);
    at = change.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/**
 * Where a span of the old text stands after the changes (in any order), or null where nothing of it is left.
 * A change inside it, or one that replaces exactly all of it, stays in it; what is typed at its edge stays outside; a replacement
 * across an edge clips it; one that deletes all of it, or covers more than it, leaves null: find it again by its quote.
 * An empty span moves behind what is inserted at its place, and is lost only inside a replacement. RangeError on overlapping changes.
 */
export function mapSpan(old: Span, changes: readonly TextChange[]): Span | null {
  const map = new ChangeMap(changes);
  return map.keeps(old.start, old.end) ? span(map.newStart, map.newEnd) : null;
}

/**
 * Maps many spans at once, in place, by the rule of mapSpan; gives the rows (indices, ascending) that are lost, whose columns stay as
 * they were. Rows may be in any order, and go quickest in that of the text: then a row that lies before the first change costs a comparison,
 * one behind the last an addition, another O(log changes). RangeError on overlapping changes or columns of different length.
 */
export function mapSpans(starts: Int32Array, ends: Int32Array, changes: readonly TextChange[]): number[] {
  if (starts.length !== ends.length) throw new RangeError('The columns differ in length.');
  const map = new ChangeMap(changes);
  const { first, last, total } = map;
  const behind = pushRowsBehind(starts, ends, last, total);
  const lost: number[] = [];
  for (let row = 0; row < behind; row++) {
    const oldEnd = ends[row] as number;
    // Nearly every row that is left lies wholly before what changed.
    if (oldEnd < first) continue;
    const oldStart = starts[row] as number;
    if (map.keeps(oldStart, oldEnd)) {
      starts[row] = map.newStart;
      ends[row] = map.newEnd;
    } else {
      lost.push(row);
    }
  }
  return lost;
}

/**
 * Rows mostly come in text order: those at the end that lie behind all changes are moved in a loop that does nothing but add. Gives the
 * row from which on all were.
 */
function pushRowsBehind(starts: Int32Array, ends: Int32Array, last: number, by: number): number {
  let row = starts.length;
  while (row > 0 && (starts[row - 1] as number) >= last) {
    row--;
    starts[row] = (starts[row] as number) + by;
    ends[row] = (ends[row] as number) + by;
  }
  return row;
}

function inOrder(changes: readonly TextChange[]): readonly TextChange[] {
  const sorted = [...changes].sort(compareSpans);
  let end = 0;
  for (const change of sorted) {
    if (change.start < end || change.end < change.start) throw new RangeError('The changes overlap or are no spans.');
    end = change.end;
  }
  return sorted;
}

/**
 * Changes in order, with how far the text before each of them has moved. Starts and ends both ascend, so each border is a binary search.
 * RangeError where they overlap.
 */
export class ChangeMap {
  private readonly changes: readonly TextChange[];
  private readonly moved: number[] = [0];
  /** Where the span that was mapped last begins and ends. */
  newStart = 0;
  newEnd = 0;

  constructor(changes: readonly TextChange[]) {
    this.changes = inOrder(changes);
    let moved = 0;
    for (const change of this.changes) {
      moved += change.text.length - (change.end - change.start);
      this.moved.push(moved);
    }
  }

  /** Where the first change begins; behind everything where there is none. */
  get first(): number {
    return this.changes[0]?.start ?? Number.MAX_SAFE_INTEGER;
  }

  /** Where the last change ends. */
  get last(): number {
    return this.changes.at(-1)?.end ?? 0;
  }

  /** How far the text behind all changes has moved. */
  get total(): number {
    return this.movedBefore(this.changes.length);
  }

  /** Maps one span into newStart and newEnd; false where nothing of it is left. */
  keeps(start: number, end: number): boolean {
    // All changes that end before the span push it on, an insertion at its start too.
    const before = this.count((change) => change.end <= start);
    const moved = this.movedBefore(before);
    const atStart = this.changes[before];
    const crossed = atStart !== undefined && atStart.start < start;
    this.newStart = crossed ? atStart.start + moved + atStart.text.length : start + moved;
    if (start === end) {
      this.newEnd = this.newStart;
      return !crossed;
    }
    const touching = this.count((change) => change.start < end);
    const atEnd = this.changes[touching - 1];
    this.newEnd =
      atEnd === undefined || atEnd.end <= end
        ? end + this.movedBefore(touching)
        : atEnd.start + this.movedBefore(touching - 1);
    // A change over more than the span makes the borders pass each other; deleting all of it makes them meet.
    return this.newEnd > this.newStart;
  }

  private movedBefore(index: number): number {
    return this.moved[index] as number;
  }

  /** How many changes, counted from the first, meet a condition that none behind them meets. */
  private count(meets: (change: TextChange) => boolean): number {
    let low = 0;
    let high = this.changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (meets(this.changes[middle] as TextChange)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
