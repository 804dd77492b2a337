import { filled, isTranslated, say, translated } from './say';

/**
 * What a log says was done, in English: the log is a file, so it does not depend on who wrote it. `shownLabel` says it in the reader's
 * language, so every label has to stand here. Quotes and names go into `{0}`, `{1}` …
 */
export const logLabels = [
  'Coded “{0}” as {1}',
  'Changed what is said of {0} on “{1}”',
  'Took the certainty off {0} on “{1}”',
  'Set the certainty of {0} on “{1}” to {2}',
  'Removed {0} from “{1}”',
  'Recoded “{0}” from {1} to {2}',
  'Highlighted “{0}”',
  'Wrote a memo on “{0}”',
  'Wrote the memo on “{0}”',
  'Changed the memo on “{0}”',
  'Removed the memo on “{0}”',
  'Marked “{0}” as an exemplar',
  'Unmarked “{0}” as an exemplar',
  'Changed the borders of “{0}”',
  'Removed the segment “{0}”',
  'Confirmed the place of “{0}”',
  'Confirmed {0} on “{1}” under its new wording',
  'Confirmed {0} codings of {1} under its new wording',
  'Left “{0}” without a place',
  'Re-attached “{0}”',
  'Imported one segment of {0}',
  'Imported {0} segments of {1}',
  'Joined {0}',
  'Joined both versions of {0}',
  'Linked the segments of {0} to {1}',
  'Created “{0}”',
  'Edited the code “{0}”',
  'Renamed “{0}” to “{1}”',
  'Moved “{0}” to “{1}”',
  'Moved “{0}” to the top level',
  'Moved {0} codes to “{1}”',
  'Moved {0} codes to the top level',
  'Changed the colour of “{0}”',
  'Changed the colour of {0} codes',
  'Merged “{0}” into “{1}”',
  'Merged {0} codes into “{1}”',
  'Split “{0}” into {1}',
  'Copied “{0}” from {1}',
  'Marked the stage “{0}”',
  'Took away the mark of the stage “{0}”',
  'Marked the stage {0}',
  'Said that “{0}” and “{1}” are easily confused',
  'Decided after its split what {0} on “{1}” is',
  'Decided after its split what {0} on {1} segments is',
  'Retired “{0}”',
  'Retired “{0}”; 1 coding stays readable',
  'Retired “{0}”; {1} codings stay readable',
  'Retired {0} codes',
  'Retired {0} codes; 1 coding stays readable',
  'Retired {0} codes; {1} codings stay readable',
  'Brought back “{0}”',
  'Brought back {0} codes',
  'Created the theme “{0}”',
  'Edited the theme “{0}”',
  'Renamed the theme “{0}” to “{1}”',
  'Moved the theme “{0}”',
  'Removed the theme “{0}”',
  'Put “{0}” into the theme “{1}”',
  'Put {0} codes into the theme “{1}”',
  'Took “{0}” out of the theme “{1}”',
  'Took {0} codes out of the theme “{1}”',
  'Moved “{0}” within the theme “{1}”',
  'Took “{0}” into the theme “{1}”',
  'Left “{0}” out of the theme “{1}”',
  'Left “{0}” to its codes in the theme “{1}”',
  'Marked “{0}” as contradicting the theme “{1}”',
  'Unmarked “{0}” as contradicting the theme “{1}”',
  'Renamed {0} to {1} in the cases',
  'Added the case “{0}”',
  'Edited the case “{0}”',
  'Added the participant “{0}”',
  'Edited the participant “{0}”',
  'Edited the details of “{0}”',
  'Commented on {0}',
  'Replied in the thread on {0}',
  'Changed a comment on {0}',
  'Removed a comment on {0}',
  'Resolved the thread on {0}',
  'Reopened the thread on {0}',
  'Marked {0} as read',
  'Marked {0} as unread',
  'Marked the coding of {0} as finished',
  'Marked the coding of {0} as not finished',
  'Coded {0}',
  'Took a code off {0}',
  'Changed the code of {0}',
  'Changed the borders of {0}',
  'Removed {0}',
  'Changed what is said of {0}',
  'Confirmed the place of {0}',
  'Confirmed under its new wording: {0}',
  'Left without a place: {0}',
  'Found again after the text changed: {0}',
  'Imported {0}',
  'Edited the codebook {0}',
  'Edited the cases {0}',
  'Marked as read or finished: {0}',
  'Began a memo: {0}',
  'Commented: {0}',
  'Linked anew {0}',
  'Put back {0}',
] as const;

/** Labels around another one, which stands in `{0}`. */
const labelsAround = [
  'Undo: {0}',
  'Redo: {0}',
  'Put back to how it was after: {0}',
  '{0}, which had been changed meanwhile: both texts are in it',
] as const;

export type LogLabel = (typeof logLabels)[number] | (typeof labelsAround)[number];

/** A label as the log keeps it. */
export function logLabel(label: LogLabel, ...values: readonly (string | number)[]): string {
  return filled(label, values);
}

/** A name or words in the quotation marks of the log, for a place of a label that has none. */
export function quoted(text: string): string {
  return filled('“{0}”', [text]);
}

interface Known {
  readonly label: string;
  readonly pattern: RegExp;
  readonly isAround: boolean;
}

let known: readonly Known[] | undefined;

/** Those of which more is fixed come first: “Removed the memo on …” is no code called “the memo on”. */
function knownLabels(): readonly Known[] {
  const fixed = (label: string): number => label.replace(/\{\d\}/g, '').length;
  const patternOf = (label: string): RegExp =>
    new RegExp(
      `^${label
        .split(/\{\d\}/)
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('([^]*?)')}$`,
    );
  const sorted = [...logLabels].sort((a, b) => fixed(b) - fixed(a));
  known ??= [
    ...labelsAround.map((label) => ({ label, pattern: patternOf(label), isAround: true })),
    ...sorted.map((label) => ({ label, pattern: patternOf(label), isAround: false })),
  ];
  return known;
}

/** A longer label is no work of ours, and looking for quotes in it would take long. In UTF-16 units. */
const longest = 2000;

/** What a log says was done, in the reader's language; as it stands there where it is not one of the labels. Never fails. */
export function shownLabel(label: string): string {
  if (!isTranslated() || label.length > longest) return label;
  for (const one of knownLabels()) {
    const found = one.pattern.exec(label);
    if (!found) continue;
    const values = found.slice(1);
    return filled(translated(one.label), one.isAround ? values.map(shownLabel) : values.map(shownQuote));
  }
  return label;
}

/** What an entry without a label is said to be about may be a quote: its quotation marks are those of the reader. */
function shownQuote(value: string): string {
  const quote = /^“([^“”]*)”$/.exec(value)?.[1];
  return quote === undefined ? value : say('“{0}”', quote);
}
