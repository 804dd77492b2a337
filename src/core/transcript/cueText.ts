/** A tag of cue text: `<v.loud Mary>`, `</i>`, `<00:17.500>`. */
export interface Tag {
  readonly start: number;
  /** The offset behind its `>`. */
  readonly end: number;
  /** Its name in lower case, or '' (a time). */
  readonly name: string;
  readonly closing: boolean;
  /** What stands behind its name and classes, as written. */
  readonly annotation: string;
  readonly annotationStart: number;
}

/**
 * The tags in [start, end), in order. A `<` begins one only before a letter, a digit or a `/`, and only where a `>` follows within the
 * stretch: otherwise it is a sign like any other, so that no words are lost to a broken tag. Linear time.
 */
export function tagsIn(text: string, start: number, end: number): readonly Tag[] {
  // Searching the stretch alone: a search in the whole text would read on to the next tag from every cue.
  const stretch = text.slice(start, end);
  const tags: Tag[] = [];
  for (let at = stretch.indexOf('<'); at >= 0; at = stretch.indexOf('<', at + 1)) {
    if (!/[A-Za-z0-9/]/.test(stretch.charAt(at + 1))) continue;
    const close = stretch.indexOf('>', at);
    if (close < 0) break;
    tags.push(tagOf(text, start + at, start + close + 1));
    at = close;
  }
  return tags;
}

function tagOf(text: string, start: number, end: number): Tag {
  const closing = text.charAt(start + 1) === '/';
  const nameStart = start + (closing ? 2 : 1);
  let nameEnd = nameStart;
  while (nameEnd < end - 1 && /[A-Za-z0-9]/.test(text.charAt(nameEnd))) nameEnd++;
  let at = nameEnd;
  // Classes: `.loud`. They end at white space.
  while (at < end - 1 && !/\s/.test(text.charAt(at))) at++;
  while (at < end - 1 && /\s/.test(text.charAt(at))) at++;
  const name = text.slice(nameStart, nameEnd).toLowerCase();
  return {
    start,
    end,
    name: /^[a-z]/.test(name) ? name : '',
    closing,
    annotation: text.slice(at, end - 1).trimEnd(),
    annotationStart: at,
  };
}

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
  ['lrm', '\u200e'],
  ['rlm', '\u200f'],
]);

/** Replaces the character references of WebVTT, the common ones of HTML and numeric ones; any other `&` stays as it is. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return entities.get(name) ?? whole;
    const point = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    const valid = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    return valid ? String.fromCodePoint(point) : whole;
  });
}

/** The words of a stretch of cue text: without tags and SubRip’s `{\an8}`, references decoded, each line break one space. */
export function wordsOfCue(text: string, start: number, end: number): string {
  const parts: string[] = [];
  let at = start;
  for (const tag of tagsIn(text, start, end)) {
    parts.push(text.slice(at, tag.start));
    at = tag.end;
  }
  parts.push(text.slice(at, end));
  const bare = parts.join('').replace(/\{\\[^{}\n]{0,40}\}/g, '');
  const lines = bare.split('\n').map((line) => line.trim());
  return decodeEntities(lines.filter((line) => line !== '').join(' '));
}
