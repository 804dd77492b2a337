import { digestForm, type Digest } from '../base/digest';
import type { StudyPath } from '../base/studyPath';
import type { IndexColumns } from './studyIndex';

/** Where the index is kept on this machine between two sessions; git-ignored. */
export const indexCachePath = '.verbatim/index.bin' as StudyPath;

/** A file that columns were made of: a transcript's or a coder's segments, by the digest of its bytes. */
export interface FileStamp {
  readonly path: StudyPath;
  readonly digest: Digest;
}

/** What the index holds of a transcript in whose files nothing is wrong, with the files that it was made of. */
export interface KeptTranscript {
  readonly transcript: FileStamp;
  /** Of the LF text. */
  readonly text: Digest;
  /** UTF-16 units of the LF text. */
  readonly length: number;
  readonly segments: readonly FileStamp[];
  /** Undefined where nobody coded it. */
  readonly columns: IndexColumns | undefined;
}

/** An index as it is kept: `codes` and `coders` are what the numbers in the columns stand for. */
export interface KeptIndex {
  readonly codes: readonly string[];
  readonly coders: readonly string[];
  readonly transcripts: readonly KeptTranscript[];
}

/**
 * Changes with every change of the layout, and wherever a new version finds more wrong with a transcript: a kept transcript is one in whose
 * files nothing was wrong, and would hide it. An index of another layout is made anew.
 */
const layout = 'verbatim-index-2';

/** What stands before the columns. */
interface Header {
  readonly layout: string;
  readonly codes: readonly string[];
  readonly coders: readonly string[];
  readonly transcripts: readonly (Omit<KeptTranscript, 'columns'> & {
    readonly rows: number;
    readonly codings: number;
    readonly covered: number;
    readonly waiting: number;
  })[];
}

const encoder = new TextEncoder();
const word = 4;

/**
 * The index as bytes: the length of a JSON header in UTF-8, the header, spaces up to a multiple of four bytes, then for each transcript
 * its columns as 32-bit integers in the byte order of the machine, which no other one reads.
 */
export function writeIndexCache({ codes, coders, transcripts }: KeptIndex): Uint8Array {
  const header: Header = {
    layout,
    codes,
    coders,
    transcripts: transcripts.map(({ columns, ...rest }) => ({
      ...rest,
      rows: columns?.starts.length ?? 0,
      codings: columns?.codingCodes.length ?? 0,
      covered: columns?.covered ?? 0,
      waiting: columns?.waiting ?? 0,
    })),
  };
  const json = encoder.encode(JSON.stringify(header));
  const padded = Math.ceil(json.length / word) * word;
  const total = transcripts.reduce(
    (sum, { columns }) => sum + columnsIn(columns).reduce((n, { length }) => n + length, 0),
    0,
  );
  const bytes = new Uint8Array(word + padded + total * word);
  new Int32Array(bytes.buffer, 0, 1)[0] = padded;
  bytes.fill(0x20, word, word + padded);
  bytes.set(json, word);
  let at = word + padded;
  for (const { columns } of transcripts) {
    for (const column of columnsIn(columns)) {
      new Int32Array(bytes.buffer, at, column.length).set(column);
      at += column.length * word;
    }
  }
  return bytes;
}

/**
 * Reads what `writeIndexCache` wrote; null for anything else. Damage within the columns shows by `isPossible` alone, which is asked of each
 * transcript when it is used: all at once would hold other work up. The columns are views into the bytes, which are not to be changed any
 * more, or into one copy of them.
 */
export function readIndexCache(bytes: Uint8Array): KeptIndex | null {
  // Views have to begin at a multiple of four, and what lies around the bytes would be kept in memory with them. No slice(): that of a
  // Buffer of Node is a view again.
  const isWhole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength;
  const { buffer } = isWhole ? bytes : new Uint8Array(bytes);
  const [padded = -1] = buffer.byteLength < word ? [] : new Int32Array(buffer, 0, 1);
  if (padded < 0 || padded % word !== 0 || word + padded > buffer.byteLength || buffer.byteLength % word !== 0)
    return null;
  const header = headerOf(new Uint8Array(buffer, word, padded));
  if (header === null) return null;
  const { codes, coders } = header;
  const data = new Int32Array(buffer, word + padded);
  let at = 0;
  const take = (length: number): Int32Array => data.subarray(at, (at += length));
  const transcripts: KeptTranscript[] = [];
  for (const { rows, codings, covered, waiting, ...rest } of header.transcripts) {
    const columns: IndexColumns = {
      starts: take(rows),
      ends: take(rows),
      coders: take(rows),
      rows: take(rows),
      codingSegments: take(codings),
      codingCodes: take(codings),
      covered,
      orphans: 0,
      waiting,
    };
    if (at > data.length) return null;
    transcripts.push({ ...rest, columns });
  }
  return at === data.length ? { codes, coders, transcripts } : null;
}

function columnsIn(columns: IndexColumns | undefined): readonly Int32Array[] {
  if (columns === undefined) return [];
  const { starts, ends, coders, rows, codingSegments, codingCodes } = columns;
  return [starts, ends, coders, rows, codingSegments, codingCodes];
}

/**
 * True where every number of a transcript's columns can be what it should be. There are no orphans, since one is something that is wrong with
 * a file.
 */
export function isPossible(
  { columns, length }: KeptTranscript,
  { codes, coders }: Omit<KeptIndex, 'transcripts'>,
): boolean {
  if (columns === undefined) return true;
  const { starts, ends, rows, codingSegments, codingCodes } = columns;
  const count = starts.length;
  for (let i = 0; i < count; i++) if ((ends[i] as number) < (starts[i] as number)) return false;
  return (
    allWithin(starts, length + 1) &&
    allWithin(ends, length + 1) &&
    allWithin(columns.coders, coders.length) &&
    allWithin(rows, count) &&
    allWithin(codingSegments, count) &&
    allWithin(codingCodes, codes.length)
  );
}

/** True where every number is one of 0 … `count` - 1: for a million segments this runs six million times. */
function allWithin(column: Int32Array, count: number): boolean {
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number;
    if (value < 0 || value >= count) return false;
  }
  return true;
}

function headerOf(bytes: Uint8Array): Header | null {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isHeader(header) ? header : null;
  } catch {
    // No JSON, or no UTF-8: not what this program wrote.
    return null;
  }
}

// By hand, since the schema library is loaded for what people write, and this is read first of all.
function isHeader(value: unknown): value is Header {
  if (!isRecord(value) || value['layout'] !== layout) return false;
  const { codes, coders, transcripts } = value;
  return isListOf(codes, isString) && isListOf(coders, isString) && isListOf(transcripts, isTranscript);
}

function isTranscript(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { transcript, text, segments, length, rows, codings, covered, waiting } = value;
  return (
    isStamp(transcript) &&
    isDigest(text) &&
    isListOf(segments, isStamp) &&
    [length, rows, codings, covered, waiting].every((count) => Number.isSafeInteger(count) && (count as number) >= 0)
  );
}

function isStamp(value: unknown): boolean {
  return isRecord(value) && isString(value['path']) && isDigest(value['digest']);
}

function isDigest(value: unknown): boolean {
  return isString(value) && digestForm.test(value);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isListOf(value: unknown, is: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
