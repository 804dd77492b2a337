/**
 * The index of the first byte that is not well-formed UTF-8 (RFC 3629: no overlong form, no surrogate, nothing past U+10FFFF), or
 * -1 where all of them are. A sequence that is cut short counts as bad at its first byte. One pass.
 */
export function firstBadUtf8(bytes: Uint8Array, from = 0): number {
  const length = bytes.length;
  let i = from;
  while (i < length) {
    const size = utf8SequenceAt(bytes, i);
    if (size === 0) return i;
    i += size;
  }
  return -1;
}

/** How many bytes the well-formed UTF-8 sequence at `index` takes (1–4), or 0 where there is none. */
export function utf8SequenceAt(bytes: Uint8Array, index: number): number {
  const lead = bytes[index] ?? 0xff;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const second = bytes[index + 1] ?? 0;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let k = 2; k < size; k++) {
    if (((bytes[index + k] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return size;
}

/** How many well-formed multi-byte sequences and how many bytes outside any sequence there are: tells damaged UTF-8 from another encoding. */
export function utf8Evidence(bytes: Uint8Array): { readonly sequences: number; readonly bad: number } {
  let sequences = 0;
  let bad = 0;
  for (let i = 0; i < bytes.length;) {
    const size = utf8SequenceAt(bytes, i);
    if (size === 0) bad++;
    else if (size > 1) sequences++;
    i += Math.max(1, size);
  }
  return { sequences, bad };
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Bytes that are decoded at a time. Engines read ASCII many times as fast as other text, but only up to the first other character:
 * in pieces, a few curly quotes slow down no more than the pieces that they stand in.
 */
const pieceLength = 2048;

/** Bytes of a piece of text: engines have room at hand for strings of this size, and ask the system for that of longer ones. */
const textPieceLength = 8 * pieceLength;

/** The text of UTF-8 bytes as it is, BOM and CRs included; null where they are not UTF-8, since writing a guess back would destroy them. */
export function utf8Text(bytes: Uint8Array): string | null {
  const pieces = utf8Pieces(bytes);
  return pieces && together(pieces);
}

/** As `utf8Text`, in pieces that end between characters. */
export function utf8Pieces(bytes: Uint8Array): string[] | null {
  const pieces: string[] = [];
  try {
    for (let from = 0; from < bytes.length;) {
      const end = Math.min(from + textPieceLength, bytes.length);
      let text = '';
      while (from < end) {
        const to = firstOfCharacter(bytes, from + pieceLength);
        text += strict.decode(bytes.subarray(from, to));
        from = to;
      }
      pieces.push(text);
    }
  } catch {
    // TextDecoder says nothing more than that some byte is not UTF-8.
    return null;
  }
  return pieces;
}

/** Pieces as one text, which engines copy together only when somebody looks into it. */
export function together(pieces: readonly string[]): string {
  let text = '';
  for (const piece of pieces) text += piece;
  return text;
}

/** `index`, or where the character begins that it lies within. In bytes that are no UTF-8 anything will do: they are refused wherever they are cut. */
function firstOfCharacter(bytes: Uint8Array, index: number): number {
  let at = Math.min(index, bytes.length);
  for (let back = 0; back < 3 && ((bytes[at] ?? 0) & 0xc0) === 0x80; back++) at--;
  return at;
}

/** The text of bytes without BOM, U+FFFD where they are not UTF-8: for what is only read and never written back, such as the lines of a log. */
export function readableText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}
