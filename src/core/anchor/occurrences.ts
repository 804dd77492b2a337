/** Longest pattern left to the platform's search, whose worst case is text × pattern; beyond it the linear search below is used. */
export const longestForPlatform = 256;

/**
 * Where `wanted` stands in `text`, overlapping places too, in ascending order, at most `most` of them. An empty pattern stands nowhere.
 * Linear in the text even for repetitive text and long patterns (Knuth, Morris, Pratt 1977), so a hostile file cannot stall it.
 */
export function occurrences(text: string, wanted: string, most: number): number[] {
  if (wanted === '' || wanted.length > text.length || most <= 0) return [];
  if (wanted.length > longestForPlatform) return searchLinearly(text, wanted, most);
  const found: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    found.push(at);
    if (found.length === most) break;
  }
  return found;
}

function searchLinearly(text: string, wanted: string, most: number): number[] {
  const borders = borderTable(wanted);
  const found: number[] = [];
  let matched = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    while (matched > 0 && wanted.charCodeAt(matched) !== unit) matched = borders[matched - 1] ?? 0;
    if (wanted.charCodeAt(matched) === unit) matched++;
    if (matched < wanted.length) continue;
    found.push(i + 1 - matched);
    if (found.length === most) break;
    matched = borders[matched - 1] ?? 0;
  }
  return found;
}

/** For each prefix of the pattern, the length of its longest proper prefix that is also its suffix. */
function borderTable(wanted: string): Uint32Array {
  const borders = new Uint32Array(wanted.length);
  let length = 0;
  for (let i = 1; i < wanted.length; i++) {
    const unit = wanted.charCodeAt(i);
    while (length > 0 && wanted.charCodeAt(length) !== unit) length = borders[length - 1] ?? 0;
    if (wanted.charCodeAt(length) === unit) length++;
    borders[i] = length;
  }
  return borders;
}
