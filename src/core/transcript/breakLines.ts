import type { LfText } from '../text/lfText';
import { readBracketedClock, skipSpaces } from './clock';
import { isLabel, isNameLike, maySpeak } from './speakerLabel';

/** Lines longer than this, in UTF-16 units, are broken on import: nobody reads them, and editors grow slow. */
export const longestLine = 2_000;

/** So often a time or a label has to stand inside one line to be taken for the beginning of turns. */
const FEWEST_MARKS = 3;

/** A text with its long lines broken. */
export interface BrokenText {
  readonly text: LfText;
  /** The lines of the old text that were broken, from 1, ascending. */
  readonly lines: readonly number[];
}

/**
 * Breaks lines of over 2,000 units: before times in brackets and before speakers' labels where they come back within the line, then
 * at ends of sentences, and where there are none between words; never inside a word. Line breaks are put in and nothing is taken
 * out: without them the text is the old one. A word of over 2,000 units stays whole. Linear time.
 */
export function breakLines(text: LfText): BrokenText {
  const parts: string[] = [];
  const lines: number[] = [];
  let number = 0;
  for (let start = 0; start <= text.length;) {
    number++;
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, end);
    const pieces = line.length > longestLine ? piecesOf(line) : [line];
    if (pieces.length > 1) lines.push(number);
    parts.push(pieces.join('\n'));
    start = end + 1;
  }
  return { text: (lines.length === 0 ? text : parts.join('\n')) as LfText, lines };
}

/**
 * Breaks every line, however short, before times in brackets and before speakers' labels that come back within the text: for a text in
 * which several turns stand on a line. As `breakLines`, line breaks are put in and nothing is taken out. Linear time.
 */
export function breakAtTurns(text: LfText): BrokenText {
  const all = text.split('\n').map((line) => ({ line, marks: marksIn(line) }));
  const known = turnMarks(all);
  const broken = all.map(({ line, marks }) => splitAt(line, turnBreaks(line, marks, known)));
  const lines = broken.flatMap((pieces, i) => (pieces.length > 1 ? [i + 1] : []));
  return { text: (lines.length === 0 ? text : broken.flat().join('\n')) as LfText, lines };
}

function piecesOf(line: string): readonly string[] {
  const marks = marksIn(line);
  return splitAt(line, turnBreaks(line, marks, turnMarks([{ line, marks }]))).flatMap((piece) =>
    piece.length > longestLine ? splitAt(piece, sentenceBreaks(piece)) : [piece],
  );
}

function splitAt(text: string, places: readonly number[]): readonly string[] {
  const borders = [0, ...places, text.length];
  return borders.slice(1).map((border, i) => text.slice(borders[i], border));
}

/** What begins turns: times, where there are enough, and labels that come back. */
interface TurnMarks {
  readonly byTime: boolean;
  readonly labels: ReadonlySet<string>;
}

