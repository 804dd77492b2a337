import { isPlainMap, sameValue } from '../yaml/sameValue';
import { readYaml } from '../yaml/yamlFile';
import { codesThen, type CodesThen } from './codebookChanges';
import { groupsOf, textOf, textsOf } from './rawCode';

/** What became of a code from one stage of a codebook to a later one; several can be so of one code. */
export const fateKinds = ['kept', 'renamed', 'moved', 'merged', 'split', 'retired', 'removed', 'new'] as const;

export type FateKind = (typeof fateKinds)[number];

/** What a code was, what became of it, and what it is. */
export interface CodeFate {
  readonly code: string;
  /** Its name and the names of those above it at the earlier stage; null for a new one. */
  readonly then: { readonly name: string; readonly path: readonly string[] } | null;
  /** The same at the later stage; null for one that is not there any more. */
  readonly now: { readonly name: string; readonly path: readonly string[] } | null;
  readonly kinds: readonly FateKind[];
  /** Names at the later stage: of the code that it was merged into, or of those that it was split into; for a new one, of those that it was split from. */
  readonly others: readonly string[];
  /** Names of the themes that have it, at the later stage. */
  readonly themes: readonly string[];
}

/** How much a codebook had at one stage. */
export interface StageCounts {
  /** Codes that were in use. */
  readonly codes: number;
  /** Those of them with codes in use under them. */
  readonly categories: number;
  readonly themes: number;
}

/**
 * What became of each code of a codebook between two of its texts: those of the earlier one in its order, then the new ones. Codes that were
 * retired at the earlier stage already count only where they were brought back. O(codes).
 */
export function codeFates(before: string, after: string): readonly CodeFate[] {
  const [then, now] = [codesThen(before), codesThen(after)];
  const themes = themesIn(after);
  const themesOf = (code: string): readonly string[] =>
    themes.flatMap(({ name, codes }) => (codes.includes(code) ? [name] : []));
  const nameNow = (code: string): string => now.get(code)?.name ?? code;
  const fates: CodeFate[] = [];
  const sources = new Map<string, string[]>();
  for (const [code, was] of then) {
    const is = now.get(code);
    const parts = newIn(was.entry['split'], is?.entry['split']);
    for (const part of parts) sources.set(part, [...(sources.get(part) ?? []), was.name]);
    const [wasRetired, isRetired] = [was.entry['retired'] === true, is?.entry['retired'] === true];
    if (wasRetired && (is === undefined || isRetired)) continue;
    const survivor = is ? undefined : [...now].find(([, { entry }]) => textsOf(entry['merged']).includes(code));
    const kinds: FateKind[] = [];
    if (survivor) kinds.push('merged');
    else if (!is) kinds.push('removed');
    if (parts.length > 0) kinds.push('split');
    if (is && isRetired) kinds.push('retired');
    if (is && wasRetired) kinds.push('new');
    if (is && is.name !== was.name) kinds.push('renamed');
    if (is && !sameValue(is.above, was.above)) kinds.push('moved');
    if (kinds.length === 0) kinds.push('kept');
    fates.push({
      code,
      then: { name: was.name, path: pathIn(then, was.above) },
      now: is && !isRetired ? { name: is.name, path: pathIn(now, is.above) } : null,
      kinds,
      others: survivor ? [survivor[1].name] : parts.map(nameNow),
      themes: themesOf(code),
    });
  }
  for (const [code, is] of now) {
    if (then.has(code) || is.entry['retired'] === true) continue;
    fates.push({
      code,
      then: null,
      now: { name: is.name, path: pathIn(now, is.above) },
      kinds: ['new'],
      others: sources.get(code) ?? [],
      themes: themesOf(code),
    });
  }
  return fates;
}

/** How many codes in use, categories and themes a codebook's text has. */
export function stageCounts(text: string): StageCounts {
  const alive = [...codesThen(text)].filter(([, { entry }]) => entry['retired'] !== true);
  const parents = new Set(alive.map(([, { above }]) => above.at(-1)));
  return {
    codes: alive.length,
    categories: alive.filter(([code]) => parents.has(code)).length,
    themes: themesIn(text).length,
  };
}

function themesIn(text: string): readonly { readonly name: string; readonly codes: readonly string[] }[] {
  const { value } = readYaml(text, '');
  return groupsOf(isPlainMap(value) ? value['themes'] : []).map((theme) => ({
    name: textOf(theme['name']) || textOf(theme['id']),
    codes: textsOf(theme['codes']),
  }));
}

function newIn(before: unknown, after: unknown): readonly string[] {
  const old = textsOf(before);
  return textsOf(after).filter((one) => !old.includes(one));
}

function pathIn(codes: CodesThen, above: readonly string[]): readonly string[] {
  return above.map((id) => codes.get(id)?.name ?? id);
}
