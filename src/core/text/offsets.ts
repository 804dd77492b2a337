/** A position between UTF-16 code units of LF-normalised text without BOM: what the core and the editor count in. */
export type Utf16Offset = number & { readonly __unit: 'utf16' };

/** A position between Unicode code points of LF-normalised text without BOM: what Python, R and REFI-QDA count in. */
export type CodePointOffset = number & { readonly __unit: 'codePoint' };

/** A position between UTF-8 bytes of LF-normalised text without BOM. */
export type ByteOffset = number & { readonly __unit: 'byte' };

/** The unit in which a file meant for other programs counts. */
export type OffsetUnit = 'utf16' | 'codePoint' | 'byte';

/** Every unit, the default of exports first. */
export const offsetUnits: readonly OffsetUnit[] = ['codePoint', 'utf16', 'byte'];

/** Marks a number as a UTF-16 offset. Use only where the number is known to count UTF-16 units of LF text. */
export function utf16(offset: number): Utf16Offset {
  return offset as Utf16Offset;
}

/** Distance between two checkpoints of an OffsetTable, in UTF-16 units. */
const STEP = 1024;

/**
 * Converts offsets of one text between units. Building is one pass, O(n); a conversion walks at most 1,024 units.
 * Text without surrogates and non-ASCII costs nothing to convert. A UTF-16 offset inside a surrogate pair counts as the pair's start;
 * a lone surrogate is one code point and three bytes (it would be saved as U+FFFD). Offsets outside 0..length throw RangeError.
 */
export class OffsetTable {
  private readonly codePoints: Uint32Array;
  private readonly bytes: Uint32Array;
  private readonly ascii: boolean;
  private readonly totals: { readonly codePoint: number; readonly byte: number };

  constructor(private readonly text: string) {
    const checkpoints = Math.floor(text.length / STEP) + 1;
    this.codePoints = new Uint32Array(checkpoints);
    this.bytes = new Uint32Array(checkpoints);
    let codePoint = 0;
    let byte = 0;
    for (let i = 0; i < text.length; i++) {
      if (i % STEP === 0) {
        this.codePoints[i / STEP] = codePoint;
        this.bytes[i / STEP] = byte;
      }
      const unit = text.charCodeAt(i);
      if (isSecondOfPair(text, i)) continue;
      codePoint++;
      byte += utf8Length(text, i, unit);
    }
    if (text.length % STEP === 0) {
      this.codePoints[checkpoints - 1] = codePoint;
      this.bytes[checkpoints - 1] = byte;
    }
    this.totals = { codePoint, byte };
    this.ascii = byte === text.length;
  }

  /** Length of the whole text in `unit`. */
  length(unit: OffsetUnit): number {
    return unit === 'utf16' ? this.text.length : this.totals[unit];
  }

  /** The offset, given in UTF-16 units, in `unit`. */
  fromUtf16(offset: Utf16Offset, unit: OffsetUnit): number {
    this.check(offset, this.text.length);
    if (unit === 'utf16' || this.ascii) return offset;
    const start = Math.floor(offset / STEP);
    let count = (unit === 'codePoint' ? this.codePoints : this.bytes)[start] ?? 0;
    const end = isSecondOfPair(this.text, offset) ? offset - 1 : offset;
    for (let i = start * STEP; i < end; i++) {
      if (isSecondOfPair(this.text, i)) continue;
      count += unit === 'codePoint' ? 1 : utf8Length(this.text, i, this.text.charCodeAt(i));
    }
    return count;
  }

  /**
   * The offset, given in `unit`, in UTF-16 units. A byte or UTF-16 offset inside a character, or one past the text, gives
   * undefined: such a place does not exist, and guessing would move a coding.
   */
  toUtf16(offset: number, unit: OffsetUnit): Utf16Offset | undefined {
    if (!Number.isInteger(offset) || offset < 0 || offset > this.length(unit)) return undefined;
    if (unit === 'utf16') return isSecondOfPair(this.text, offset) ? undefined : utf16(offset);
    if (this.ascii) return utf16(offset);
    const table = unit === 'codePoint' ? this.codePoints : this.bytes;
    let low = 0;
    let high = table.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((table[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    let count = table[low] ?? 0;
    let i = low * STEP;
    while (count < offset) {
      count += unit === 'codePoint' ? 1 : utf8Length(this.text, i, this.text.charCodeAt(i));
      i += isFirstOfPair(this.text, i) ? 2 : 1;
    }
    if (isSecondOfPair(this.text, i)) i++;
    return count === offset ? utf16(i) : undefined;
  }

  private check(offset: number, length: number): void {
    if (!Number.isInteger(offset) || offset < 0 || offset > length) {
      throw new RangeError(`Offset ${offset} lies outside a text of ${length} units.`);
    }
  }
}

/** True where the unit at `index` is a high surrogate that a low one follows. */
export function isFirstOfPair(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  if (unit < 0xd800 || unit > 0xdbff) return false;
  const next = text.charCodeAt(index + 1);
  return next >= 0xdc00 && next <= 0xdfff;
}

/** True where the unit at `index` is the low surrogate of a pair, so that `index` lies inside a character. */
export function isSecondOfPair(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff && index > 0 && isFirstOfPair(text, index - 1);
}

function utf8Length(text: string, index: number, unit: number): number {
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  return isFirstOfPair(text, index) ? 4 : 3;
}