function turnMarks(lines: readonly { readonly line: string; readonly marks: Marks }[]): TurnMarks {
  const counts = new Map<string, number>();
  let times = 0;
  for (const { line, marks } of lines) {
    times += marks.times.length;
    for (const colon of marks.colons) {
      const name = sureLabel(line, colon);
      if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const labels = [...counts].flatMap(([name, count]) => (count >= FEWEST_MARKS ? [name] : []));
  return { byTime: times >= FEWEST_MARKS, labels: new Set(labels) };
}

/** Where turns seem to begin inside a line, ascending: before times and labels that come back. */
function turnBreaks(line: string, { times, colons }: Marks, { byTime, labels }: TurnMarks): readonly number[] {
  const places = new Set<number>();
  if (byTime) {
    // A time with days heads an entry of a log and stands on a line of its own.
    for (const { start, behind, alone } of times) {
      places.add(start);
      if (alone) places.add(behind);
    }
  }
  const timeEnds = new Set(times.filter((time) => !time.alone).map((time) => time.behind));
  for (const { at, from } of colons) {
    const start = wordStarts(line, from, at).find((word) => labels.has(line.slice(word, at).trim()));
    // A label right behind a time is on the line that the time begins.
    if (start !== undefined && !timeEnds.has(start)) places.add(start);
  }
  return [...places].filter((place) => place > 0 && place < line.length).sort((a, b) => a - b);
}

interface Marks {
  readonly times: readonly TimeMark[];
  readonly colons: readonly Colon[];
}

interface Colon {
  readonly at: number;
  /** Where a label that ends here may begin at the earliest. */
  readonly from: number;
}

interface TimeMark {
  readonly start: number;
  /** Where the next word begins. */
  readonly behind: number;
  readonly alone: boolean;
}

function marksIn(line: string): Marks {
  const times: TimeMark[] = [];
  const colons: Colon[] = [];
  let from = 0;
  for (let i = 0; i < line.length; i++) {
    const sign = line.charAt(i);
    if ((sign === '[' || sign === '(') && (i === 0 || isSpace(line, i - 1))) {
      const clock = readBracketedClock(line, i);
      if (clock === undefined) continue;
      const behind = skipSpaces(line, clock.end);
      times.push({ start: i, behind, alone: clock.parts === 4 });
      from = behind;
      i = clock.end - 1;
    } else if (sign === ':' && isSpace(line, i + 1)) {
      colons.push({ at: i, from: Math.max(from, i - 60) });
      from = i + 1;
    }
  }
  return { times, colons };
}

/** Where the last one, two and three words before a colon begin. */
function wordStarts(line: string, from: number, colon: number): readonly number[] {
  const starts: number[] = [];
  for (let at = colon; starts.length < 3;) {
    while (at > from && isSpace(line, at - 1)) at--;
    const wordEnd = at;
    while (at > from && !isSpace(line, at - 1)) at--;
    // A word that the window cuts is none.
    if (at === wordEnd || (at > 0 && !isSpace(line, at - 1))) break;
    starts.push(at);
  }
  return starts;
}

/** The label that ends at a colon where it is one beyond doubt: written like a name, behind the end of a sentence, a bracket or nothing. */
function sureLabel(line: string, { at, from }: Colon): string | undefined {
  for (const start of wordStarts(line, from, at)) {
    const name = line.slice(start, at).trim();
    if (!isLabel(name) || !isNameLike(name)) return undefined;
    const before = line.slice(Math.max(0, start - 8), start).trimEnd();
    if (start === 0 || /[.?!…)\]”"’»。？！–—-]$/u.test(before)) return maySpeak(name) ? name : undefined;
  }
  return undefined;
}

/** Where a piece is best broken so that no part is over the longest: behind the last sentence that fits, else the last word. */
function sentenceBreaks(text: string): readonly number[] {
  const places: number[] = [];
  let start = 0;
  let sentence = 0;
  let word = 0;
  for (let i = 1; i < text.length; i++) {
    const wordBegins = isSpace(text, i - 1) && !isSpace(text, i);
    if (wordBegins) {
      word = i;
      if (endsSentence(text, i)) sentence = i;
    } else if ('。！？'.includes(text.charAt(i - 1)) && !'。！？”’」』）'.includes(text.charAt(i))) {
      sentence = i;
    }
    if (i - start < longestLine) continue;
    const place = sentence > start ? sentence : word;
    if (place <= start) continue;
    places.push(place);
    start = place;
  }
  return places;
}

/** True where the last sign that is no white space before `at` ends a sentence, a closing quotation mark or bracket behind it apart. */
function endsSentence(text: string, at: number): boolean {
  return /[.?!…][”’"»)\]]{0,3}\s{1,6}$/u.test(text.slice(Math.max(0, at - 12), at));
}

function isSpace(text: string, at: number): boolean {
  const sign = text.charAt(at);
  // No-break spaces hold words together.
  return sign === ' ' || sign === '\t';
}
