import type { Steps } from '../base/steps';
import type { LfText } from '../text/lfText';
import { span, trimmed, type Span } from '../text/span';
import { mayEndClock, readBracketedClock } from './clock';
import { linesAtOnce, skipBlanksBack, type Line } from './lines';
import { readColonLabel, type Label } from './speakerLabel';
import type { Transcript, Turn } from './transcript';

/** Below this many time lines a text is no log. */
const FEWEST_ENTRIES = 2;

const squareBracket = 0x5b;

interface OpenTurn {
  readonly label: Label;
  readonly time: number;
  readonly pieces: Span[];
}

/**
 * Reads a log such as the air-to-ground transcripts of space flights: a time alone on its line (`[00:00:01:55]`, negative before the
 * beginning), then `SPEAKER: words`, going on in the lines below; several speakers may share a time, which each of their turns
 * then has. `lines` are those of the text that are not blank. Lines that begin with `_` (`_page : 8`) or `#` are remarks and no one's words: where one stands amid a turn, the
 * turn's body has a piece before and one behind it. Undefined where the text is no such log. Linear time.
 */
export function* readMissionLog(text: LfText, lines: readonly Line[]): Steps<Transcript | undefined> {
  const times: (number | undefined)[] = [];
  for (const [i, line] of lines.entries()) {
    if (i % linesAtOnce === 0) yield;
    times.push(timeLine(text, line));
  }
  yield;
  const entries = times.filter((time) => time !== undefined).length;
  if (entries < FEWEST_ENTRIES && times[0] === undefined) return undefined;

  const turns: Turn[] = [];
  let time: number | undefined;
  let open: OpenTurn | undefined;
  let inRemark = false;
  const close = (): void => {
    if (open) turns.push(turnOf(text, open));
    open = undefined;
  };
  for (const [i, line] of lines.entries()) {
    if (i % linesAtOnce === 0) yield;
    const sign = text.charAt(line.start);
    const stamp = times[i];
    if (stamp !== undefined) {
      close();
      time = stamp;
      inRemark = false;
    } else if (sign === '_' || sign === '#') {
      inRemark = true;
    } else {
      // A line that is set in goes on with what stands above it.
      const goesOn = sign === ' ' || sign === '\t';
      const label = goesOn ? undefined : readColonLabel(text, line.start, line.end);
      if (label && time !== undefined) {
        close();
        const { name, start, end } = label;
        open = { label: { name, start, end }, time, pieces: [] };
        addPiece(text, open.pieces, label.after, line.end, false);
      } else if (open && !(inRemark && goesOn)) {
        addPiece(text, open.pieces, line.start, line.end, !inRemark);
      }
      if (!(inRemark && goesOn)) inRemark = false;
    }
  }
  close();
  return turns.length === 0 ? undefined : { style: 'mission-log', turns };
}

function timeLine(text: string, line: Line): number | undefined {
  if (text.charCodeAt(line.start) !== squareBracket) return undefined;
  const end = skipBlanksBack(text, line.start, line.end);
  if (!mayEndClock(text.charCodeAt(end - 1))) return undefined;
  const clock = readBracketedClock(text, line.start);
  return clock && clock.end >= end ? clock.start : undefined;
}

function addPiece(text: string, pieces: Span[], start: number, end: number, joins: boolean): void {
  const piece = trimmed(text, span(start, end));
  if (piece.start === piece.end) return;
  const last = pieces.at(-1);
  if (last && joins) pieces[pieces.length - 1] = span(last.start, piece.end);
  else pieces.push(piece);
}

function turnOf(text: string, { label, time, pieces }: OpenTurn): Turn {
  const labelEnd = text.indexOf(':', label.end) + 1 || label.end;
  return {
    span: span(label.start, Math.max(pieces.at(-1)?.end ?? 0, Math.min(labelEnd, label.end + 1))),
    body: pieces,
    speaker: label.name,
    speakerSpan: span(label.start, label.end),
    startTime: time,
    endTime: null,
  };
}
