import { turnText } from '../../core/transcript/turns';
import type { Transcript, Turn } from '../../core/transcript/transcript';
import { shortened } from '../../core/text/shortened';

/** How many UTF-16 units of a turn's words name it in the outline. */
const longestName = 60;

/** Entries that the outline of one transcript has at most: VS Code takes far longer to hand them on than it takes to read the transcript. */
const mostEntries = 2000;

/** What the outline lists as one: a turn, or in very long transcripts as many in a row as make the list short enough. Never empty groups. */
export function outlineGroups(turns: readonly Turn[], most = mostEntries): readonly (readonly Turn[])[] {
  const size = Math.max(1, Math.ceil(turns.length / most));
  return Array.from({ length: Math.ceil(turns.length / size) }, (_, i) => turns.slice(i * size, (i + 1) * size));
}

/** What the outline calls turns in a row: who speaks in them, and the first words. Never empty, as VS Code demands. */
export function turnName(text: string, turns: readonly Turn[], style: Transcript['style']): string {
  const [first] = turns;
  const words = first ? shortened(turnText(text, first, style).slice(0, 4 * longestName), longestName) : '';
  const speakers = turns.length === 1 ? [first?.speaker] : new Set(turns.map(({ speaker }) => speaker));
  const who = [...speakers].flatMap((speaker) => speaker?.trim() || []).join(', ');
  const name = [who, words].filter((part) => part !== '').join(': ');
  return name === '' ? '…' : name;
}

/** Seconds as people write them, `4:07` or `1:04:07`; `-` before a time that counts down; nothing where the file does not say. */
export function timeName(seconds: number | null): string {
  if (seconds === null) return '';
  const whole = Math.floor(Math.abs(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const clock = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes);
  return `${seconds < 0 ? '-' : ''}${clock}:${two(whole % 60)}`;
}

/** Lines (from 0) that a turn folds into, or null where it has one line. Empty lines after its last words stay in sight. */
export function foldedLines(
  text: string,
  { span }: Turn,
  lineAt: (offset: number) => number,
): { readonly start: number; readonly end: number } | null {
  let last = span.end;
  while (last > span.start && text.slice(last - 1, last).trim() === '') last--;
  const start = lineAt(span.start);
  const end = lineAt(Math.max(span.start, last - 1));
  return end > start ? { start, end } : null;
}
