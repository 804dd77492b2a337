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

/** Distance between two checkpoints of a count, in UTF-16 units. */
const STEP = 1024;

/** How often each place was passed in a unit: at every STEP units, and in the whole text. */
interface Counts {
  readonly checkpoints: Uint32Array;
  readonly total: number;
}

/**
 * Converts offsets of one text between units. A unit is counted when it is first asked for, in one pass, O(n); a conversion then walks
 * at most 1,024 units. In text without surrogates code points cost nothing to convert, in ASCII bytes do not either. A UTF-16 offset
 * inside a surrogate pair counts as the pair's start; a lone surrogate is one code point and three bytes (it would be saved as
 * U+FFFD). Offsets outside 0..length throw RangeError.
 */
export class OffsetTable {
  private readonly counted = new Map<OffsetUnit, Counts | null>();

  constructor(private readonly text: string) {}

  /** Length of the whole text in `unit`. */
  length(unit: OffsetUnit): number {
    return this.countsOf(unit)?.total ?? this.text.length;
  }

  /** The offset, given in UTF-16 units, in `unit`. */
  fromUtf16(offset: Utf16Offset, unit: OffsetUnit): number {
    this.check(offset, this.text.length);
    const counts = this.countsOf(unit);
    if (counts === null) return offset;
    const start = Math.floor(offset / STEP);
    let count = counts.checkpoints[start] ?? 0;
    const end = isSecondOfPair(this.text, offset) ? offset - 1 : offset;
    for (let i = start * STEP; i < end; i++) count += lengthAt(this.text, i, unit);
    return count;
  }

  /**
   * The offset, given in `unit`, in UTF-16 units. A byte or UTF-16 offset inside a character, or one past the text, gives
   * undefined: such a place does not exist, and guessing would move a coding.
   */
  toUtf16(offset: number, unit: OffsetUnit): Utf16Offset | undefined {
    if (!Number.isInteger(offset) || offset < 0 || offset > this.length(unit)) return undefined;
    const counts = this.countsOf(unit);
    if (counts === null) return isSecondOfPair(this.text, offset) ? undefined : utf16(offset);
    const { checkpoints } = counts;
    let low = 0;
    let high = checkpoints.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((checkpoints[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    let count = checkpoints[low] ?? 0;
    let i = low * STEP;
    while (count < offset) {
      count += lengthAt(this.text, i, unit);
      i += isFirstOfPair(this.text, i) ? 2 : 1;
    }
    if (isSecondOfPair(this.text, i)) i++;
    return count === offset ? utf16(i) : undefined;
  }

  /** The counts of a unit, or null where it counts this text as UTF-16 does. */
  private countsOf(unit: OffsetUnit): Counts | null {
    let counts = this.counted.get(unit);
    if (counts === undefined) {
      counts = countsAsUtf16(this.text, unit) ? null : countsIn(this.text, unit);
      this.counted.set(unit, counts);
    }
    return counts;
  }

  private check(offset: number, length: number): void {
    if (!Number.isInteger(offset) || offset < 0 || offset > length) {
      throw new RangeError(`Offset ${offset} lies outside a text of ${length} units.`);
    }
  }
}

// A pattern looks at every unit several times as fast as a loop.
function countsAsUtf16(text: string, unit: OffsetUnit): boolean {
  if (unit === 'utf16') return true;
  return unit === 'codePoint' ? !/[\ud800-\udfff]/.test(text) : !/[\u0080-\uffff]/.test(text);
}

function countsIn(text: string, unit: OffsetUnit): Counts {
  const checkpoints = new Uint32Array(Math.floor(text.length / STEP) + 1);
  let total = 0;
  for (let i = 0; i < text.length; i++) {
    if (i % STEP === 0) checkpoints[i / STEP] = total;
    total += lengthAt(text, i, unit);
  }
  if (text.length % STEP === 0) checkpoints[checkpoints.length - 1] = total;
  return { checkpoints, total };
}

/** How far `unit` counts on at a UTF-16 unit: a pair counts at its first one. */
function lengthAt(text: string, index: number, unit: OffsetUnit): number {
  const code = text.charCodeAt(index);
  if (code < 0x80) return 1;
  if (isSecondOfPair(text, index)) return 0;
  if (unit === 'codePoint') return 1;
  return code < 0x800 ? 2 : isFirstOfPair(text, index) ? 4 : 3;
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
