import { shortened } from '../../core/text/shortened';

/** An item of the status bar: what it shows, and what a screen reader says. */
export interface StatusText {
  readonly text: string;
  readonly label: string;
}

/** What stands in the way of coding: no coder is chosen, or the folder is not trusted. */
export type StatusTrouble = 'no-coder' | 'restricted' | null;

/** Longest name shown in the status bar, in UTF-16 units: others need room too. */
const longestName = 24;

/** The item that says who codes, and in which study. `words` has the sentences that stand in for a missing coder or missing trust. */
export function coderStatus(
  trouble: StatusTrouble,
  coder: string,
  study: string,
  words: { readonly noCoder: string; readonly restricted: string },
): StatusText {
  const who = trouble === 'restricted' ? words.restricted : trouble === 'no-coder' ? words.noCoder : coder;
  const icon = trouble === 'restricted' ? 'shield' : trouble === 'no-coder' ? 'warning' : 'person';
  return { text: `$(${icon}) ${plainStatus(who)} · ${plainStatus(study)}`, label: `Verbatim: ${who}, ${study}` };
}

/** A name as it may stand in the status bar: short, on one line, without anything that would be read as an icon. */
export function plainStatus(name: string): string {
  // A zero-width space keeps `$(name)` from being read as an icon.
  return shortened(name, longestName).replace(/\$\(/g, '$\u200b(');
}
