import { say } from '../base/say';
import type { Problem } from '../base/problem';
import { err, ok, type Result } from '../base/result';
import { decodeAs, decodeStrictly, encodingName, guessLegacyEncoding } from './encodings';
import { toLf, withLfBreaks, type LfText } from './lfText';
import { maxSourceBytes } from './limits';
import { firstBadUtf8, readableText, together, utf8Evidence, utf8Pieces } from './utf8';

/** A file's text, and how its bytes were read. */
export interface Decoded {
  readonly text: LfText;
  /** Canonical lower-case name: `utf-8`, `utf-16le`, `utf-32be`, `windows-1252` … */
  readonly encoding: string;
  readonly hadBom: boolean;
  /** What was guessed or lost, as warnings; empty where there was no doubt. */
  readonly problems: readonly Problem[];
}

/** A file of the study as text, and the same text in pieces that end between characters. */
export interface DecodedStudyText extends Decoded {
  readonly pieces: readonly string[];
}

/** How to read a source. */
export interface DecodeOptions {
  /** The encoding that the person chose, by any of its usual names; without it, it is found out. */
  readonly encoding?: string;
}

/** Share of control characters above which a file is taken for something other than text. */
const CONTROL_SHARE = 0.01;

const carriageReturn = 0x0d;
const utf8BomLength = 3;

/**
 * Reads the bytes of a source as text: by the encoding chosen, else by its byte order mark, else as UTF-16 or UTF-32 where the
 * pattern of NULs says so, else as UTF-8 where it is well-formed, else in the legacy encoding that it is most likely in (with a
 * warning). Refused, with a reason: a file over 50 MB, an encoding that is unknown, a file that is no text. An empty file is an
 * empty text. A byte that has no character becomes U+FFFD, with a warning; nothing is dropped but the mark and CRs.
 */
export function decodeSource(bytes: Uint8Array, options: DecodeOptions = {}): Result<Decoded, Problem> {
  const tooLarge = sizeProblem(bytes);
  if (tooLarge) return err(tooLarge);
  const bom = bomOf(bytes);
  if (options.encoding !== undefined) {
    const chosen = encodingName(options.encoding);
    if (chosen === undefined) return err(unknownEncoding(options.encoding));
    // A mark settles the byte order, whichever of the two was named.
    const sameFamily = bom !== undefined && bom.slice(0, 6) === chosen.slice(0, 6);
    return finish(bytes, sameFamily ? bom : chosen, sameFamily, []);
  }
  if (bom !== undefined) return finish(bytes, bom, true, []);
  const kind = foreignKind(bytes);
  if (kind !== undefined) return err(notText(kind));
  if (bytes.includes(0)) {
    const wide = wideEncoding(bytes);
    return wide === undefined ? err(notText(say('It holds NUL bytes'))) : finish(bytes, wide, false, []);
  }
  const utf8 = decodeStrictly(bytes, 'utf-8');
  if (isFullOfControls(bytes, utf8 === undefined ? undefined : [utf8]))
    return err(notText(say('It is full of control characters')));
  if (utf8 !== undefined) return ok({ text: toLf(utf8), encoding: 'utf-8', hadBom: false, problems: [] });
  const evidence = utf8Evidence(bytes);
  // Text in another encoding has next to no well-formed UTF-8 sequences; a UTF-8 file with a few broken bytes has many.
  if (evidence.sequences > 4 * evidence.bad) return finish(bytes, 'utf-8', false, []);
  const guess = guessLegacyEncoding(bytes);
  return finish(bytes, guess, false, [
    {
      severity: 'warning',
      rule: 'guessed-encoding',
      message: say('The file is not in a Unicode encoding; it was read as {0}, which is a guess.', guess),
      remedy: say(
        'Look at its accented letters and quotation marks; where they are wrong, import it again with --encoding and the right name.',
      ),
    },
  ]);
}

/**
 * Reads a file of the study, which has to be UTF-8. Where it is not, the problem says at which line and column the first bad byte
 * stands, what the file most likely is, and what to do. An empty file is an empty text with a warning.
 */
