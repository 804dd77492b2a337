import type { Steps } from '../base/steps';
import type { LfText } from '../text/lfText';
import { mayBeginClock, mayEndClock, readBracketedClock, readClock, skipSpaces } from './clock';
import { isBlank, linesAtOnce, skipBlanks, skipBlanksBack, type Line } from './lines';
import { acceptedLabels, isLabel, isNameLike, maxLabelLength, readColonLabel } from './speakerLabel';
import type { Transcript, TranscriptStyle } from './transcript';
import { turnsFrom, type TurnStart } from './turnStart';

/** The styles in which a line of plain text begins a turn. */
type LineStyle = Extract<
  TranscriptStyle,
  'speaker-colon' | 'time-speaker-colon' | 'speaker-time-colon' | 'speaker-time-line'
>;

const colon = 0x3a;
const wideColon = 0xff1a;
const squareBracket = 0x5b;
const roundBracket = 0x28;

const isColon = (text: string, at: number): boolean =>
  text.charCodeAt(at) === colon || text.charCodeAt(at) === wideColon;

interface Head {
  readonly style: LineStyle;
  readonly start: TurnStart;
  /** Where its line ends. */
  readonly lineEnd: number;
}

/**
 * Reads plain text in which a line names who speaks: `Doctor: …`, `[00:00:02] Doctor: …`, `Doctor (0:02): …`, or the name and a time
 * on a line of their own (`Doctor  0:02`, `Doctor: (00:02)`). `lines` are those of the text that are not blank. Undefined where too
 * little speaks for speakers. In a text with times, a line without one begins a turn where its label is known from those that have
 * one. Linear time.
 */
export function* readSpeakerLines(text: LfText, lines: readonly Line[]): Steps<Transcript | undefined> {
  const heads: Head[] = [];
  for (const [i, line] of lines.entries()) {
    if (i % linesAtOnce === 0) yield;
    const head = headOf(text, line);
    if (head) heads.push(head);
  }
  yield;
  const untimed = heads.filter((head) => head.style === 'speaker-colon');
  const accepted = speakersOf(text, untimed, lines.length);
  const style = dominantStyle(heads, untimed.filter((head) => accepted.has(nameOf(head))).length, lines[0]);
  if (style === undefined) return undefined;
  const speakers =
    style === 'speaker-colon' ? accepted : new Set(heads.filter((head) => head.style === style).map(nameOf));
  const starts = heads.filter((head) => speakers.has(nameOf(head))).map((head) => head.start);
  return { style, turns: yield* turnsFrom(text, starts) };
}

const nameOf = (head: Head): string => head.start.label.name;

/**
 * The accepted labels. In scripts without capitals nothing tells a name from a phrase, so one that occurs once has to stand as most
 * others do: alone on its line, or before words.
 */
function speakersOf(text: string, heads: readonly Head[], lines: number): ReadonlySet<string> {
  const accepted = acceptedLabels(heads.map(nameOf), lines);
  const counts = new Map<string, number>();
  for (const head of heads) counts.set(nameOf(head), (counts.get(nameOf(head)) ?? 0) + 1);
  const doubtful = heads.filter((head) => counts.get(nameOf(head)) === 1 && isUncased(nameOf(head)));
  if (doubtful.length === 0) return accepted;
  const repeated = heads.filter((head) => accepted.has(nameOf(head)) && counts.get(nameOf(head)) !== 1);
  if (repeated.length === 0) return accepted;
  const isAlone = ({ start, lineEnd }: Head): boolean => isBlank(text, start.body, lineEnd);
  const mostAlone = repeated.filter(isAlone).length * 2 > repeated.length;
  const odd = new Set(doubtful.filter((head) => isAlone(head) !== mostAlone).map(nameOf));
  return new Set([...accepted].filter((name) => !odd.has(name)));
}

const isUncased = (name: string): boolean => name.toLowerCase() === name.toUpperCase();

/** The style in which most turns are written; `untimed` is how many begin with an accepted label and no time. */
function dominantStyle(heads: readonly Head[], untimed: number, first: Line | undefined): LineStyle | undefined {
  let best: { style: LineStyle; count: number } | undefined;
  for (const style of ['time-speaker-colon', 'speaker-time-colon', 'speaker-time-line'] as const) {
    const found = heads.filter((head) => head.style === style);
    const opens = found[0] !== undefined && first !== undefined && found[0].start.at < first.end;
    // A name and a time is strong evidence; one such line inside an essay is still none.
    if (found.length >= 2 || opens) {
      if (found.length > (best?.count ?? 0)) best = { style, count: found.length };
    }
  }
  if (best && best.count >= untimed * 0.3) return best.style;
  return untimed > 0 ? 'speaker-colon' : undefined;
}

