import { shortened } from '../text/shortened';
import { countWords } from './speakers';
import type { Transcript } from './transcript';
import { turnText } from './turns';

/** What is known of a speaker's label before a person says who it is. */
export interface LabelSample {
  /** As the transcript writes it. */
  readonly label: string;
  readonly turns: number;
  /** As `SpeakerCount.words`. */
  readonly words: number;
  /** Turns that ask something: a question mark stands in them. */
  readonly questions: number;
  /** The beginning of the first turn with words; '' where none has any. */
  readonly first: string;
}

/** UTF-16 units of a first turn that are shown, and that are looked through for a question. */
const longestPreview = 160;

/** Who is named in a transcript, how much they say and ask, in order of first appearance. Turns without a label are left out. Linear time. */
export function labelSamples(text: string, transcript: Transcript): readonly LabelSample[] {
  const found = new Map<string, { turns: number; words: number; questions: number; first: string }>();
  for (const turn of transcript.turns) {
    if (turn.speaker === null) continue;
    const sample = found.get(turn.speaker) ?? { turns: 0, words: 0, questions: 0, first: '' };
    const words = turnText(text, turn, transcript.style);
    sample.turns++;
    sample.words += countWords(words);
    if (/[?？؟]/u.test(words)) sample.questions++;
    if (sample.first === '') sample.first = shortened(words.slice(0, 4 * longestPreview), longestPreview);
    found.set(turn.speaker, sample);
  }
  return [...found].map(([label, sample]) => ({ label, ...sample }));
}
