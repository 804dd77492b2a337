import { slugOf } from '../../base/ids';
import { codebookVersion, type CodeEntry } from '../../codebook/codebookFile';
import { isColor, isPaletteName } from '../../codebook/palette';
import { maxCodeDepth } from '../../codebook/readCodebook';
import { flowText, collectionLines } from '../../yaml/blockText';
import type { GivenCode, GivenCodes, GivenNote } from './givenCodes';

/** The longest name that a code may have, in UTF-16 units. */
const longestName = 500;

/** A codebook made of what a file gives. */
export interface ImportedCodebook {
  /** The tree of codes, as the YAML will have it, in the file's order. */
  readonly codes: readonly CodeEntry[];
  /** How many there are. */
  readonly count: number;
  /** What the reading noted and what the making did, by place in the file. */
  readonly notes: readonly GivenNote[];
}

/** What a codebook file is called and where it came from. */
export interface CodebookHead {
  readonly id: string;
  readonly name: string;
}

/**
 * Makes a codebook of given codes: every code once, below the one that the file says, with an id made of its name that nothing else
 * has, in it or in what `taken` knows. A code that would stand below itself stands at the top; what stands too deep, higher up; a name
 * that is too long is cut, and whole in the note. All of that is said. Linear time.
 */
export function importedCodebook(
  { codes, notes }: Pick<GivenCodes, 'codes' | 'notes'>,
  taken: (id: string) => boolean = () => false,
): ImportedCodebook {
  const told = [...notes];
  const parents = placesOf(codes, told);
  sameNames(codes, parents, told);
  const children = new Map<number | null, (Named & { readonly at: number })[]>();
  withIds(codes, taken).forEach((named, at) => {
    const parent = parents[at] ?? null;
    const siblings = children.get(parent);
    if (siblings) siblings.push({ ...named, at });
    else children.set(parent, [{ ...named, at }]);
  });
  // Depths are bounded by `placesOf`.
  const entriesBelow = (parent: number | null): CodeEntry[] =>
    (children.get(parent) ?? []).map(({ code, id, at }) => {
      const below = entriesBelow(at);
      return { ...entryOf(code, id, told), ...(below.length === 0 ? {} : { codes: below }) };
    });
  return { codes: entriesBelow(null), count: codes.length, notes: told.sort((a, b) => a.line - b.line) };
}

/** The text of a codebook file that has these codes. */
export function codebookText({ id, name }: CodebookHead, codes: readonly CodeEntry[]): string {
  const head = [
    '# A codebook of Verbatim. Edit it here or in the Codebook view; both keep your comments and layout.',
    `verbatim-codebook: ${codebookVersion}`,
    `id: ${flowText(id, 'block')}`,
    `name: ${flowText(name, 'block')}`,
  ];
  const body = codes.length === 0 ? ['codes: []'] : ['codes:', ...collectionLines(codes, 2, { step: 2, dashStep: 2 })];
  return [...head, ...body, ''].join('\n');
}

/** Where each code stands, without ways that lead round or too deep. */
function placesOf(codes: readonly GivenCode[], notes: GivenNote[]): readonly (number | null)[] {
  const parents = codes.map(({ parent }) => parent);
  // 0: not looked at, 1: on the way that is gone now, 2: leads to the top.
  const seen = new Uint8Array(codes.length);
  const depths = new Map<number | null, number>();
  const note = (kind: GivenNote['kind'], at: number): void => {
    const code = codes[at];
    if (code) notes.push({ kind, line: code.line, words: code.name });
  };
  for (let i = 0; i < codes.length; i++) {
    const way: number[] = [];
    let at: number | null = i;
    while (at !== null && seen[at] === 0) {
      seen[at] = 1;
      way.push(at);
      at = parents[at] ?? null;
    }
    if (at !== null && seen[at] === 1) {
      note('cycle', at);
      parents[at] = null;
      // The last on the way stands below it, and is looked at first.
      depths.set(at, 0);
    }
    for (const one of way.reverse()) {
      const parent = parents[one] ?? null;
      let depth = (depths.get(parent) ?? -1) + 1;
      if (parent !== null && depth >= maxCodeDepth) {
        note('too-deep', one);
        parents[one] = parents[parent] ?? null;
        depth = maxCodeDepth - 1;
      }
      depths.set(one, depth);
      seen[one] = 2;
    }
  }
  return parents;
}

function sameNames(codes: readonly GivenCode[], parents: readonly (number | null)[], notes: GivenNote[]): void {
  const names = new Set<string>();
  codes.forEach(({ name, line }, i) => {
    const key = `${parents[i] ?? ''}\0${name.normalize('NFC').toLowerCase()}`;
    if (names.has(key)) notes.push({ kind: 'same-name', line, words: name });
    names.add(key);
  });
}

/** A code and its id in the codebook. */
interface Named {
  readonly code: GivenCode;
  readonly id: string;
}

/** An id for each: the one that the file gives where it is free, else one made of the name. */
function withIds(codes: readonly GivenCode[], taken: (id: string) => boolean): readonly Named[] {
  const used = new Set<string>();
  const free = (id: string): boolean => !used.has(id) && !taken(id);
  // How far the numbers of a name have come: ten thousand codes of one name are not counted up from two each time.
  const counts = new Map<string, number>();
  const given = codes.map(({ id }) => {
    // A number alone says nothing to who reads the file.
    if (id === null || /^\d/.test(id) || !free(id)) return undefined;
    used.add(id);
    return id;
  });
  return codes.map((code, i) => {
    const own = given[i];
    if (own !== undefined) return { code, id: own };
    const base = slugOf(code.name, 'code');
    let id = base;
    let count = counts.get(base) ?? 1;
    while (!free(id)) id = `${base}-${++count}`;
    counts.set(base, count);
    used.add(id);
    return { code, id };
  });
}

function entryOf(code: GivenCode, id: string, notes: GivenNote[]): CodeEntry {
  const { name, line, number, definition, include, exclude, examples, color } = code;
  const remarks = code.note === '' ? [] : [code.note];
  if (name.length > longestName) {
    notes.push({ kind: 'long-name', line, words: name });
    remarks.push(name);
  }
  const known = colorIn(color);
  if (color !== '' && known === undefined) {
    notes.push({ kind: 'color', line, words: color });
    remarks.push(color);
  }
  return {
    id,
    name: name.length > longestName ? `${cut(name)}…` : name,
    ...(number === '' ? {} : { number }),
    ...(definition === '' ? {} : { definition }),
    ...(include.length === 0 ? {} : { include: [...include] }),
    ...(exclude.length === 0 ? {} : { exclude: [...exclude] }),
    ...(examples.length === 0 ? {} : { examples: [...examples] }),
    ...(known === undefined ? {} : { color: known }),
    ...(remarks.length === 0 ? {} : { note: remarks.join('; ') }),
  };
}

function cut(name: string): string {
  return name.slice(0, longestName - 1).replace(/[\ud800-\udbff]$/, '');
}

function colorIn(text: string): string | undefined {
  const plain = text.trim().toLowerCase();
  if (isPaletteName(plain)) return plain;
  const hex = /^#?([0-9a-f]{6})$/.exec(plain)?.[1];
  const found = hex === undefined ? plain : `#${hex}`;
  return isColor(found) ? found : undefined;
}
