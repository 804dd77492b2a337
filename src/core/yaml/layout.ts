import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Document,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { ShapePath } from '../base/shape';
import { parseYaml } from './yamlFile';

/** A stretch of the file's text to be replaced; several count in the old text and do not overlap. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies splices given in any order. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let out = '';
  let at = 0;
  for (const splice of [...splices].sort((a, b) => a.start - b.start || a.end - b.end)) {
    out += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return out + text.slice(at);
}

/** An entry of a block mapping or an item of a block sequence as it stands in the text. */
export interface Entry {
  /** Where its key or its dash begins. */
  readonly start: number;
  /** Right after its colon or dash: where a value may be put. */
  readonly mark: number;
  /** Its value; undefined where nothing is written. */
  readonly value: unknown;
  /** True where `&name` or `!mark` stand before the value. */
  readonly marked: boolean;
}

/** A parsed file with what is needed to edit its text in place. */
export class Layout {
  readonly eol: '\n' | '\r\n';
  /** Columns by which a group's entries stand deeper than its key. */
  readonly step: number;
  /** Columns by which a list's dashes stand deeper than its key: 0 or more, as the file does it. */
  readonly dashStep: number;

  /** `document` is the text, parsed, where that is at hand. */
  constructor(
    readonly text: string,
    readonly document: Document.Parsed = parseYaml(text),
  ) {
    const firstBreak = text.indexOf('\n');
    this.eol = firstBreak > 0 && text.charAt(firstBreak - 1) === '\r' ? '\r\n' : '\n';
    const { step, dashStep } = this.habits();
    this.step = step ?? (dashStep !== undefined && dashStep > 0 ? dashStep : 2);
    this.dashStep = dashStep ?? this.step;
  }

  /** The node at a path, or undefined where there is none (or where the way leads through a reference). */
  nodeAt(path: ShapePath): unknown {
    let node: unknown = this.document.contents;
    for (const part of path) {
      if (isMap(node)) node = pairOf(node, part)?.value;
      else if (isSeq(node) && typeof part === 'number') node = node.items[part];
      else return undefined;
    }
    return node;
  }

  /** The entries of a block collection; undefined where one is written in a way that is not edited in place (`? key`). */
  entriesOf(node: YAMLMap | YAMLSeq): readonly Entry[] | undefined {
    const found: Entry[] = [];
    if (isMap(node)) {
      for (const pair of node.items) {
        const token = pair.srcToken;
        const key = isScalar(pair.key) ? pair.key.range : undefined;
        const colon = token?.sep?.find(({ type }) => type === 'map-value-ind');
        if (!token || !key || !colon) return undefined;
        if (token.start.some(({ type }) => type === 'explicit-key-ind' || type === 'anchor' || type === 'tag'))
          return undefined;
        const marked = token.sep?.some(({ type }) => type === 'anchor' || type === 'tag') ?? false;
        found.push({ start: key[0], mark: colon.offset + 1, value: writtenValue(pair.value), marked });
      }
      return found;
    }
    const token = node.srcToken;
    if (token?.type !== 'block-seq') return undefined;
    for (const [index, item] of node.items.entries()) {
      const start = token.items[index]?.start;
      const dash = start?.find(({ type }) => type === 'seq-item-ind');
      if (!start || !dash) return undefined;
      const marked = start.some(({ type }) => type === 'anchor' || type === 'tag');
      found.push({ start: dash.offset, mark: dash.offset + 1, value: writtenValue(item), marked });
    }
    return found;
  }

  /** Where what an entry says ends: behind its last sign, before a comment on that line; undefined where it cannot be told. */
  contentEnd(entry: Entry): number | undefined {
    const { value } = entry;
    if (value === undefined) return entry.mark;
    if (isCollection(value) && value.flow !== true) {
      const last = this.entriesOf(value)?.at(-1);
      return last && this.contentEnd(last);
    }
    const range = rangeOf(value);
    if (!range) return undefined;
    if (!isBlockScalar(value)) return range[1];
    const keeps = this.text.slice(range[0], this.lineEnd(range[0])).split('#')[0]?.includes('+');
    let end = range[1];
    if (keeps) return end > range[0] && this.text.charAt(end - 1) === '\n' ? this.beforeBreak(end - 1) : end;
    while (end > range[0] && ' \t\r\n'.includes(this.text.charAt(end - 1))) end--;
    return end;
  }

