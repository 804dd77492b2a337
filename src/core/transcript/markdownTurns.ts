import type { Steps } from '../base/steps';
import type { LfText } from '../text/lfText';
import { readBracketedClock, skipSpaces } from './clock';
import { linesAtOnce, skipBlanks, type Line } from './lines';
import { acceptedLabels, isLabel, maxLabelLength, maySpeak } from './speakerLabel';
import type { Transcript } from './transcript';
import { turnsFrom, type TurnStart } from './turnStart';

/** Fewer bold labels than this are emphasis, not speakers. */
const FEWEST_TURNS = 2;

const asterisk = 0x2a;
const underscore = 0x5f;

/**
 * Reads Markdown in which a bold label begins a turn: `**Speaker:** words`, `**Speaker**: words`, `__Speaker:__`, with a time
 * behind it or before the words (`**Speaker** (04:11): …`, `**Speaker:** \[04:11\] …`). A turn of several paragraphs goes on until
 * the next bold label. `lines` are those of the text that are not blank. Undefined where bold labels do not come back. Linear time.
 */
export function* readMarkdownTurns(text: LfText, lines: readonly Line[]): Steps<Transcript | undefined> {
  const starts: TurnStart[] = [];
  for (const [i, line] of lines.entries()) {
    if (i % linesAtOnce === 0) yield;
    const start = boldStart(text, line);
    if (start) starts.push(start);
  }
  const names = starts.map((start) => start.label.name);
  // Bold is stronger evidence than a colon alone: where the labels are speakers at all, each is.
  if (starts.length < FEWEST_TURNS || acceptedLabels(names, lines.length).size === 0) return undefined;
  return { style: 'markdown', turns: yield* turnsFrom(text, starts) };
}

function boldStart(text: string, line: Line): TurnStart | undefined {
  const at = skipBlanks(text, line.start, line.end);
  // Most lines end here, by one sign.
  const sign = text.charCodeAt(at);
  if (sign !== asterisk && sign !== underscore) return undefined;
  const mark = text.slice(at, at + 2);
  if (mark !== '**' && mark !== '__') return undefined;
  const window = text.slice(at + 2, Math.min(line.end, at + maxLabelLength + 6));
  const close = window.indexOf(mark);
  if (close < 0) return undefined;
  const inner = window.slice(0, close).trimEnd();
  const colonInside = inner.endsWith(':') || inner.endsWith('：');
  const name = (colonInside ? inner.slice(0, -1) : inner).trim();
  if (!isLabel(name) || !maySpeak(name) || name.includes(':')) return undefined;
  const start = at + 2 + inner.indexOf(name);
  const label = { name, start, end: start + name.length };
  const behind = skipSpaces(text, at + 2 + close + 2);
  if (colonInside) return { at, label, startTime: null, endTime: null, body: behind };
  const clock = readBracketedClock(text, behind);
  const colon = clock ? skipSpaces(text, clock.end) : behind;
  const hasColon = text.charAt(colon) === ':' || text.charAt(colon) === '：';
  if (!hasColon && !clock) return undefined;
  return {
    at,
    label,
    startTime: clock?.start ?? null,
    endTime: clock?.endTime ?? null,
    body: hasColon ? colon + 1 : colon,
  };
}