export function decodeStudyText(bytes: Uint8Array): Result<DecodedStudyText, Problem> {
  const tooLarge = sizeProblem(bytes);
  if (tooLarge) return err(tooLarge);
  const hadBom = bomOf(bytes) === 'utf-8';
  const utf8 = bytes.includes(0) ? null : utf8Pieces(hadBom ? bytes.subarray(utf8BomLength) : bytes);
  if (utf8 === null) return err(notUtf8(bytes));
  if (isFullOfControls(bytes, utf8)) return err(notText(say('It is full of control characters')));
  const problems: Problem[] = utf8.length === 0 ? [emptyText()] : [];
  // Some programs write the mark twice.
  if (hadBom && utf8[0]?.charCodeAt(0) === 0xfeff) utf8[0] = utf8[0].slice(1);
  const pieces = bytes.includes(carriageReturn) ? [withLfBreaks(together(utf8))] : utf8;
  return ok({ text: together(pieces) as LfText, pieces, encoding: 'utf-8', hadBom, problems });
}

const emptyText = (): Problem => ({
  severity: 'warning',
  rule: 'no-text',
  message: say('The file is empty.'),
  remedy: say('Bring its text back from a backup, or take it out of the study.'),
});

function notUtf8(bytes: Uint8Array): Problem {
  const bom = bomOf(bytes);
  const kind = bom === undefined || bom === 'utf-8' ? foreignKind(bytes) : undefined;
  if (kind !== undefined) return notText(kind);
  const wide = bom !== undefined && bom !== 'utf-8' ? bom : bytes.includes(0) ? wideEncoding(bytes) : undefined;
  if (wide === undefined && bytes.includes(0)) return notText(say('It holds NUL bytes'));
  const at = Math.max(0, firstBadUtf8(bytes));
  const { line, column } = placeOf(bytes, at);
  return {
    severity: 'error',
    rule: 'not-utf-8',
    message:
      wide === undefined
        ? say('The file is not UTF-8 from here on; most likely it is in an older encoding such as windows-1252.')
        : say('The file is not UTF-8 from here on; most likely it is {0}.', wide),
    remedy: say(
      'Save it as UTF-8 (in VS Code: “Save with Encoding”), or move it out of the study and bring it in with “verbatim import”, which finds the encoding.',
    ),
    line,
    column,
  };
}

/** Line and column, both from 1, of a byte; all before it is well-formed UTF-8. */
function placeOf(bytes: Uint8Array, at: number): { line: number; column: number } {
  const before = toLf(readableText(bytes.subarray(0, at)));
  let line = 1;
  let start = 0;
  for (let i = before.indexOf('\n'); i >= 0; i = before.indexOf('\n', i + 1)) {
    line++;
    start = i + 1;
  }
  return { line, column: before.length - start + 1 };
}

function finish(
  bytes: Uint8Array,
  encoding: string,
  hadBom: boolean,
  problems: readonly Problem[],
): Result<Decoded, Problem> {
  const { text: raw, replaced } = decodeAs(bytes, encoding);
  if (raw.includes('\0')) return err(notText(say('It holds NUL characters')));
  if (tooManyControls(raw)) return err(notText(say('It is full of control characters')));
  const text = toLf(raw);
  return ok({ text, encoding, hadBom, problems: replaced ? [...problems, badBytes(text, encoding)] : problems });
}

function badBytes(text: string, encoding: string): Problem {
  const first = text.indexOf('\ufffd');
  let count = 0;
  for (let i = first; i >= 0; i = text.indexOf('\ufffd', i + 1)) count++;
  const before = text.slice(0, first);
  return {
    severity: 'warning',
    rule: 'bad-bytes',
    message:
      count === 1
        ? say('One place is not {0} and now read “�”; the first is here.', encoding)
        : say('{0} places are not {1} and now read “�”; the first is here.', count, encoding),
    remedy: say('Mend them by hand, or import the file again with --encoding and the right name.'),
    line: before.split('\n').length,
    column: first - before.lastIndexOf('\n'),
  };
}

/** The encoding that a byte order mark stands for, or undefined. */
function bomOf(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  // FF FE 00 00 could be UTF-16 that begins with NUL, which no text does.
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 && bytes.length % 4 === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  return undefined;
}

