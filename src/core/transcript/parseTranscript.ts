import { finished, type Steps } from '../base/steps';
import { extensionOf } from '../base/studyPath';
import type { LfText } from '../text/lfText';
import { readCueTurns } from './cueTurns';
import { isVttHeader } from './cues';
import { linesOf } from './lines';
import { readMarkdownTurns } from './markdownTurns';
import { readMissionLog } from './missionLog';
import { readParagraphs } from './paragraphs';
import { readSpeakerLines } from './speakerLines';
import type { Transcript, TranscriptStyle } from './transcript';

/**
 * Reads the turns of a transcript. The name decides where the text leaves a choice (`.vtt`, `.srt`); otherwise the text does. Never
 * fails: a text in which no speakers are found is `plain`, each paragraph a turn. Lines before the first label (a title, a header)
 * are in no turn. Time grows with the length alone.
 */
export function parseTranscript(text: LfText, fileName: string): Transcript {
  return finished(parsingTranscript(text, fileName));
}

/** As `parseTranscript`, in steps: a long log takes a tenth of a second where nothing was parsed before it. */
export function* parsingTranscript(text: LfText, fileName: string): Steps<Transcript> {
  const format = cueFormat(text, fileName);
  if (format) return readCueTurns(text, format);
  const lines = linesOf(text);
  yield;
  const spoken = lines.filter((line) => !line.blank);
  return (
    (yield* readMissionLog(text, spoken)) ??
    (yield* readMarkdownTurns(text, spoken)) ??
    (yield* readSpeakerLines(text, spoken)) ??
    readParagraphs(text, lines)
  );
}

/** How a transcript writes its turns. Costs as much as reading it: where you need the turns as well, take them from parseTranscript. */
export function detectStyle(text: LfText, fileName: string): TranscriptStyle {
  return parseTranscript(text, fileName).style;
}

/** The cue format of a file by its content and name, or undefined for one without cues. */
export function cueFormat(text: LfText, fileName: string): 'vtt' | 'srt' | undefined {
  const extension = extensionOf(fileName);
  if (isVttHeader(text) || extension === '.vtt') return 'vtt';
  if (extension === '.srt') return 'srt';
  // A SubRip file saved as text: a number, then a line of times.
  return /^\s{0,40}\d{1,6}[ \t]{0,8}\n\d{1,3}:\d\d:\d\d[,.]\d{1,3} --> /.test(text.slice(0, 200)) ? 'srt' : undefined;
}
