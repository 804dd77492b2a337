import { compareCodeUnits } from '../base/order';
import { compareSpans } from '../text/span';
import { segmentsVersion, type SegmentRow, type SegmentsHeader } from './segmentsFile';
import type { Segments } from './segment';

const headerKeys = ['verbatim', 'version', 'transcript', 'text', 'coder'];
const content = ['codings', 'links', 'memo', 'exemplar'];
const rowKeys = ['id', 'start', 'end', 'quote', 'prefix', 'suffix', ...content, 'state', 'was', 'kept'];
const codingKeys = ['code', 'at', 'exemplar', 'certainty', 'target', 'deliveredBy', 'receivedBy', 'codeDigest'];
const linkKeys = ['relation', 'stance'];

/** Orders rows as a segments file has them: by start, end, then id in code units. */
export function compareRows(a: SegmentRow, b: SegmentRow): number {
  return compareSpans(a, b) || compareCodeUnits(a.id, b.id);
}

/**
 * A segments file in its one canonical form: the header, then a row a line, sorted; known keys in their order, unknown keys after
 * them in theirs; LF, with a final one. The same segments give the same bytes. `read` is the header that the file had: its unknown
 * keys survive. Ids have to be unique. Do not write what was read as anything but sound: the caller checks.
 */
export function writeSegments(segments: Segments, read: SegmentsHeader | null = null): string {
  return writeRows(
    headerOf(segments, read),
    segments.list.map((segment) => segment.row),
  );
}

/** The header that a segments file gets; `read` is the one that it had. */
export function headerOf(segments: Segments, read: SegmentsHeader | null): SegmentsHeader {
  return {
    ...read,
    verbatim: 'segments',
    version: segmentsVersion,
    transcript: segments.transcript,
    text: segments.text,
    coder: segments.coder,
  };
}

/** The same for rows that are not placed in a text, such as the joined sides of a merge conflict. */
export function writeRows(header: SegmentsHeader, rows: readonly SegmentRow[]): string {
  const lines = [object(header, headerKeys), ...[...rows].sort(compareRows).map(writeKept)];
  return `${lines.join('\n')}\n`;
}

/** Lines of rows that were written: a change writes its whole file, and of that mostly rows as they were before. Rows are never changed once made. */
const written = new WeakMap<SegmentRow, string>();

function writeKept(row: SegmentRow): string {
  const known = written.get(row);
  if (known !== undefined) return known;
  const line = writeRow(row);
  written.set(row, line);
  return line;
}

/** One row as its line, without the line break. */
export function writeRow(row: SegmentRow): string {
  if (isInOrder(row, rowKeys) && !('links' in row) && row.codings.every((coding) => isInOrder(coding, codingKeys))) {
    return JSON.stringify(row);
  }
  return object(row, rowKeys, (key, value) => {
    if (key === 'codings') return list(value, codingKeys);
    if (key === 'links') return list(value, linkKeys);
    return JSON.stringify(value);
  });
}

/** True where JSON.stringify writes the keys in the order of the format: so are nearly all rows, and a file of them is written ten times as fast. */
function isInOrder(value: object, known: readonly string[]): boolean {
  let next = 0;
  for (const key in value) {
    const at = known.indexOf(key, next);
    if (at < 0) return false;
    next = at + 1;
  }
  return true;
}

function list(value: unknown, keys: readonly string[]): string {
  const items = value as readonly object[];
  return `[${items.map((item) => object(item, keys)).join(',')}]`;
}

/** Written by hand so that key order is ours and a key such as `__proto__` is a key like any other. */
function object(
  value: object,
  known: readonly string[],
  write: (key: string, value: unknown) => string = (_key, member) => JSON.stringify(member),
): string {
  const members = new Map<string, unknown>(Object.entries(value).filter(([, member]) => member !== undefined));
  const keys = [
    ...known.filter((key) => members.has(key)),
    ...[...members.keys()].filter((key) => !known.includes(key)),
  ];
  return `{${keys.map((key) => `${JSON.stringify(key)}:${write(key, members.get(key))}`).join(',')}}`;
}
