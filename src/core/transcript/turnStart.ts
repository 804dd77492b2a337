import type { Steps } from '../base/steps';
import type { LfText } from '../text/lfText';
import { span, trimmed } from '../text/span';
import { readBracketedClock, skipSpaces } from './clock';
import { linesAtOnce } from './lines';
import type { Label } from './speakerLabel';
import type { Turn } from './transcript';

/** Where a turn begins, and what its head says. It goes on until the next one begins. */
export interface TurnStart {
  /** Where the head begins. */
  readonly at: number;
  readonly label: Label;
  readonly startTime: number | null;
  readonly endTime: number | null;
  /** Where the spoken words begin. */
  readonly body: number;
}

/**
 * Turns from their starts: each goes on until the next one, without the white space at its end. What stands before the first
 * (a title, a header) is in no turn. A time in brackets with which the words begin is the turn's, where its head has none.
 */
export function* turnsFrom(text: LfText, starts: readonly TurnStart[]): Steps<readonly Turn[]> {
  const turns: Turn[] = [];
  for (const [i, start] of starts.entries()) {
    if (i % linesAtOnce === 0) yield;
    const limit = starts[i + 1]?.at ?? text.length;
    const words = skipSpaces(text, start.body);
    const mark = start.startTime === null && words < limit ? readBracketedClock(text, words) : undefined;
    const body = trimmed(text, span(mark?.end ?? start.body, limit));
    const end = Math.max(body.end, mark?.end ?? start.body);
    turns.push({
      span: trimmed(text, span(start.at, end)),
      body: body.start < body.end ? [body] : [],
      speaker: start.label.name,
      speakerSpan: span(start.label.start, start.label.end),
      startTime: mark?.start ?? start.startTime,
      endTime: mark?.endTime ?? start.endTime,
    });
  }
  return turns;
}
