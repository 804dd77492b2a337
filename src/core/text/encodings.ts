import { analyse } from 'chardet';
import { utf8Text } from './utf8';

/** How many bytes an encoding is guessed from. */
const SAMPLE = 64 * 1024;

/** What a guess is called where it is of a family whose later, larger member every browser and editor reads in its place. */
const wider: ReadonlyMap<string, string> = new Map([
  ['iso-8859-1', 'windows-1252'],
  ['iso-8859-8', 'windows-1255'],
  ['iso-8859-9', 'windows-1254'],
]);

/**
 * The canonical lower-case name of an encoding as a person may write it (`Latin1`, `cp1252`, `UTF-16`), or undefined for one that
 * cannot be read. Names are those of the WHATWG Encoding Standard, and UTF-32.
 */
export function encodingName(label: string): string | undefined {
  const name = label.trim().toLowerCase();
  if (name.length > 40) return undefined;
  if (/^utf-?32(?:-?le)?$/.test(name)) return 'utf-32le';
  if (/^utf-?32-?be$/.test(name)) return 'utf-32be';
  return decoderFor(name)?.name ?? decoderFor(name.replace(/^cp-?(?=\d)/, 'windows-'))?.name;
}

function decoderFor(label: string): { readonly name: string } | undefined {
  try {
    return { name: new TextDecoder(label).encoding };
  } catch {
    return undefined;
  }
}

/** The outcome of decoding: the text without its byte order mark, and whether bytes had to be written as U+FFFD. */
export interface RawDecoded {
  readonly text: string;
  readonly replaced: boolean;
}

/** Decodes bytes by the canonical name of an encoding; bytes that it has no character for become U+FFFD. A byte order mark is taken off. */
export function decodeAs(bytes: Uint8Array, encoding: string): RawDecoded {
  if (encoding === 'utf-32le' || encoding === 'utf-32be') return decodeUtf32(bytes, encoding === 'utf-32le');
  const strict = decodeStrictly(bytes, encoding);
  return strict === undefined
    ? { text: new TextDecoder(encoding).decode(bytes), replaced: true }
    : { text: strict, replaced: false };
}

/** Decodes bytes, or gives undefined where one of them has no meaning in the encoding. A byte order mark is taken off. */
export function decodeStrictly(bytes: Uint8Array, encoding: string): string | undefined {
  if (encoding === 'utf-32le' || encoding === 'utf-32be') {
    const { text, replaced } = decodeUtf32(bytes, encoding === 'utf-32le');
    return replaced ? undefined : text;
  }
  if (encoding === 'utf-8') {
    const text = utf8Text(bytes);
    return text === null ? undefined : text.startsWith('\ufeff') ? text.slice(1) : text;
  }
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return encoding === 'windows-1252' ? withoutLatin1(text) : text;
  } catch {
    return undefined;
  }
}

/** What 0x80–0x9F are in windows-1252; where it has nothing, the Encoding Standard keeps the control character. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

// Some versions of Node decode windows-1252 as if it were Latin-1, which has control characters for quotation marks and dashes.
function withoutLatin1(text: string): string {
  return hasC1(text) ? text.replace(/[\x80-\x9f]/g, (sign) => windows1252.charAt(sign.charCodeAt(0) - 0x80)) : text;
}

// No TextDecoder knows UTF-32, so it is read by hand.
function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): RawDecoded {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 4);
  const parts: string[] = [];
  let replaced = whole !== bytes.length;
  let chunk: number[] = [];
  for (let i = 0; i < whole; i += 4) {
    const point = view.getUint32(i, littleEndian);
    if (i === 0 && point === 0xfeff) continue;
    const valid = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    replaced ||= !valid;
    chunk.push(valid ? point : 0xfffd);
    if (chunk.length === 4096) {
      parts.push(String.fromCodePoint(...chunk));
      chunk = [];
    }
  }
  parts.push(String.fromCodePoint(...chunk), whole === bytes.length ? '' : '\ufffd');
  return { text: parts.join(''), replaced };
}

/**
 * The encoding that bytes which are no Unicode text are most likely in, by the frequencies of their bytes. Among the guesses only
 * one counts that has a character for each byte and no control characters of the C1 block; where none does, it is windows-1252,
 * the most common one. A guess: always tell the person.
 */
export function guessLegacyEncoding(bytes: Uint8Array): string {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  const start = Math.max(0, Math.min(first, bytes.length - SAMPLE));
  const sample = bytes.subarray(start, start + SAMPLE);
  for (const { name, confidence } of analyse(sample)) {
    const known = encodingName(name);
    if (known === undefined || confidence < 10 || known.startsWith('utf-')) continue;
    const encoding = wider.get(known) ?? known;
    const text = decodeStrictly(bytes, encoding);
    if (text !== undefined && !hasC1(text)) return encoding;
  }
  return 'windows-1252';
}

function hasC1(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // U+0085 is a line break of mainframes and does occur in text.
    if (unit >= 0x80 && unit < 0xa0 && unit !== 0x85) return true;
  }
  return false;
}