function headOf(text: string, line: Line): Head | undefined {
  return (
    timeThenSpeaker(text, line) ?? speakerThenTime(text, line) ?? speakerAndTimeAlone(text, line) ?? speaker(text, line)
  );
}

/** `[00:00:02] Doctor: …` or `00:00:02 Doctor: …` */
function timeThenSpeaker(text: string, line: Line): Head | undefined {
  const at = skipBlanks(text, line.start, line.end);
  if (!mayBeginClock(text.charCodeAt(at))) return undefined;
  const bracketed = readBracketedClock(text, at);
  const clock = bracketed ?? readBareClock(text, at);
  if (clock === undefined || clock.end >= line.end) return undefined;
  const label = readColonLabel(text, clock.end, line.end);
  if (label === undefined) return undefined;
  return head('time-speaker-colon', at, label, clock, label.after, line.end);
}

function readBareClock(text: string, at: number): { start: number; endTime: null; end: number } | undefined {
  const clock = readClock(text, at);
  if (clock === undefined || !' \t\u00a0-–'.includes(text.charAt(clock.end) || 'x')) return undefined;
  const next = skipSpaces(text, clock.end);
  const dash = text.charAt(next) === '-' || text.charAt(next) === '–';
  return { start: clock.seconds, endTime: null, end: dash ? next + 1 : clock.end };
}

/** `Doctor [00:00:02]: …`, `Speaker 1 (0:02): …`, and without the colon where the name is written like one. */
function speakerThenTime(text: string, line: Line): Head | undefined {
  const start = skipBlanks(text, line.start, line.end);
  const limit = Math.min(line.end, start + maxLabelLength + 2);
  for (let at = start + 1; at < limit; at++) {
    const sign = text.charCodeAt(at);
    if (sign === colon || sign === wideColon) return undefined;
    if (sign !== squareBracket && sign !== roundBracket) continue;
    const clock = readBracketedClock(text, at);
    if (clock === undefined) continue;
    const end = skipBlanksBack(text, start, at);
    const name = text.slice(start, end);
    if (!isLabel(name)) return undefined;
    const behind = skipSpaces(text, clock.end);
    if (isColon(text, behind))
      return head('speaker-time-colon', start, { name, start, end }, clock, behind + 1, line.end);
    // Alone on its line it is another style.
    if (behind >= line.end || !isNameLike(name)) return undefined;
    return head('speaker-time-colon', start, { name, start, end }, clock, behind, line.end);
  }
  return undefined;
}

/** `Doctor  0:02`, `Doctor: (00:02)`, `Doctor [00:00:02]`, with nothing else on the line. */
function speakerAndTimeAlone(text: string, line: Line): Head | undefined {
  const start = skipBlanks(text, line.start, line.end);
  const lineEnd = skipBlanksBack(text, start, line.end);
  if (lineEnd - start > maxLabelLength + 40 || !mayEndClock(text.charCodeAt(lineEnd - 1))) return undefined;
  for (let at = lineEnd - 4; at > start; at--) {
    const bracketed = readBracketedClock(text, at);
    if (!' \t\u00a0'.includes(text.charAt(at - 1)) && bracketed === undefined) continue;
    const bare = bracketed === undefined ? readClock(text, at) : undefined;
    if ((bracketed ?? bare)?.end !== lineEnd) continue;
    const space = skipBlanksBack(text, start, at);
    const labelled = isColon(text, space - 1);
    const end = skipBlanksBack(text, start, labelled ? space - 1 : space);
    const name = text.slice(start, end);
    if (name.includes(':') || !isLabel(name) || (!labelled && !isNameLike(name))) return undefined;
    const clock = bracketed ?? { start: bare?.seconds ?? 0, endTime: null };
    return head('speaker-time-line', start, { name, start, end }, clock, lineEnd, line.end);
  }
  return undefined;
}

/** `Doctor: …` */
function speaker(text: string, line: Line): Head | undefined {
  const label = readColonLabel(text, line.start, line.end);
  if (label === undefined) return undefined;
  return head('speaker-colon', label.start, label, { start: null, endTime: null }, label.after, line.end);
}

function head(
  style: LineStyle,
  at: number,
  label: { readonly name: string; readonly start: number; readonly end: number },
  clock: { readonly start: number | null; readonly endTime: number | null },
  body: number,
  lineEnd: number,
): Head {
  const { name, start, end } = label;
  const { start: startTime, endTime } = clock;
  return { style, start: { at, label: { name, start, end }, startTime, endTime, body }, lineEnd };
}
