import { isMap, isSeq } from 'yaml';
import type { ShapePath } from '../base/shape';
import { emptied, isBlock, isEmptyScalar, linesOfEntry, ownerAt, placeInBlock, type Splices } from './entrySplices';
import { rangeOf, type Layout, type Splice } from './layout';
import { scalarText } from './scalarText';

/**
 * Moves the item at `from` with all that stands under it and its comments to the sequence at `to` (a path before the move), where it
 * shall stand at `index`; its lines are indented anew. `to` may be empty, null or missing in a mapping. Undefined where brackets or a
 * shared line are in the way.
 */
export function moveBlockItem(layout: Layout, from: ShapePath, to: ShapePath, index: number): Splices {
  const sourcePath = from.slice(0, -1);
  const source = layout.nodeAt(sourcePath);
  const position = from.at(-1);
  if (!isBlock(source) || !isSeq(source) || typeof position !== 'number') return undefined;
  const entries = layout.entriesOf(source);
  const entry = entries?.[position];
  const lines = entries && linesOfEntry(layout, sourcePath, entries, position);
  if (!entry || !lines) return undefined;
  const sameList = samePath(sourcePath, to);
  const others = sameList ? entries.filter((other) => other !== entry) : undefined;
  const target = targetOf(layout, to, index, others);
  if (!target) return undefined;
  const removal = entries.length === 1 ? emptied(layout, sourcePath, entries, '[]') : [{ ...lines, text: '' }];
  if (!removal) return undefined;
  const moved = shifted(layout.text.slice(lines.start, lines.end), target.column - layout.column(entry.start));
  const splices = [...removal, ...target.before, { start: target.at, end: target.at, text: target.head + moved }];
  return removal.some(({ start, end }) => target.at > start && target.at < end) ? undefined : splices;
}

/** True where two paths are the same. */
export function samePath(a: ShapePath, b: ShapePath): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}

interface Target {
  readonly at: number;
  readonly column: number;
  /** What is written before the item: the key of a list that was missing. */
  readonly head: string;
  readonly before: readonly Splice[];
}

function targetOf(
  layout: Layout,
  to: ShapePath,
  index: number,
  others: ReturnType<Layout['entriesOf']>,
): Target | undefined {
  const node = layout.nodeAt(to);
  if (isBlock(node) && isSeq(node)) {
    const entries = others ?? layout.entriesOf(node);
    const first = entries?.[0];
    const at = entries && placeInBlock(layout, to, entries, index);
    return at === undefined || !first ? undefined : { at, column: layout.column(first.start), head: '', before: [] };
  }
  const owner = ownerAt(layout, to);
  if (owner?.kind === 'map' && !owner.entry.marked) {
    const empty = isEmptyScalar(node) || (isSeq(node) && node.items.length === 0);
    const range = rangeOf(owner.entry.value);
    if (!empty || (range && range[0] > layout.lineEnd(owner.entry.mark))) return undefined;
    const { mark } = owner.entry;
    return {
      at: layout.nextLine(range?.[1] ?? mark),
      column: layout.column(owner.entry.start) + layout.dashStep,
      head: '',
      before: range ? [{ start: mark, end: range[1], text: '' }] : [],
    };
  }
  const parent = layout.nodeAt(to.slice(0, -1));
  const key = to.at(-1);
  if (owner || !isBlock(parent) || !isMap(parent) || typeof key !== 'string') return undefined;
  const last = layout.entriesOf(parent)?.at(-1);
  const end = last && layout.contentEnd(last);
  if (!last || end === undefined) return undefined;
  const column = layout.column(last.start);
  return {
    at: layout.tailEnd(last, end),
    column: column + layout.dashStep,
    head: `${' '.repeat(column)}${scalarText(key, 'key')}:${layout.eol}`,
    before: [],
  };
}

/** Lines indented by `columns` more (or fewer: what is not there is not taken away). */
function shifted(lines: string, columns: number): string {
  if (columns === 0) return lines;
  return lines
    .split('\n')
    .map((line) => {
      if (line.trim() === '') return line;
      if (columns > 0) return ' '.repeat(columns) + line;
      let spaces = 0;
      while (spaces < -columns && line.charAt(spaces) === ' ') spaces++;
      return line.slice(spaces);
    })
    .join('\n');
}
