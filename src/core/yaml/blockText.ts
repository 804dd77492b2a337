import { isPlainMap } from './sameValue';
import { literalLines, scalarText, type ScalarPlace } from './scalarText';

/** How a file indents: columns of a group, and of a list's dashes, below their key. */
export interface Indents {
  readonly step: number;
  readonly dashStep: number;
}

/** What to write for a value: `first` right after the colon or dash, with its leading space; `lines` below, indented. */
export interface WrittenValue {
  readonly first: string;
  readonly lines: readonly string[];
}

/** How an entry's new value is to be written. */
export interface ValueStyle extends Indents {
  /** Column of the key or the dash. */
  readonly column: number;
  readonly owner: 'map' | 'seq';
  /** Column of the lines below, where it is given by what stood there. */
  readonly inner?: number;
  readonly quoted?: '"' | "'" | '';
  /** True where the value stood in brackets, and shall again. */
  readonly flow?: boolean;
}

/** A list of scalars up to this length is written on one line, in brackets. */
const flowWidth = 110;

/** Writes a value behind a key or a dash. Throws RangeError for what YAML has no form for (functions, symbols, big integers). */
export function writtenValue(value: unknown, style: ValueStyle): WrittenValue {
  const { column, owner } = style;
  if (!isPlainMap(value) && !Array.isArray(value)) return writtenScalar(value, style);
  const flat = flowText(value);
  const count = Array.isArray(value) ? value.length : Object.keys(value).length;
  if (count === 0 || style.flow === true) return { first: ` ${flat}`, lines: [] };
  if (Array.isArray(value) && value.every(isScalarValue) && flat.length <= flowWidth && style.inner === undefined) {
    return { first: ` ${flat}`, lines: [] };
  }
  if (owner === 'map') {
    const inner = style.inner ?? column + (Array.isArray(value) ? style.dashStep : style.step);
    return { first: '', lines: collectionLines(value, inner, style) };
  }
  const [head = '', ...rest] = collectionLines(value, style.inner ?? column + 2, style);
  return { first: ' '.repeat((style.inner ?? column + 2) - column - 1) + head.trimStart(), lines: rest };
}

/** The lines of a block collection that is not empty, its entries beginning at `column`. */
export function collectionLines(
  value: Readonly<Record<string, unknown>> | readonly unknown[],
  column: number,
  indents: Indents,
): readonly string[] {
  const pad = ' '.repeat(column);
  const { step, dashStep } = indents;
  const entries: readonly (readonly [string, unknown])[] = isList(value)
    ? value.map((item) => ['-', item] as const)
    : Object.entries(value).map(([key, item]) => [`${scalarText(key, 'key')}:`, item] as const);
  const owner = isList(value) ? 'seq' : 'map';
  return entries.flatMap(([mark, item]) => {
    const { first, lines } = writtenValue(item, { step, dashStep, column, owner });
    return [pad + mark + first, ...lines];
  });
}

/** A value on one line, in brackets where it is a collection. */
export function flowText(value: unknown, place: ScalarPlace = 'flow', quoted: '"' | "'" | '' = ''): string {
  if (Array.isArray(value)) return `[${value.map((item) => flowText(item)).join(', ')}]`;
  if (isPlainMap(value)) {
    const entries = Object.entries(value).map(([key, item]) => `${scalarText(key, 'key')}: ${flowText(item)}`);
    return `{${entries.join(', ')}}`;
  }
  if (!isScalarValue(value)) throw new RangeError(`YAML has no form for a ${typeof value}.`);
  return scalarText(value, place, quoted);
}

function writtenScalar(value: unknown, style: ValueStyle): WrittenValue {
  const literal = typeof value === 'string' ? literalLines(value) : undefined;
  if (!literal) return { first: ` ${flowText(value, 'block', style.quoted)}`, lines: [] };
  const pad = ' '.repeat(style.column + (style.owner === 'seq' ? 2 : style.step));
  return { first: ` ${literal.header}`, lines: literal.lines.map((line) => (line === '' ? '' : pad + line)) };
}

function isList(value: object): value is readonly unknown[] {
  return Array.isArray(value);
}

function isScalarValue(value: unknown): value is string | number | boolean | null {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
