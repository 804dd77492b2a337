import { skipBlanks, skipBlanksBack } from './lines';

/** The longest label, in UTF-16 units. */
export const maxLabelLength = 60;

/** The most words of a label. */
const MAX_WORDS = 6;

const colon = 0x3a;
const wideColon = 0xff1a;

/** A speaker's label and where it stands. */
export interface Label {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A label with a colon, and where what follows the colon begins. */
export interface ColonLabel extends Label {
  readonly after: number;
}

/**
 * Reads a label and its colon at the start of [from, lineEnd): `Doctor:`, `Dr Smith:`, `P01:`, `访谈者：`. Undefined where there is
 * none: over 60 units or 6 words, with sentence punctuation, without a letter, or a colon that belongs to what follows (`http://`, `10:30`).
 */
export function readColonLabel(text: string, from: number, lineEnd: number): ColonLabel | undefined {
  const start = skipBlanks(text, from, Math.min(lineEnd, from + maxLabelLength));
  const limit = Math.min(lineEnd, start + maxLabelLength + 2);
  for (let at = start; at < limit; at++) {
    const sign = text.charCodeAt(at);
    if (sign !== colon && sign !== wideColon) continue;
    const end = skipBlanksBack(text, start, at);
    const name = text.slice(start, end);
    if (!isLabel(name)) return undefined;
    if (sign === colon && at + 1 < lineEnd && !mayFollow(text, at + 1, name)) return undefined;
    return { name, start, end, after: at + 1 };
  }
  return undefined;
}

function mayFollow(text: string, at: number, name: string): boolean {
  const next = text.charAt(at);
  if (next === ' ' || /\s|[\u200e\u200f]/u.test(next)) return true;
  // “I:Hello” is a label where it is written as one, in capitals and digits.
  return name.length <= 12 && name === name.toUpperCase() && /[\p{L}[("“‘«]/u.test(next);
}

/** True where the text may be a speaker's label: 1–60 units, at most six words, a letter, no sentence punctuation (but “Dr. Smith”), no `_` or `#` first. */
export function isLabel(name: string): boolean {
  if (name === '' || name.length > maxLabelLength || name.startsWith('_') || name.startsWith('#')) return false;
  if (/[!?;,…<>{}=|\\[\]*`~^%$“”«»。，、！？\u2028\u2029]/u.test(name)) return false;
  if (!/\p{L}/u.test(name)) return false;
  const words = name.split(/\s+/u);
  return words.length <= MAX_WORDS && words.every(isLabelWord);
}

const titles: ReadonlySet<string> = new Set([
  'dr',
  'mr',
  'mrs',
  'ms',
  'prof',
  'st',
  'sr',
  'jr',
  'rev',
  'hon',
  'sgt',
  'no',
  'mme',
  'fr',
  'hr',
]);

function isLabelWord(word: string): boolean {
  // A quotation mark inside a word is part of it in Hebrew (היו"ר), at its edge it quotes.
  if (word.startsWith('"') || word.endsWith('"')) return false;
  const dot = word.indexOf('.');
  if (dot < 0) return true;
  if (dot !== word.length - 1) return /^(?:\p{L}\.){1,4}\p{L}?$/u.test(word);
  const before = word.slice(0, dot).toLowerCase();
  return /^\p{L}$/u.test(before) || titles.has(before);
}

const particles: ReadonlySet<string> = new Set(
  'van von de der den da di du del la le el al bin ibn ben y e i and und et of the zu ter ten dos das'.split(' '),
);

/** True where each word is written like a name or a code: a capital, a digit or a script without capitals first (particles such as “van” apart). */
export function isNameLike(name: string): boolean {
  return name.split(/[\s/&+-]+/u).every((word, i) => {
    const first = word.replace(/^[("'’#]+/u, '');
    if (first === '' || (i > 0 && particles.has(first))) return true;
    return !/^\p{Ll}/u.test(first);
  });
}

const notSpeakers: ReadonlySet<string> = new Set(
  (
    'note|notes|nb|n.b.|ps|p.s.|re|example|examples|title|subtitle|date|time|place|location|venue|duration|length|file|filename|file name|' +
    'recording|recorded|recording date|audio|video|project|study|subject|topic|transcript|transcription|transcribed|transcribed by|transcriber|' +
    'transcriptionist|language|participants|attendees|present|url|source|link|version|setting|interview date|interview|date of interview|' +
    'summary|abstract|keywords|background|conclusion|key|legend|warning|tip|see|see also|http|https|question|answer options'
  ).split('|'),
);

/** False for words that head a line of a document’s own (`Date:`, `Note:`), in English; they are no speakers however often they stand there. */
export function maySpeak(name: string): boolean {
  return !notSpeakers.has(name.toLowerCase());
}

/**
 * Which labels of a text are speakers, judged from all that stand there, in order. Conservative, since a paragraph may begin “One
 * thing: …”: labels have to come back, alternate or make up much of the text. `lines` is how many lines hold text.
 * A label that occurs once counts only beside ones that are sure, and only where it is written like a name.
 */
export function acceptedLabels(names: readonly string[], lines: number): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const name of [...counts.keys()]) if (!maySpeak(name)) counts.delete(name);
  const repeated = [...counts].filter(([, count]) => count > 1);
  const inRepeated = repeated.reduce((sum, [, count]) => sum + count, 0);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const share = total / Math.max(1, lines);
  const alternate = repeated.length >= 2 && (inRepeated >= 4 || share >= 0.2);
  const oneVoice = repeated.length >= 1 && (share >= 0.3 || (inRepeated >= 3 && share >= 0.1));
  const fewTurns = counts.size >= 2 && share >= 0.5 && [...counts.keys()].every(isNameLike);
  if (!alternate && !oneVoice && !fewTurns) return new Set();
  return new Set([...counts].flatMap(([name, count]) => (count > 1 || isNameLike(name) ? [name] : [])));
}
