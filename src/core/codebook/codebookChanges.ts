import { readYaml } from '../yaml/yamlFile';
import { isPlainMap, sameValue } from '../yaml/sameValue';
import { groupsOf, textOf, textsOf, type Raw } from './rawCode';

/** What can become of a code between two versions of its codebook. */
export const codeChangeKinds = [
  'created',
  'merged',
  'split',
  'removed',
  'renamed',
  'moved',
  'definition',
  'include',
  'exclude',
  'examples',
  'retired',
  'broughtBack',
  'other',
] as const;

export type CodeChangeKind = (typeof codeChangeKinds)[number];

/** One thing that became of a code. */
export interface CodeChange {
  readonly kind: CodeChangeKind;
  /** Id of the code. */
  readonly code: string;
  /** What it is called after it; before it, where it is not there any more. */
  readonly name: string;
  /** What was there before and after: names, wordings, items a line each, the path of its category ('' at the top); '' where there was nothing to say. */
  readonly before: string;
  readonly after: string;
}

/** A code as one version of a codebook has it. */
interface Version {
  readonly entry: Raw;
  readonly name: string;
  /** Ids of the codes above it, top first. */
  readonly above: readonly string[];
}

/** The codes of one version of a codebook's text, by id. */
export type CodesThen = ReadonlyMap<string, Version>;

/** Keys with a kind of their own, or that say nothing of the code itself. */
const told = ['id', 'name', 'codes', 'definition', 'include', 'exclude', 'examples', 'merged', 'split', 'retired'];

/** Reads the codes of a codebook's text, the first of those with the same id; none where it is no YAML. O(text). */
export function codesThen(text: string): CodesThen {
  const codes = new Map<string, Version>();
  const walk = (entries: readonly Raw[], above: readonly string[]): void => {
    for (const entry of entries) {
      const id = textOf(entry['id']);
      if (id !== '' && !codes.has(id)) codes.set(id, { entry, name: textOf(entry['name']) || id, above });
      // The reader of YAML bounds how deep this goes.
      walk(groupsOf(entry['codes']), id === '' ? above : [...above, id]);
    }
  };
  const { value } = readYaml(text, '');
  walk(groupsOf(isPlainMap(value) ? value['codes'] : []), []);
  return codes;
}

/**
 * What became of each code from one version of a codebook to a later one: those that came or changed in the order of the later one, then
 * those that went. Empty where both say the same of every code; the order of codes, comments and layout do not count. A code that went
 * into the `merged` list of another one was merged; one of whose codes above it another one was renamed has not moved.
 */
export function codebookChanges(before: CodesThen, after: CodesThen): readonly CodeChange[] {
  const changes: CodeChange[] = [];
  for (const [code, now] of after) {
    const was = before.get(code);
    const add = (kind: CodeChangeKind, from: string, to: string): void => {
      changes.push({ kind, code, name: now.name, before: from, after: to });
    };
    const list = (key: string): readonly [readonly string[], readonly string[]] => [
      textsOf(was?.entry[key]),
      textsOf(now.entry[key]),
    ];
    if (!was) add('created', '', pathIn(after, now.above));
    const newlyMerged = list('merged')[1].filter((id) => !list('merged')[0].includes(id));
    for (const id of newlyMerged) {
      const old = before.get(id);
      if (old && !after.has(id))
        changes.push({ kind: 'merged', code: id, name: old.name, before: old.name, after: now.name });
      else if (was) changes.push({ kind: 'merged', code: id, name: id, before: id, after: now.name });
    }
    const parts = list('split')[1].filter((id) => !list('split')[0].includes(id));
    if (parts.length > 0) add('split', now.name, parts.map((id) => after.get(id)?.name ?? id).join('\n'));
    if (was && was.name !== now.name) add('renamed', was.name, now.name);
    if (was && !sameValue(was.above, now.above)) add('moved', pathIn(before, was.above), pathIn(after, now.above));
    const [meantThen, meansNow] = [textOf(was?.entry['definition']).trim(), textOf(now.entry['definition']).trim()];
    if (meantThen !== meansNow) add('definition', meantThen, meansNow);
    for (const key of ['include', 'exclude', 'examples'] as const) {
      const [then, items] = list(key);
      if (!sameValue(then, items)) add(key, then.join('\n'), items.join('\n'));
    }
    const [wasRetired, isRetired] = [was?.entry['retired'] === true, now.entry['retired'] === true];
    if (wasRetired !== isRetired) add(isRetired ? 'retired' : 'broughtBack', '', '');
    const others = (entry: Raw | undefined): Raw =>
      Object.fromEntries(Object.entries(entry ?? {}).filter(([key]) => !told.includes(key)));
    const [thenOthers, nowOthers] = [others(was?.entry), others(now.entry)];
    if (was && !sameValue(thenOthers, nowOthers)) {
      const keys = [...new Set([...Object.keys(thenOthers), ...Object.keys(nowOthers)])];
      const changed = keys.filter((key) => !sameValue(thenOthers[key], nowOthers[key]));
      add('other', '', changed.join('\n'));
    }
  }
  const joined = new Set(changes.filter(({ kind }) => kind === 'merged').map(({ code }) => code));
  for (const [code, { name, above }] of before) {
    if (after.has(code) || joined.has(code)) continue;
    changes.push({ kind: 'removed', code, name, before: pathIn(before, above), after: '' });
  }
  return changes;
}

/** The names of codes above a code; '' at the top. */
function pathIn(codes: CodesThen, above: readonly string[]): string {
  return above.map((id) => codes.get(id)?.name ?? id).join(' › ');
}
