import type { CodeCount } from './codeCounts';

/** A space as wide as a digit, so that counts of a column end at one place. */
const figureSpace = '\u2007';
/** Parts a count from the name behind it. */
const gap = '\u2002';

/** How many digits the largest count in the study has; 0 where nothing is coded. */
export function countWidth(counts: ReadonlyMap<string, CodeCount>): number {
  let most = 0;
  for (const { all } of counts.values()) most = Math.max(most, all);
  return most === 0 ? 0 : String(most).length;
}

/**
 * A row's label with the count before the name, in a column of `width` digits; an unused code has an empty place there. Behind the
 * name a count would be cut off in a narrow side bar, where VS Code shortens a row at its end, and a shortened name says too little:
 * “Information about health…” and “… about emotional consequences” are two codes.
 */
export function countedLabel(name: string, count: number, width: number): string {
  if (width === 0) return name;
  return `${(count === 0 ? '' : String(count)).padStart(width, figureSpace)}${gap}${name}`;
}
