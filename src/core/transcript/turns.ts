import { overlaps, type Span } from '../text/span';
import { wordsOfCue } from './cueText';
import type { Transcript, TranscriptStyle, Turn } from './transcript';

/**
 * The spoken words of a turn. In cues (`vtt`, `srt`) tags go, references such as `&amp;` are decoded, line breaks and the borders of
 * cues are one space; in Markdown the escapes of punctuation go (`\[laughs\]`); otherwise the words are as the file has them.
 */
export function turnText(text: string, turn: Turn, style: TranscriptStyle): string {
  const parts = turn.body.map(({ start, end }) => wordsOf(text, start, end, style));
  return parts.filter((part) => part !== '').join(' ');
}

function wordsOf(text: string, start: number, end: number, style: TranscriptStyle): string {
  if (style === 'vtt' || style === 'srt') return wordsOfCue(text, start, end);
  const words = text.slice(start, end);
  return style === 'markdown' ? words.replace(/\\([!-/:-@[-`{-~])/g, '$1') : words;
}

/** The turn whose span holds the unit at `offset`, or undefined (before, between or behind turns). O(log turns). */
export function turnAt({ turns }: Transcript, offset: number): Turn | undefined {
  const turn = turns[firstEndingAfter(turns, offset)];
  return turn && turn.span.start <= offset ? turn : undefined;
}

/** The turns that share at least one unit with the span, in order; for an empty span the turn at its place. O(log turns + found). */
export function turnsIn(transcript: Transcript, wanted: Span): readonly Turn[] {
  if (wanted.start === wanted.end) {
    const turn = turnAt(transcript, wanted.start);
    return turn ? [turn] : [];
  }
  const found: Turn[] = [];
  for (let i = firstEndingAfter(transcript.turns, wanted.start); i < transcript.turns.length; i++) {
    const turn = transcript.turns[i];
    if (turn === undefined || !overlaps(turn.span, wanted)) break;
    found.push(turn);
  }
  return found;
}

function firstEndingAfter(turns: readonly Turn[], offset: number): number {
  let low = 0;
  let high = turns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((turns[middle] as Turn).span.end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
