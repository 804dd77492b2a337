/** A time as a transcript writes it, and where it ends. */
export interface ClockReading {
  /** Seconds; negative before the beginning. */
  readonly seconds: number;
  /** The offset behind the last digit. */
  readonly end: number;
  /** How many parts it has: 4 with days. */
  readonly parts: number;
}

/**
 * Reads a time at `from`: `M:SS`, `H:MM:SS` or `DD:HH:MM:SS`, each with an optional fraction behind a dot or a comma and an optional
 * minus sign. Undefined where there is none, where seconds or inner minutes reach 60, inner hours 24, or a digit follows at once.
 * Reads at most 32 units.
 */
export function readClock(text: string, from: number): ClockReading | undefined {
  const negative = text.charAt(from) === '-' || text.charAt(from) === '−';
  const parts: number[] = [];
  let at = negative ? from + 1 : from;
  for (;;) {
    const start = at;
    let value = 0;
    for (; isDigit(text, at) && at - start < 4; at++) value = value * 10 + text.charCodeAt(at) - 0x30;
    const digits = at - start;
    // The first part may be written short; the others have two digits (some programs write one for the hours' minutes).
    if (digits === 0 || digits > (parts.length === 0 ? 4 : 2)) return undefined;
    parts.push(value);
    if (text.charAt(at) !== ':' || !isDigit(text, at + 1)) break;
    if (parts.length === 4) return undefined;
    at++;
  }
  if (parts.length < 2 || !isInRange(parts)) return undefined;
  // A single digit of seconds is no time: “10:3” is a ratio or a verse.
  if (!isDigit(text, at - 2)) return undefined;
  let fraction = 0;
  const sign = text.charAt(at);
  if ((sign === '.' || sign === ',') && isDigit(text, at + 1)) {
    const start = at + 1;
    at = start;
    while (isDigit(text, at) && at - start < 9) at++;
    fraction = Number(text.slice(start, at)) / 10 ** (at - start);
  }
  if (isDigit(text, at) || text.charAt(at) === ':') return undefined;
  const seconds = parts.reduce((sum, part, i) => sum * (parts.length === 4 && i === 1 ? 24 : 60) + part, 0);
  const total = Math.round((seconds + fraction) * 1e6) / 1e6;
  return { seconds: negative ? 0 - total : total, end: at, parts: parts.length };
}

function isInRange(parts: readonly number[]): boolean {
  return parts.every((part, i) => i === 0 || part < (parts.length === 4 && i === 1 ? 24 : 60));
}

function isDigit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0x30 && unit <= 0x39;
}

/** A time in brackets, perhaps with an end: `[00:00:02]`, `(0:02)`, `[00:02 - 00:12]`, and as Markdown escapes it, `\[04:11\]`. */
export interface BracketedClock {
  readonly start: number;
  readonly endTime: number | null;
  /** How many parts its first time has: 4 with days. */
  readonly parts: number;
  /** The offset behind the closing bracket. */
  readonly end: number;
}

const closing: ReadonlyMap<string, string> = new Map([
  ['[', ']'],
  ['(', ')'],
  ['<', '>'],
  ['{', '}'],
]);

const unitsOf = (signs: Iterable<string>): ReadonlySet<number> => new Set([...signs].map((sign) => sign.charCodeAt(0)));

/** Opening brackets, a backslash before one, and both minus signs. */
const openings = unitsOf([...closing.keys(), '\\', '-', '−']);

const endings = unitsOf(closing.values());

/** False for a unit with which neither a time nor one in brackets can begin: nearly every line is told by it. */
export function mayBeginClock(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || openings.has(unit);
}

/** False for a unit with which neither a time nor one in brackets can end. */
export function mayEndClock(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || endings.has(unit);
}

/** Reads a time in brackets at `from`, or undefined. Spaces may stand inside the brackets. Reads at most some 100 units. */
export function readBracketedClock(text: string, from: number): BracketedClock | undefined {
  let at = text.charAt(from) === '\\' ? from + 1 : from;
  const close = closing.get(text.charAt(at));
  if (close === undefined) return undefined;
  at = skipSpaces(text, at + 1);
  const first = readClock(text, at);
  if (first === undefined) return undefined;
  at = skipSpaces(text, first.end);
  let endTime: number | null = null;
  const dash = text.startsWith('-->', at) ? 3 : '-–—'.includes(text.charAt(at) || 'x') ? 1 : 0;
  if (dash > 0) {
    const last = readClock(text, skipSpaces(text, at + dash));
    if (last === undefined) return undefined;
    endTime = last.seconds;
    at = skipSpaces(text, last.end);
  }
  if (text.charAt(at) === '\\') at++;
  return text.charAt(at) === close ? { start: first.seconds, endTime, parts: first.parts, end: at + 1 } : undefined;
}

/** The first offset at or after `from`, within eight units, that holds neither space, no-break space nor tab. */
export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (at < from + 8 && ' \t\u00a0'.includes(text.charAt(at) || 'x')) at++;
  return at;
}
