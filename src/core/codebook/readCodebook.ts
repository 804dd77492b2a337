import { say } from '../base/say';
import type { Digester } from '../base/digest';
import type { Problem } from '../base/problem';
import { checkShape, type ShapeIssue, type ShapePath } from '../base/shape';
import type { StudyPath } from '../base/studyPath';
import { misspeltProblems, readYaml, shapeProblems, type YamlFile } from '../yaml/yamlFile';
import { isPlainMap } from '../yaml/sameValue';
import { codeDigest } from './codeDigest';
import type { Code, Codebook } from './codebook';
import {
  codebookFile,
  codebookVersion,
  codeEntry,
  relationEntry,
  themeEntry,
  type CodeEntry,
  type RelationEntry,
} from './codebookFile';
import { isColor } from './palette';

/** How deep codes may stand under one another. */
export const maxCodeDepth = 20;

/** How many codes one codebook may have. */
export const maxCodes = 10_000;

/** A codebook file, read; `codebook` is null where the file cannot be used at all, and then a problem says why. */
export interface CodebookReading {
  readonly codebook: Codebook | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads a codebook. One faulty entry does not take the rest with it: it is left out, with all that stands under it, and reported. Of two
 * codes with the same id the first counts. A newer version is read as far as this program understands it and marked `readOnly`.
 * Names of codes that may stand in another codebook are checked by CodeTree.
 */
export async function readCodebook(file: StudyPath, text: string, digester: Digester): Promise<CodebookReading> {
  const yaml = readYaml(text, file);
  const problems: Problem[] = [...yaml.problems];
  const value = yaml.value;
  if (value === undefined) return { codebook: null, problems };
  const raw = isPlainMap(value) ? value : {};
  const version = raw['verbatim-codebook'];
  const readOnly = typeof version === 'number' && version > codebookVersion;
  if (readOnly) problems.push(newerVersion(yaml, version));
  // A newer program may know keys that look like slips here.
  else problems.push(...misspeltProblems(codebookFile, value, yaml));
  // Entries are held against their own schemas below, one by one.
  const bare = isPlainMap(value) ? { ...value, codes: [], themes: [], relations: [] } : value;
  const head = checkShape(codebookFile, bare);
  if (!head.ok) return { codebook: null, problems: [...problems, ...shapeProblems(head.error, yaml)] };

  const entries = new EntryReader(yaml, problems, head.value.id);
  const found = entries.codes(raw['codes'] ?? []);
  const digests = await Promise.all(found.map(({ entry }) => codeDigest(entry, digester)));
  const codes: Code[] = [];
  for (const [index, { entry, ...place }] of found.entries()) {
    const digest = digests[index];
    if (digest === undefined) continue;
    codes.push({
      id: entry.id,
      name: entry.name,
      entry,
      codebook: head.value.id,
      ...place,
      codable: entry.codable ?? true,
      retired: entry.retired ?? false,
      digest,
    });
  }
  const codebook: Codebook = {
    id: head.value.id,
    name: head.value.name,
    file,
    text,
    citation: head.value.citation ?? null,
    paraphrase: head.value.wording === 'paraphrase',
    codes,
    themes: entries.listed(raw['themes'] ?? [], 'themes', themeEntry),
    relations: entries.withoutCycles(entries.listed(raw['relations'] ?? [], 'relations', relationEntry)),
    readOnly,
  };
  return { codebook, problems };
}

function newerVersion(yaml: YamlFile, version: number): Problem {
  return {
    severity: 'warning',
    rule: 'newer-version',
    message: say(
      'This codebook was written by a newer Verbatim (version {0}; this one knows {1}).',
      version,
      codebookVersion,
    ),
    remedy: say('It can be read and coded with, but not edited here; update Verbatim to edit it.'),
    file: yaml.file,
    ...yaml.placeOf(['verbatim-codebook']),
  };
}

type FoundCode = Pick<Code, 'entry' | 'parent' | 'path' | 'color' | 'line' | 'children'>;

interface Surroundings {
  readonly parent: string | null;
  readonly path: readonly string[];
  readonly color: string | null;
}

/** Reads the entries of one file one by one and reports those that it leaves out. */
class EntryReader {
  private readonly ids = new Map<string, number>();
  private readonly found: FoundCode[] = [];
  private readonly places = new Map<string, ShapePath>();
  private full = false;

  constructor(
    private readonly yaml: YamlFile,
    private readonly problems: Problem[],
    private readonly codebook: string,
  ) {}

  /** Every sound code, parents before their children. */
  codes(raw: unknown): readonly FoundCode[] {
    this.list(raw, ['codes'], { parent: null, path: [], color: null });
    return this.found;
  }