/** UTF-16 or UTF-32 without a byte order mark: the one in which the bytes are sound text, judged where NULs stand. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 64 * 1024);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < sample.length; i++) {
    if (sample[i] !== 0) continue;
    if (i % 2 === 0) even++;
    else odd++;
  }
  const candidates: string[] = [];
  if (bytes.length % 4 === 0 && even + odd >= sample.length / 2) candidates.push('utf-32le', 'utf-32be');
  // One text in two bytes a character has many NULs on one side (each space, digit and line break) and next to none on the other.
  const enough = sample.length / 100;
  if (bytes.length % 2 === 0 && odd > enough && even <= odd / 20) candidates.push('utf-16le');
  if (bytes.length % 2 === 0 && even > enough && odd <= even / 20) candidates.push('utf-16be');
  return candidates.find((encoding) => {
    const text = decodeStrictly(bytes, encoding);
    return text !== undefined && !text.includes('\0') && !tooManyControls(text);
  });
}

/** Names the kind of a file that is known by its first bytes and is no plain text, or undefined. */
function foreignKind(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 8));
  if (head.startsWith('PK\x03\x04')) return say('It is a Word document or another zip archive');
  if (head.startsWith('\xd0\xcf\x11\xe0')) return say('It is an old Word document or another Office file');
  if (head.startsWith('%PDF-')) return say('It is a PDF');
  if (head.startsWith('{\\rtf')) return say('It is an RTF document');
  if (head.startsWith('\x89PNG') || head.startsWith('\xff\xd8\xff') || head.startsWith('GIF8'))
    return say('It is a picture');
  if (head.startsWith('ID3') || head.startsWith('RIFF') || head.startsWith('OggS')) return say('It is a recording');
  return undefined;
}

/** The control characters below the space but for tab, LF, VT, FF and CR. */
const CONTROL = new RegExp(
  `[${String.fromCharCode(0)}-${String.fromCharCode(8)}${String.fromCharCode(14)}-${String.fromCharCode(31)}]`,
);

/**
 * True where more control characters stand in the bytes (ASCII, UTF-8 or a legacy encoding) than in any text. Hardly a text has one,
 * and a pattern says so many times faster than counting bytes; `utf8` is the decoded text in pieces where it is known.
 */
function isFullOfControls(bytes: Uint8Array, utf8: readonly string[] | undefined): boolean {
  if (utf8 !== undefined && !utf8.some((piece) => CONTROL.test(piece))) return false;
  let controls = 0;
  for (const byte of bytes) if (byte < 0x20 && !isTextControl(byte)) controls++;
  return controls > bytes.length * CONTROL_SHARE;
}

/** Tab, LF, VT, FF and CR are part of text. */
function isTextControl(unit: number): boolean {
  return unit >= 0x09 && unit <= 0x0d;
}

function tooManyControls(text: string): boolean {
  let controls = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20 && !isTextControl(unit)) controls++;
  }
  return controls > text.length * CONTROL_SHARE;
}

function notText(why: string): Problem {
  return {
    severity: 'error',
    rule: 'not-text',
    message: say('The file is not plain text. {0}.', why),
    remedy: say('Open it in the program that made it and save it as plain text (UTF-8), then import that.'),
  };
}

function sizeProblem(bytes: Uint8Array): Problem | undefined {
  if (bytes.length <= maxSourceBytes) return undefined;
  return {
    severity: 'error',
    rule: 'too-large',
    message: say(
      'The file has {0} MB; a source may have {1} MB.',
      Math.ceil(bytes.length / 1024 / 1024),
      maxSourceBytes / 1024 / 1024,
    ),
    remedy: say('Split it into several files, one an interview.'),
  };
}

function unknownEncoding(label: string): Problem {
  return {
    severity: 'error',
    rule: 'unknown-encoding',
    message: say('“{0}” is no encoding that can be read.', label.slice(0, 40)),
    remedy: say('Name one such as utf-8, utf-16le, windows-1252, windows-1251, shift_jis or gb18030.'),
  };
}
