import type { LfText } from '../text/lfText';
import { span, type Span } from '../text/span';
import { readClock, skipSpaces } from './clock';
import { linesOf, type Line } from './lines';

/** What is wrong with a file of cues, by kind and the offset where it stands. */
export interface CueFault {
  readonly kind: 'no-header' | 'bad-time' | 'time-order' | 'stray-text' | 'empty-cue' | 'no-cues';
  readonly at: number;
}

/** One cue of a WebVTT or SubRip file. */
export interface Cue {
  /** From its identifier (or its times) to the end of its text. */
  readonly span: Span;
  /** The line above the times, or null. */
  readonly identifier: string | null;
  /** Seconds, or null where the times cannot be read. */
  readonly startTime: number | null;
  readonly endTime: number | null;
  /** Its text; empty where it has none. */
  readonly payload: Span;
}

/** The cues of a file, in file order, and what is wrong with it. */
export interface CueReading {
  readonly cues: readonly Cue[];
  readonly faults: readonly CueFault[];
}

/**
 * Reads the cues of a WebVTT (https://www.w3.org/TR/webvtt1/) or SubRip file, more gently than a player: a cue whose times cannot be
 * read keeps its words, cues need no blank line between them, dots and commas both mark fractions, the header may be missing. What
 * is wrong is told as faults. `NOTE`, `STYLE` and `REGION` blocks of WebVTT are no cues. In SubRip, text behind a blank line goes on
 * with the cue above it. Linear time.
 */
export function readCues(text: LfText, format: 'vtt' | 'srt'): CueReading {
  const lines = linesOf(text);
  const faults: CueFault[] = [];
  const cues: Cue[] = [];
  let i = 0;
  if (format === 'vtt') {
    if (isVttHeader(text)) i = skipHeader(text, lines);
    else faults.push({ kind: 'no-header', at: 0 });
  }
  while (i < lines.length) {
    const line = lines[i];
    if (line === undefined || line.blank) {
      i++;
      continue;
    }
    const next = lines[i + 1];
    if (isTiming(text, line)) {
      i = readCue(text, lines, i, i, cues, faults);
    } else if (format === 'vtt' && isBlock(text, line)) {
      i = endOfBlock(text, lines, i + 1);
    } else if (next && isTiming(text, next)) {
      i = readCue(text, lines, i, i + 1, cues, faults);
    } else {
      const end = endOfBlock(text, lines, i + 1);
      const last = cues.at(-1);
      if (format === 'srt' && last) cues[cues.length - 1] = longer(text, last, lines, i, end);
      else if (!isTiming(text, lines[end] ?? line)) faults.push({ kind: 'stray-text', at: line.start });
      i = end;
    }
  }
  if (cues.length === 0) faults.push({ kind: 'no-cues', at: 0 });
  return { cues, faults };
}

/** True where the text begins as WebVTT has to: the word `WEBVTT`, alone or with a space, a tab or a line break behind it. */
export function isVttHeader(text: string): boolean {
  if (!text.startsWith('WEBVTT')) return false;
  return text.length === 6 || ' \t\n'.includes(text.charAt(6));
}

function skipHeader(text: string, lines: readonly Line[]): number {
  let i = 1;
  // The header ends at a blank line; some programs leave it out.
  while (i < lines.length && lines[i]?.blank === false) {
    const [line, next] = [lines[i], lines[i + 1]];
    if (line && isTiming(text, line)) break;
    if (line && next && isTiming(text, next) && !text.slice(line.start, line.end).includes(':')) break;
    i++;
  }
  return i;
}

function isTiming(text: string, line: Line): boolean {
  // A line of speech may hold an arrow too: times begin with a digit, and little stands before the arrow.
  const head = text.slice(line.start, Math.min(line.end, line.start + 40));
  return /^\s{0,8}[-−]?\d/.test(head) && head.includes('-->');
}

function isBlock(text: string, line: Line): boolean {
  const head = text.slice(line.start, Math.min(line.end, line.start + 8)).trimEnd();
  return head === 'STYLE' || head === 'REGION' || head === 'NOTE' || /^NOTE[ \t]/.test(head);
}

/** The first line at or after `from` that is blank or holds cue times, or whose next one holds them and which is a number. */
function endOfBlock(text: string, lines: readonly Line[], from: number): number {
  let i = from;
  for (; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined || line.blank || isTiming(text, line)) break;
    const next = lines[i + 1];
    if (next && isTiming(text, next) && isNumber(text, line)) break;
  }
  return i;
}

function isNumber(text: string, line: Line): boolean {
  return line.end - line.start <= 12 && /^\s*\d+\s*$/.test(text.slice(line.start, line.end));
}

function readCue(
  text: string,
  lines: readonly Line[],
  first: number,
  timing: number,
  cues: Cue[],
  faults: CueFault[],
): number {
  const head = lines[first] as Line;
  const times = lines[timing] as Line;
  const end = endOfBlock(text, lines, timing + 1);
  const last = lines[end - 1] as Line;
  const payload = end > timing + 1 ? span(times.end + 1, last.end) : span(times.end, times.end);
  const clock = readTimes(text, times);
  if (clock.end === null || clock.start === null) faults.push({ kind: 'bad-time', at: times.start });
  else if (clock.end < clock.start) faults.push({ kind: 'time-order', at: times.start });
  if (payload.start === payload.end) faults.push({ kind: 'empty-cue', at: times.start });
  cues.push({
    span: span(head.start, last.end),
    identifier: first < timing ? text.slice(head.start, Math.min(head.end, head.start + 200)).trim() : null,
    startTime: clock.start,
    endTime: clock.end,
    payload,
  });
  return end;
}

function longer(text: string, cue: Cue, lines: readonly Line[], from: number, end: number): Cue {
  const start = (lines[from] as Line).start;
  const last = (lines[end - 1] as Line).end;
  const hadText = text.slice(cue.payload.start, cue.payload.end).trim() !== '';
  return { ...cue, span: span(cue.span.start, last), payload: span(hadText ? cue.payload.start : start, last) };
}

function readTimes(text: string, line: Line): { readonly start: number | null; readonly end: number | null } {
  const arrow = text.indexOf('-->', line.start);
  const from = skipSpaces(text, line.start);
  const start = readClock(text, from);
  const end = readClock(text, skipSpaces(text, arrow + 3));
  const soundStart = start && skipSpaces(text, start.end) === arrow ? start.seconds : null;
  // Settings may follow behind a space; anything else at once is part of a broken time.
  const soundEnd = end && (end.end >= line.end || ' \t'.includes(text.charAt(end.end))) ? end.seconds : null;
  return { start: soundStart, end: soundEnd };
}
