import { unchangedAt } from '../anchor/anchor';
import { contextLength } from '../anchor/selector';
import type { Digest } from '../base/digest';
import type { Steps } from '../base/steps';
import { longestJsonLine } from '../base/jsonLines';
import type { StudyPath } from '../base/studyPath';
import type { LfText } from '../text/lfText';
import { isSecondOfPair } from '../text/offsets';
import { span } from '../text/span';
import { TextWindow } from '../text/textWindow';
import { utf8Text } from '../text/utf8';
import { compareSegments, placedUnchanged } from './placeSegments';
import { joinRepeatedCodes } from './joinSegments';
import { largestSegmentsFile, mostRows, readSegments, rowOfLine } from './readSegments';
import type { Segment, Segments } from './segment';
import type { CodingRow, SegmentsHeader } from './segmentsFile';

/** The transcript that segments are read for: its text, whole and in pieces that end between characters. */
export interface ScanningText {
  readonly path: StudyPath;
  readonly text: LfText;
  readonly pieces: readonly string[];
  readonly digest: Digest;
}

/** A segments file in which nothing is wrong and every segment stands where its row says. */
export interface ScannedSegments {
  readonly header: SegmentsHeader;
  readonly segments: Segments;
}

/** Rows between two steps. */
const rowsAtOnce = 200;

/** Bytes of ids, codes and times that are decoded together. */
const heldBytes = 16_384;

/** Of these, what one row may need; one that needs more is left to JSON.parse. */
const heldByRow = 4096;

const lineFeed = 0x0a;
const quoteMark = 0x22;
const backslash = 0x5c;

const ascii = new TextEncoder();
const literal = {
  id: ascii.encode('{"id":"'),
  start: ascii.encode('","start":'),
  end: ascii.encode(',"end":'),
  quote: ascii.encode(',"quote":"'),
  prefix: ascii.encode('","prefix":"'),
  suffix: ascii.encode('","suffix":"'),
  codings: ascii.encode('","codings":['),
  code: ascii.encode('{"code":"'),
  nextCode: ascii.encode(',{"code":"'),
  at: ascii.encode('","at":"'),
  codeDigest: ascii.encode('","codeDigest":"'),
  codingEnd: ascii.encode('"}'),
  memo: ascii.encode(',"memo":"'),
  memoEnd: ascii.encode('"}\n'),
  rowEnd: ascii.encode('}\n'),
};

/**
 * Reads a segments file that this program wrote for the very text at hand, and places its segments: what `readSegments` and
 * `placeSegments` say of such a file, several times as fast, since a row's words are compared with the text where they stand and not
 * decoded. Null, for these two to say what there is, where anything is wrong with the file, it was made for another text, or a segment
 * does not stand where its row says; and where there are more than `largest` bytes. In steps; O(bytes).
 */
export function* scanningSegments(
  bytes: Uint8Array,
  coder: string,
  source: ScanningText,
  largest: number = largestSegmentsFile,
): Steps<ScannedSegments | null> {
  // There are never fewer bytes than units, which the general reader counts.
  if (bytes.length > largest) return null;
  const headerEnd = bytes.indexOf(lineFeed);
  if (headerEnd < 0 || headerEnd > longestJsonLine || bytes[bytes.length - 1] !== lineFeed) return null;
  const { path: transcript, digest } = source;
  const first = utf8Text(bytes.subarray(0, headerEnd + 1));
  if (first === null) return null;
  const { header, state, problems } = readSegments('', first, { transcript, coder });
  if (state !== 'sound' || problems.length > 0 || header?.text !== digest) return null;

  const scan = new RowScan(bytes, headerEnd + 1, source);
  while (scan.at < bytes.length) {
    if (!scan.someRows() || scan.list.length > mostRows) return null;
    yield;
  }
  const list = scan.isSorted ? scan.list : scan.list.sort(compareSegments);
  return { header, segments: { transcript, coder, text: digest, list } };
}

/** Goes through the rows of a file. Bytes stay bytes as far as they can: what has to be text is gathered, and decoded for many rows at once. */
class RowScan {
  readonly list: Segment[] = [];
  isSorted = true;
  private readonly window: TextWindow;
  private readonly ids = new Set<string>();
  /** Text of rows that were gone through and not yet made, one piece behind the other, all ASCII. */
  private readonly held = new Uint8Array(heldBytes);
  private heldLength = 0;
  /** For each of these rows its start and end, how many codings it has, and where in `held` its pieces end; -1 for one that it does not have. */
  private readonly marks: number[] = [];

  constructor(
    private readonly bytes: Uint8Array,
    public at: number,
    private readonly source: ScanningText,
  ) {
    this.window = new TextWindow(source.pieces);
  }