  /** The sound entries of a list at the top of the file; of two with the same id the first. */
  listed<T extends { id: string }>(raw: unknown, key: string, schema: Parameters<typeof checkShape>[0]): T[] {
    if (!Array.isArray(raw)) {
      this.shape([{ path: [key], message: say('“{0}” has to be a list.', key) }]);
      return [];
    }
    const sound = new Map<string, T>();
    for (const [index, item] of raw.entries()) {
      const path = [key, index];
      const outcome = checkShape(schema, item);
      if (!outcome.ok) {
        this.shape(outcome.error.map((issue) => ({ ...issue, path: [...path, ...issue.path] })));
        continue;
      }
      const entry = outcome.value as T;
      if (sound.has(entry.id))
        this.report(
          'duplicate-id',
          say('“{0}” stands twice in “{1}”; the second is left out.', entry.id, key),
          say('Give it another id.'),
          [...path, 'id'],
        );
      else {
        sound.set(entry.id, entry);
        this.places.set(`${key}/${entry.id}`, path);
      }
    }
    return [...sound.values()];
  }

  /** Leaves out relations whose `to` leads through other relations back to themselves. */
  withoutCycles(relations: readonly RelationEntry[]): readonly RelationEntry[] {
    const byId = new Map(relations.map((relation) => [relation.id, relation]));
    return relations.filter((relation) => {
      const seen = new Set<string>();
      let next = byId.get(relation.to);
      while (next && next !== relation && !seen.has(next.id)) {
        seen.add(next.id);
        next = byId.get(next.to);
      }
      if (next !== relation) return true;
      this.report(
        'cyclic-relation',
        say('The relation “{0}” leads back to itself and is left out.', relation.id),
        say('Let “to” name a code, or a relation that does not come back.'),
        this.places.get(`relations/${relation.id}`) ?? ['relations'],
      );
      return false;
    });
  }

  private list(raw: unknown, at: ShapePath, around: Surroundings): string[] {
    if (!Array.isArray(raw)) {
      this.shape([{ path: at, message: say('“codes” has to be a list.') }]);
      return [];
    }
    if (around.path.length >= maxCodeDepth && raw.length > 0) {
      this.report(
        'too-deep',
        say('Codes stand more than {0} deep; what is deeper is left out.', maxCodeDepth),
        say('Move these codes further up.'),
        at,
      );
      return [];
    }
    const ids: string[] = [];
    for (const [index, item] of raw.entries()) {
      const id = this.code(item, [...at, index], around);
      if (id !== undefined) ids.push(id);
    }
    return ids;
  }

  private code(raw: unknown, at: ShapePath, around: Surroundings): string | undefined {
    if (this.full) return undefined;
    if (this.found.length >= maxCodes) {
      this.full = true;
      this.report(
        'too-many-codes',
        say('The codebook has more than {0} codes; the rest is left out.', maxCodes),
        say('Split it into several codebooks.'),
        at,
      );
      return undefined;
    }
    const outcome = checkShape(codeEntry, isPlainMap(raw) ? { ...raw, codes: [] } : raw);
    if (!outcome.ok) {
      this.shape(outcome.error.map((issue) => ({ ...issue, path: [...at, ...issue.path] })));
      return undefined;
    }
    const inner = isPlainMap(raw) ? raw['codes'] : undefined;
    const entry = entryOf(outcome.value, inner);
    const first = this.ids.get(entry.id);
    if (first !== undefined) {
      this.report(
        'duplicate-id',
        say(
          'The id “{0}” is taken by the code in line {1}; this one, and what stands under it, is left out.',
          entry.id,
          first,
        ),
        say('Give it another id, for example “{0}-{1}”.', this.codebook, entry.id),
        [...at, 'id'],
      );
      return undefined;
    }
    const { line } = this.yaml.placeOf(at);
    this.ids.set(entry.id, line);
    const path = [...around.path, entry.name];
    const color = this.colorOf(entry, at) ?? around.color;
    const position = this.found.push({ entry, parent: around.parent, path, color, line, children: [] }) - 1;
    const children =
      inner === undefined || inner === null
        ? []
        : this.list(inner, [...at, 'codes'], { parent: entry.id, path, color });
    this.found[position] = { entry, parent: around.parent, path, color, line, children };
    return entry.id;
  }

  private colorOf(entry: CodeEntry, at: ShapePath): string | undefined {
    if (entry.color === undefined || isColor(entry.color)) return entry.color;
    this.report(
      'unknown-color',
      say('“{0}” is no colour that Verbatim knows; the code has none.', entry.color),
      say('Write a palette name such as blue or orange, or "#RRGGBB" in quotes.'),
      [...at, 'color'],
      'warning',
    );
    return undefined;
  }

  private shape(issues: readonly ShapeIssue[]): void {
    this.problems.push(...shapeProblems(issues, this.yaml));
  }

  private report(
    rule: string,
    message: string,
    remedy: string,
    at: ShapePath,
    severity: Problem['severity'] = 'error',
  ): void {
    this.problems.push({ severity, rule, message, remedy, file: this.yaml.file, ...this.yaml.placeOf(at) });
  }
}

/** The entry with its children as the file has them, so that unknown keys and faulty children survive. */
function entryOf(shallow: CodeEntry, inner: unknown): CodeEntry {
  const { codes: _none, ...own } = shallow;
  return Array.isArray(inner) ? { ...own, codes: inner as CodeEntry[] } : own;
}
