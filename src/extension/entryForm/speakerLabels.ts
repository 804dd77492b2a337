import { firstWords } from '../../core/text/shortened';
import type { Transcript } from '../../core/transcript/transcript';

/** A label under which somebody speaks in a transcript. */
export interface SpeakerLabel {
  /** In NFC. */
  readonly label: string;
  readonly turns: number;
  /** The beginning of what is said first under it; '' where nothing is. */
  readonly firstWords: string;
}

/** More labels than this are no speakers any more. */
const most = 100;

/** The labels of a transcript in the order in which they first stand in it, the rarest left out where there are too many. */
export function speakerLabels(text: string, { turns }: Transcript): readonly SpeakerLabel[] {
  const found = new Map<string, { turns: number; firstWords: string }>();
  for (const { speaker, body } of turns) {
    if (speaker === null) continue;
    const label = speaker.normalize('NFC');
    const one = found.get(label) ?? { turns: 0, firstWords: '' };
    found.set(label, one);
    one.turns++;
    const [spoken] = body;
    if (one.firstWords === '' && spoken) one.firstWords = firstWords(text.slice(spoken.start, spoken.end));
  }
  const all = [...found].map(([label, one]): SpeakerLabel => ({ label, ...one }));
  const fewest = all.map((one) => one.turns).sort((a, b) => b - a)[most - 1] ?? 0;
  return all.filter((one) => one.turns >= fewest).slice(0, most);
}
