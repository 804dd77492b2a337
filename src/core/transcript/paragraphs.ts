import type { LfText } from '../text/lfText';
import { span, trimmed } from '../text/span';
import type { Line } from './lines';
import type { Transcript, Turn } from './transcript';

/**
 * Reads text without speakers: each paragraph is a turn. Paragraphs are parted by blank lines; in a text that has none between
 * its lines, as word processors save it, each line is one. `lines` are all of the text's.
 */
export function readParagraphs(text: LfText, lines: readonly Line[]): Transcript {
  const firstText = lines.findIndex((line) => !line.blank);
  const lastText = lines.findLastIndex((line) => !line.blank);
  const parted = lines.slice(firstText, lastText + 1).some((line) => line.blank);
  const turns: Turn[] = [];
  let start = -1;
  for (const [i, line] of lines.entries()) {
    if (line.blank) continue;
    if (start < 0) start = line.start;
    const next = lines[i + 1];
    if (parted && next && !next.blank) continue;
    const place = trimmed(text, span(start, line.end));
    turns.push({ span: place, body: [place], speaker: null, speakerSpan: null, startTime: null, endTime: null });
    start = -1;
  }
  return { style: 'plain', turns };
}