  /** Where the line that holds `offset` begins. */
  lineStart(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Where the line that holds `offset` ends, before its line break. */
  lineEnd(offset: number): number {
    const at = this.text.indexOf('\n', offset);
    return at < 0 ? this.text.length : this.beforeBreak(at);
  }

  /** Where the line after the one that holds `offset` begins; the end of the text where there is none. */
  nextLine(offset: number): number {
    const at = this.text.indexOf('\n', offset);
    return at < 0 ? this.text.length : at + 1;
  }

  /** Column (from 0) of an offset. A byte order mark takes no column. */
  column(offset: number): number {
    const start = this.lineStart(offset);
    return offset - start - (start === 0 && this.text.startsWith('\ufeff') && offset > 0 ? 1 : 0);
  }

  /** True where nothing but spaces stands before `offset` on its line. */
  beginsLine(offset: number): boolean {
    return this.text.slice(this.lineStart(offset), offset).replace('\ufeff', '').trim() === '';
  }

  /**
   * The whole lines of an entry: the comments right above it (no blank line between), what it says, and comments below that are
   * indented deeper than it. Undefined where it shares its first line with something else. `floor`: where the entry before ends.
   */
  linesOf(
    entry: Entry,
    floor: number,
    takesLead: boolean,
  ): { readonly start: number; readonly end: number } | undefined {
    const last = this.contentEnd(entry);
    if (last === undefined || !this.beginsLine(entry.start)) return undefined;
    let start = this.lineStart(entry.start);
    while (takesLead && start > floor) {
      const above = this.lineStart(start - 1);
      if (above < floor || !this.text.slice(above, start).trimStart().startsWith('#')) break;
      start = above;
    }
    return { start, end: this.tailEnd(entry, last) };
  }

  /** The start of the first line below an entry that does not belong to it. */
  tailEnd(entry: Entry, last: number): number {
    const column = this.column(entry.start);
    let end = this.nextLine(last);
    let at = end;
    while (at < this.text.length) {
      const next = this.nextLine(at);
      const line = this.text.slice(at, next);
      const words = line.trim();
      if (words.startsWith('#') && line.length - line.trimStart().length > column) end = next;
      else if (words !== '') break;
      at = next;
    }
    return end;
  }

  private beforeBreak(at: number): number {
    return at > 0 && this.text.charAt(at - 1) === '\r' ? at - 1 : at;
  }

  private habits(): { step?: number; dashStep?: number } {
    const habits: { step?: number; dashStep?: number } = {};
    const walk = (node: unknown, column: number): void => {
      if (habits.step !== undefined && habits.dashStep !== undefined) return;
      if (!isCollection(node) || node.flow === true) return;
      for (const { value } of this.entriesOf(node) ?? []) {
        const offset = rangeOf(value)?.[0];
        if (!isCollection(value) || value.flow === true || offset === undefined) continue;
        const inner = this.column(offset);
        if (isMap(node) && isSeq(value)) habits.dashStep ??= inner - column;
        if (isMap(node) && isMap(value)) habits.step ??= inner - column;
        walk(value, inner);
      }
    };
    walk(this.document.contents, 0);
    return habits;
  }
}

/** The pair of a mapping that has this key. */
export function pairOf(map: YAMLMap, key: string | number): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === String(key));
}

/** Offsets of a node: start, end of its value, end with what trails it. */
export function rangeOf(node: unknown): readonly [number, number, number] | undefined {
  return isScalar(node) || isCollection(node) || isAlias(node) ? (node.range ?? undefined) : undefined;
}

/** True for a text written with `|` or `>`. */
export function isBlockScalar(node: unknown): boolean {
  return isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
}

function writtenValue(node: unknown): unknown {
  if (node === null || node === undefined) return undefined;
  if (isScalar(node) && node.range && node.range[0] === node.range[1]) return undefined;
  return node;
}