  /** Reads the next rows; false where that cannot be done here. */
  someRows(): boolean {
    const { bytes } = this;
    for (let i = 0; i < rowsAtOnce && this.at < bytes.length; i++) {
      if (this.heldLength > heldBytes - heldByRow && !this.make()) return false;
      const { at, heldLength } = this;
      const marked = this.marks.length;
      const isUsual = this.row();
      if (this.at - at > longestJsonLine) return false;
      if (isUsual) continue;
      this.at = at;
      this.heldLength = heldLength;
      this.marks.length = marked;
      if (!this.make() || !this.otherRow()) return false;
    }
    return this.make();
  }

  /** A row with a memo that has escapes, with links, with keys of a later version … */
  private otherRow(): boolean {
    const end = this.bytes.indexOf(lineFeed, this.at);
    const line = end - this.at > longestJsonLine ? null : utf8Text(this.bytes.subarray(this.at, end));
    const row = line === null ? null : rowOfLine(line);
    const segment = row === null ? null : placedUnchanged(row, this.source.text);
    if (segment === null || joinRepeatedCodes(segment.row.codings) !== segment.row.codings) return false;
    this.at = end + 1;
    return this.add(segment);
  }

  private add(segment: Segment): boolean {
    const { list, ids } = this;
    const before = list[list.length - 1];
    if (before !== undefined && this.isSorted && compareSegments(before, segment) > 0) this.isSorted = false;
    list.push(segment);
    ids.add(segment.row.id);
    return ids.size === list.length;
  }

  /** Goes through one row in the form that this program mostly writes; false, anywhere in it, where it is another. */
  private row(): boolean {
    const { marks } = this;
    if (!this.passes(literal.id)) return false;
    const idStart = this.heldLength;
    if (!this.holds()) return false;
    const idEnd = this.heldLength;
    if (idEnd === idStart || idEnd - idStart > 100) return false;
    if (!this.passes(literal.start)) return false;
    const start = this.number();
    if (start < 0 || !this.passes(literal.end)) return false;
    const end = this.number();
    if (end < start || !this.stand(start, end)) return false;
    marks.push(start, end, idEnd);
    const count = marks.push(0) - 1;
    if (!this.passes(literal.codings)) return false;
    let codings = 0;
    while (this.passes(codings === 0 ? literal.code : literal.nextCode)) {
      const codeStart = this.heldLength;
      if (!this.holds() || this.heldLength === codeStart) return false;
      marks.push(this.heldLength);
      if (!this.mayHold(literal.at) || !this.mayHold(literal.codeDigest) || !this.passes(literal.codingEnd))
        return false;
      codings++;
    }
    marks[count] = codings;
    if (this.bytes[this.at] !== 0x5d) return false;
    this.at++;
    if (!this.passes(literal.memo)) {
      marks.push(-1);
      return this.passes(literal.rowEnd);
    }
    if (!this.holds()) return false;
    marks.push(this.heldLength);
    return this.passes(literal.memoEnd);
  }

  /** Goes past these bytes where they stand here. */
  private passes(wanted: Uint8Array): boolean {
    const { bytes, at } = this;
    for (let i = 0; i < wanted.length; i++) if (bytes[at + i] !== wanted[i]) return false;
    this.at = at + wanted.length;
    return true;
  }

  /** Goes through the inside of a string up to its closing mark, and holds it; false where it is not ASCII without escapes. */
  private holds(): boolean {
    const { bytes, held } = this;
    let { at, heldLength } = this;
    // The file ends with a line feed, at which this stops.
    for (; ; at++) {
      const byte = bytes[at] as number;
      if (byte === quoteMark) break;
      if (byte < 0x20 || byte >= 0x80 || byte === backslash || heldLength === held.length) return false;
      held[heldLength++] = byte;
    }
    this.at = at;
    this.heldLength = heldLength;
    return true;
  }

  /** A member that may stand here or not, with its mark. */
  private mayHold(key: Uint8Array): boolean {
    if (!this.passes(key)) {
      this.marks.push(-1);
      return true;
    }
    if (!this.holds()) return false;
    this.marks.push(this.heldLength);
    return true;
  }

  /** Reads a whole number as JSON.stringify writes it; -1 where none stands here, or one larger than any text. */
  private number(): number {
    const { bytes, at } = this;
    let end = at;
    let value = 0;
    for (; end < at + 10; end++) {
      const digit = (bytes[end] as number) - 0x30;
      if (!(digit >= 0 && digit <= 9)) break;
      value = value * 10 + digit;
    }
    if (end === at || end === at + 10 || (bytes[at] === 0x30 && end > at + 1)) return -1;
    this.at = end;
    return value;
  }

