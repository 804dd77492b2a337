import type { FileLine } from '../base/jsonLines';

/** The versions of a file between whose parts git left conflict markers, each with the lines common to all. */
export interface ConflictSides {
  readonly mine: readonly FileLine[];
  readonly theirs: readonly FileLine[];
  /** What both began from; null unless git was told to write it (`merge.conflictStyle` diff3 or zdiff3). */
  readonly base: readonly FileLine[] | null;
  /** Line of the first marker. */
  readonly firstMarker: number;
}

/**
 * Takes the sides of a merge conflict apart, or gives null where no marker stands. No line of JSON begins like a marker. Every line
 * that is no marker is in at least one of the three, also where markers are missing or out of order.
 */
export function conflictSides(lines: readonly FileLine[]): ConflictSides | null {
  const mine: FileLine[] = [];
  const theirs: FileLine[] = [];
  const base: FileLine[] = [];
  let part: 'all' | 'mine' | 'base' | 'theirs' = 'all';
  let firstMarker = 0;
  let hasBase = false;
  for (const line of lines) {
    const next = partAfter(line.text);
    if (next) {
      firstMarker ||= line.line;
      hasBase ||= next === 'base';
      part = next;
      continue;
    }
    if (part === 'all' || part === 'mine') mine.push(line);
    if (part === 'all' || part === 'theirs') theirs.push(line);
    if (part === 'all' || part === 'base') base.push(line);
  }
  return firstMarker === 0 ? null : { mine, theirs, base: hasBase ? base : null, firstMarker };
}

function partAfter(text: string): 'all' | 'mine' | 'base' | 'theirs' | null {
  if (text.startsWith('<<<<<<<')) return 'mine';
  if (text.startsWith('|||||||')) return 'base';
  if (text.startsWith('=======')) return 'theirs';
  if (text.startsWith('>>>>>>>')) return 'all';
  return null;
}
