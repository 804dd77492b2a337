import { isSecondOfPair } from './offsets';

/**
 * The beginning of a text on one line, with an ellipsis where something is left out: `most` UTF-16 units with the ellipsis. Never
 * splits a surrogate pair. However long the text is, only its beginning is looked at.
 */
export function shortened(text: string, most: number): string {
  const { line, isWhole } = oneLine(text, most);
  return isWhole ? line : `${upTo(line, most - 1).trimEnd()}…`;
}

/** As `shortened`, but cut between words where that leaves more than half of it; `most` UTF-16 units and an ellipsis. */
export function firstWords(text: string, most = 80): string {
  const { line, isWhole } = oneLine(text, most);
  if (isWhole) return line;
  const cut = upTo(line, most);
  const space = cut.lastIndexOf(' ');
  return `${(space > most / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/**
 * As `shortened`, but a longer text ends after the last whole sentence that fits, else after a whole word, where that leaves a third
 * of `most` or more.
 */
export function beginning(text: string, most: number): string {
  const line = shortened(text, most);
  if (!line.endsWith('…')) return line;
  const sentences = [...line.slice(0, -1).matchAll(/[.!?]["”’)]?(?=\s)/g)];
  const last = sentences.at(-1);
  const sentence = last === undefined ? 0 : last.index + last[0].length;
  if (sentence * 3 >= most) return line.slice(0, sentence);
  const word = line.lastIndexOf(' ');
  return word * 3 >= most ? `${line.slice(0, word)}…` : line;
}

/** Runs of white space get shorter as one space each, so more than `most` is read, but never a whole transcript. */
function oneLine(text: string, most: number): { readonly line: string; readonly isWhole: boolean } {
  const read = 4 * most;
  // A single space stays as it is: names are made for ten thousand turns at once.
  const line = text
    .slice(0, read)
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim();
  return { line, isWhole: line.length <= most && text.length <= read };
}

function upTo(line: string, end: number): string {
  return line.slice(0, isSecondOfPair(line, end) ? end - 1 : end);
}