  /** Goes through quote, prefix and suffix; true where they are what the text has there, written as JSON.stringify writes it. */
  private stand(start: number, end: number): boolean {
    const { window } = this;
    if (end > window.length) return false;
    const [from, to] = inContext(window, start, end);
    if (splitsPair(window, start) || splitsPair(window, end)) return false;
    return (
      this.passes(literal.quote) &&
      this.words(start, end) &&
      this.passes(literal.prefix) &&
      this.words(from, start) &&
      this.passes(literal.suffix) &&
      this.words(end, to)
    );
  }

  /** Goes through the inside of a string where it is that part of the text. */
  private words(from: number, to: number): boolean {
    const { bytes } = this;
    const { text, from: base } = this.window;
    const last = to - base;
    let { at } = this;
    for (let i = from - base; i < last; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0x20 && unit < 0x80 && unit !== quoteMark && unit !== backslash) {
        if (bytes[at++] !== unit) return false;
        continue;
      }
      if (unit < 0x80) {
        const escaped = escapeOf(unit);
        if (escaped === 0 || bytes[at] !== backslash || bytes[at + 1] !== escaped) return false;
        at += 2;
        continue;
      }
      if (unit < 0x800) {
        if (bytes[at++] !== (0xc0 | (unit >> 6))) return false;
      } else if (unit < 0xd800 || unit > 0xdfff) {
        if (bytes[at++] !== (0xe0 | (unit >> 12))) return false;
        if (bytes[at++] !== (0x80 | ((unit >> 6) & 0x3f))) return false;
      } else {
        const point = i + 1 < last ? (text.codePointAt(i) as number) : 0;
        if (point < 0x10000) return false;
        if (bytes[at++] !== (0xf0 | (point >> 18))) return false;
        if (bytes[at++] !== (0x80 | ((point >> 12) & 0x3f))) return false;
        if (bytes[at++] !== (0x80 | ((point >> 6) & 0x3f))) return false;
        if (bytes[at++] !== (0x80 | (point & 0x3f))) return false;
        i++;
        continue;
      }
      if (bytes[at++] !== (0x80 | (unit & 0x3f))) return false;
    }
    this.at = at;
    return true;
  }

  /** Makes the segments of the rows that were gone through. */
  private make(): boolean {
    const { marks, window } = this;
    if (marks.length === 0) return true;
    const held = heldText.decode(this.held.subarray(0, this.heldLength));
    let from = 0;
    let next = 0;
    const mark = (): number => marks[next++] as number;
    const piece = (): string => held.slice(from, (from = mark()));
    const optional = (): string | undefined => {
      if (marks[next] !== -1) return piece();
      next++;
      return undefined;
    };
    while (next < marks.length) {
      const start = mark();
      const end = mark();
      const id = piece();
      const codings: CodingRow[] = [];
      for (let left = mark(); left > 0; left--) codings.push(codingOf(piece(), optional(), optional()));
      const memo = optional();
      if (codings.length > 1 && joinRepeatedCodes(codings) !== codings) return false;
      const [before, after] = inContext(window, start, end);
      const prefix = window.slice(before, start);
      const suffix = window.slice(end, after);
      const quote = window.slice(start, end);
      const row =
        memo === undefined
          ? { id, start, end, quote, prefix, suffix, codings }
          : { id, start, end, quote, prefix, suffix, codings, memo };
      if (!this.add({ row, placement: unchangedAt(span(start, end)) })) return false;
    }
    marks.length = 0;
    this.heldLength = 0;
    return true;
  }
}

const heldText = new TextDecoder('utf-8');

function codingOf(code: string, at: string | undefined, codeDigest: string | undefined): CodingRow {
  if (codeDigest === undefined) return at === undefined ? { code } : { code, at };
  return at === undefined ? { code, codeDigest } : { code, at, codeDigest };
}

/** Brings a stretch into view with its surroundings, and says where those begin and end that a row keeps of it (see `describe`). */
function inContext(window: TextWindow, start: number, end: number): readonly [from: number, to: number] {
  const from = Math.max(0, start - contextLength);
  const to = Math.min(window.length, end + contextLength);
  window.show(from - 1, to + 1);
  return [splitsPair(window, from) ? from + 1 : from, splitsPair(window, to) ? to - 1 : to];
}

function splitsPair({ text, from }: TextWindow, offset: number): boolean {
  return isSecondOfPair(text, offset - from);
}

/** What stands behind the backslash where JSON.stringify escapes this unit with two characters; 0 for others. */
function escapeOf(unit: number): number {
  switch (unit) {
    case quoteMark:
    case backslash:
      return unit;
    case lineFeed:
      return 0x6e;
    case 0x09:
      return 0x74;
    default:
      return 0;
  }
}
