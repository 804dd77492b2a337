/** The beginning of a text on one line, with an ellipsis where it is longer than `most` UTF-16 units; never splits a surrogate pair. */
export function shortened(text: string, most: number): string {
  // White space that runs together makes a text shorter, so a little more than `most` is looked at, never a whole file.
  const line = text
    .slice(0, most * 4)
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim();
  if (line.length <= most && text.length <= most * 4) return line;
  const last = line.charCodeAt(most - 2);
  const end = last >= 0xd800 && last < 0xdc00 ? most - 2 : most - 1;
  return `${line.slice(0, end).trimEnd()}…`;
}
