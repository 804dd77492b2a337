import { isCollection, isMap, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import type { ShapePath } from '../base/shape';
import { collectionLines, flowText, writtenValue } from './blockText';
import { isBlockScalar, pairOf, rangeOf, type Entry, type Layout, type Splice } from './layout';
import { scalarText } from './scalarText';

/** What to splice, or undefined where the place is written in a way that is not edited in place. */
export type Splices = readonly Splice[] | undefined;

/** The block entry whose value stands at `path`, and the column of its key or dash. */
export interface Owner {
  readonly entry: Entry;
  readonly kind: 'map' | 'seq';
}

/** The block entry at `path`; undefined at the root, within brackets, or where there is none. */
export function ownerAt(layout: Layout, path: ShapePath): Owner | undefined {
  const parent = layout.nodeAt(path.slice(0, -1));
  const index = indexIn(parent, path.at(-1));
  if (path.length === 0 || index === undefined || !isBlock(parent)) return undefined;
  const entry = layout.entriesOf(parent)?.[index];
  return entry && { entry, kind: isMap(parent) ? 'map' : 'seq' };
}

/** Puts another value in the place of the one at `path`, which exists. */
export function replaceValue(layout: Layout, path: ShapePath, value: unknown): Splices {
  const owner = ownerAt(layout, path);
  if (owner) return replaceInBlock(layout, owner, value);
  const parent = layout.nodeAt(path.slice(0, -1));
  const range = rangeOf(layout.nodeAt(path));
  if (path.length === 0 || !isFlow(parent) || !range || range[0] === range[1]) return undefined;
  return [{ start: range[0], end: range[1], text: flowText(value, 'flow', quotesOf(layout.nodeAt(path))) }];
}

/**
 * Writes the bracketed mapping at `path` in lines, so that comments and longer lists fit under it. Undefined where it stands within
 * other brackets, or holds a comment that would be lost.
 */
export function unfolded(layout: Layout, path: ShapePath, value: unknown): Splices {
  const node = layout.nodeAt(path);
  const range = rangeOf(node);
  const owner = ownerAt(layout, path);
  if (!owner || !range || !isMap(node) || node.flow !== true || node.items.length === 0) return undefined;
  return layout.text.slice(range[0], range[1]).includes('#') ? undefined : replaceInBlock(layout, owner, value, true);
}

/** Adds a key that is not there to the mapping at `path`: after the sibling `after`, else as its last entry. */
export function addKey(layout: Layout, path: ShapePath, key: string, value: unknown, after?: string): Splices {
  const map = layout.nodeAt(path);
  if (path.length === 0 && isEmptyScalar(map)) {
    const lines = collectionLines({ [key]: value }, 0, layout).join(layout.eol) + layout.eol;
    return [{ start: layout.text.length, end: layout.text.length, text: lines }];
  }
  if (isEmptyScalar(map) || (isMap(map) && map.items.length === 0)) return replaceValue(layout, path, { [key]: value });
  if (!isMap(map)) return undefined;
  const sibling = after === undefined ? undefined : indexIn(map, after);
  const index = sibling ?? map.items.length - 1;
  if (map.flow === true) {
    return afterFlowItem(map, index, `${scalarText(key, 'key')}: ${flowText(value)}`);
  }
  const entry = layout.entriesOf(map)?.[index];
  const end = entry && layout.contentEnd(entry);
  if (!entry || end === undefined) return undefined;
  const at = layout.tailEnd(entry, end);
  const lines = collectionLines({ [key]: value }, layout.column(entry.start), layout);
  return [{ start: at, end: at, text: lines.join(layout.eol) + layout.eol }];
}

/** Inserts an item in the sequence at `path`, which has items, so that it stands at `index`. */
export function insertItemAt(layout: Layout, path: ShapePath, index: number, value: unknown): Splices {
  const seq = layout.nodeAt(path);
  if (!isSeq(seq)) return undefined;
  if (seq.flow === true) {
    if (index > 0) return afterFlowItem(seq, index - 1, flowText(value));
    const first = rangeOf(seq.items[0]);
    return first && [{ start: first[0], end: first[0], text: `${flowText(value)}, ` }];
  }
  const entries = layout.entriesOf(seq);
  const at = entries && placeInBlock(layout, path, entries, index);
  if (at === undefined) return undefined;
  const lines = collectionLines([value], layout.column(entries?.[0]?.start ?? 0), layout);
  return [{ start: at, end: at, text: lines.join(layout.eol) + layout.eol }];
}

/** Start of the line where an item that shall stand at `index` among `entries` is put. */
export function placeInBlock(
  layout: Layout,
  path: ShapePath,
  entries: readonly Entry[],
  index: number,
): number | undefined {
  const before = entries[index - 1];
  if (before) {
    const end = layout.contentEnd(before);
    return end === undefined ? undefined : layout.tailEnd(before, end);
  }
  const first = entries[0];
  return first && layout.linesOf(first, 0, path.length > 0)?.start;
}

/** The whole lines of the entry at `index` of a block collection. */
export function linesOfEntry(
  layout: Layout,
  path: ShapePath,
  entries: readonly Entry[],
  index: number,
): { readonly start: number; readonly end: number } | undefined {
  const entry = entries[index];
  if (!entry) return undefined;
  const floor = index === 0 ? 0 : placeInBlock(layout, path, entries, index);
  // Comments above the first entry of the file speak of the file.
  return floor === undefined ? undefined : layout.linesOf(entry, floor, path.length > 0 || index > 0);
}

/** Takes the key or item at `path` away. A collection that loses its last entry is written `[]` or `{}`. */
export function removeAt(layout: Layout, path: ShapePath): Splices {
  const parentPath = path.slice(0, -1);
  const parent = layout.nodeAt(parentPath);
  const index = indexIn(parent, path.at(-1));
  if (index === undefined || !isCollection(parent)) return undefined;
  if (parent.flow === true) return removeFromFlow(layout, parent, index);
  const entries = layout.entriesOf(parent);
  const entry = entries?.[index];
  if (!entries || !entry) return undefined;
  if (entries.length === 1) return emptied(layout, parentPath, entries, isMap(parent) ? '{}' : '[]');
  const lines = linesOfEntry(layout, parentPath, entries, index);
  if (lines) return [{ ...lines, text: '' }];
  // The first entry shares its line with the dash of the item that it belongs to: the next one takes its place.
  const next = entries[index + 1];
  const end = layout.contentEnd(entry);
  if (!next || end === undefined || layout.text.slice(end, next.start).trim() !== '') return undefined;
  return [{ start: entry.start, end: next.start, text: '' }];
}

/** What empties a block collection that has one entry left. */
export function emptied(layout: Layout, path: ShapePath, entries: readonly Entry[], brackets: string): Splices {
  const lines = linesOfEntry(layout, path, entries, 0);
  const owner = ownerAt(layout, path);
  if (path.length === 0) return lines && [{ ...lines, text: brackets + layout.eol }];
  const only = entries[0];
  const end = only && layout.contentEnd(only);
  if (!owner || owner.entry.marked || !only || end === undefined) return undefined;
  const { mark } = owner.entry;
  if (!lines) return [{ start: only.start, end, text: brackets }];
  return [
    { start: mark, end: mark, text: ` ${brackets}` },
    { ...lines, text: '' },
  ];
}

/** True for a mapping or sequence written in lines. */
export function isBlock(node: unknown): node is YAMLMap | YAMLSeq {
  return (isMap(node) || isSeq(node)) && node.flow !== true;
}

/** True where nothing, or `null`, is written. */
export function isEmptyScalar(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}

function isFlow(node: unknown): boolean {
  return (isMap(node) || isSeq(node)) && node.flow === true;
}

/** Position of a key or index in a collection; undefined where it is not there. */
export function indexIn(node: unknown, part: string | number | undefined): number | undefined {
  if (isMap(node) && part !== undefined) {
    const pair = pairOf(node, part);
    return pair && node.items.indexOf(pair);
  }
  return isSeq(node) && typeof part === 'number' && part >= 0 && part < node.items.length ? part : undefined;
}

function replaceInBlock(layout: Layout, { entry, kind }: Owner, value: unknown, unfold = false): Splices {
  const { text, eol } = layout;
  const old = entry.value;
  const end = layout.contentEnd(entry);
  if (entry.marked || end === undefined) return undefined;
  const oldStart = old === undefined ? entry.mark : (rangeOf(old)?.[0] ?? entry.mark);
  const markLine = layout.lineEnd(entry.mark);
  const sameKind = (isMap(old) && !Array.isArray(value)) || (isSeq(old) && Array.isArray(value));
  const style = {
    step: layout.step,
    dashStep: layout.dashStep,
    column: layout.column(entry.start),
    owner: kind,
    quoted: quotesOf(old),
    flow: !unfold && isCollection(old) && old.flow === true && old.items.length > 0,
    ...(isBlock(old) && sameKind ? { inner: layout.column(oldStart) } : {}),
  };
  const { first, lines } = writtenValue(value, style);
  const onMarkLine = oldStart <= markLine;
  if (lines.length === 0 && onMarkLine && old !== undefined && !isBlockScalar(old)) {
    return [{ start: oldStart, end, text: first.trimStart() }];
  }
  // What stays of the line of the key: a comment, mostly.
  const rest =
    !onMarkLine || old === undefined ? text.slice(entry.mark, markLine) : restOfLine(layout, old, end, markLine);
  const body = lines.length === 0 ? '' : eol + lines.join(eol);
  return [{ start: entry.mark, end: layout.lineEnd(end), text: first + rest.trimEnd() + body }];
}

function restOfLine(layout: Layout, old: unknown, end: number, markLine: number): string {
  if (isBlockScalar(old)) {
    const header = layout.text.slice(rangeOf(old)?.[0], markLine);
    const comment = header.indexOf(' #');
    return comment < 0 ? '' : header.slice(comment);
  }
  return isBlock(old) ? '' : layout.text.slice(end, layout.lineEnd(end));
}

function quotesOf(node: unknown): '"' | "'" | '' {
  if (!isScalar(node)) return '';
  return node.type === 'QUOTE_DOUBLE' ? '"' : node.type === 'QUOTE_SINGLE' ? "'" : '';
}

function flowRange(item: unknown): readonly [number, number] | undefined {
  const own = rangeOf(item);
  if (own) return own[0] < own[1] ? [own[0], own[1]] : undefined;
  if (typeof item !== 'object' || item === null || !('key' in item) || !('value' in item)) return undefined;
  const key = rangeOf(item.key);
  const value = rangeOf(item.value);
  return key && value && value[0] < value[1] ? [key[0], value[1]] : undefined;
}

function afterFlowItem(flow: YAMLMap | YAMLSeq, index: number, text: string): Splices {
  const range = flowRange(flow.items[index]);
  return range && [{ start: range[1], end: range[1], text: `, ${text}` }];
}

function removeFromFlow(layout: Layout, flow: YAMLMap | YAMLSeq, index: number): Splices {
  const own = flowRange(flow.items[index]);
  const before = index > 0 ? flowRange(flow.items[index - 1]) : undefined;
  const next = flowRange(flow.items[index + 1]);
  if (!own) return undefined;
  if (before) return [{ start: before[1], end: own[1], text: '' }];
  if (index === 0 && next) return [{ start: own[0], end: next[0], text: '' }];
  const close = flow.range?.[1] ?? 0;
  const rest = layout.text.slice(own[1], close - 1);
  return flow.items.length === 1 && rest.trim() !== ',' ? [{ start: own[0], end: own[1], text: '' }] : undefined;
}
