/** The beginning of a text on one line, with an ellipsis where it is longer than `most` UTF-16 units; never splits a surrogate pair. */
export function shortened(text: string, most: number): string {
  // White space that runs together makes a text shorter, so a little more than `most` is looked at, never a whole file.
  const line = text
    .slice(0, most * 4)
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= most && text.length <= most * 4) return line;
  const last = line.charCodeAt(most - 2);
  const end = last >= 0xd800 && last < 0xdc00 ? most - 2 : most - 1;
  return `${line.slice(0, end).trimEnd()}…`;
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
