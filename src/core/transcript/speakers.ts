import type { Transcript } from './transcript';
import { turnText } from './turns';

/** How much one speaker says in a transcript. */
export interface SpeakerCount {
  /** The label as written, or null for turns without one. */
  readonly speaker: string | null;
  readonly turns: number;
  /** Words as white space parts them; a piece without a letter or digit is none. Scripts without spaces count low. */
  readonly words: number;
}

/** Who speaks in a transcript and how much, in order of first appearance. */
export function speakersOf(text: string, transcript: Transcript): readonly SpeakerCount[] {
  const counts = new Map<string | null, { turns: number; words: number }>();
  for (const turn of transcript.turns) {
    const count = counts.get(turn.speaker) ?? { turns: 0, words: 0 };
    count.turns++;
    count.words += countWords(turnText(text, turn, transcript.style));
    counts.set(turn.speaker, count);
  }
  return [...counts].map(([speaker, count]) => ({ speaker, ...count }));
}

/** How many words a text has: pieces parted by white space that hold a letter or a digit. */
export function countWords(text: string): number {
  let count = 0;
  for (const piece of text.split(/\s+/u)) if (/[\p{L}\p{N}]/u.test(piece)) count++;
  return count;
}
