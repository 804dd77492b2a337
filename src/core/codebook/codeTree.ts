import { say } from '../base/say';
import type { Problem } from '../base/problem';
import type { Code, Codebook } from './codebook';
import { codebookSymbols, type MentionRole, type SymbolMention } from './codebookSymbols';
import { LineTable } from '../text/lineTable';
import { CodeSearch } from './codeSearch';
import { themeProblems } from './themeProblems';

/** All codes of a study: its codebooks side by side, in the order of the project. Immutable; make a new one when a codebook changes. */
export class CodeTree {
  /** Ids that clash between codebooks, and names of codes that no codebook has. */
  readonly problems: readonly Problem[];
  private readonly codes = new Map<string, Code>();
  private readonly survivors = new Map<string, string>();
  private finder: CodeSearch | undefined;

  private constructor(readonly codebooks: readonly Codebook[]) {
    const problems: Problem[] = [];
    for (const codebook of codebooks) {
      for (const code of codebook.codes) {
        const first = this.codes.get(code.id);
        if (first) problems.push(clash(first, code, codebook, codebooks));
        else this.codes.set(code.id, code);
      }
    }
    for (const code of this.codes.values()) {
      for (const old of code.entry.merged ?? []) if (!this.survivors.has(old)) this.survivors.set(old, code.id);
    }
    for (const codebook of codebooks) problems.push(...this.claimProblems(codebook), ...this.unknownNames(codebook));
    problems.push(...themeProblems(codebooks));
    this.problems = problems;
  }

  /** Builds the tree of a study. Of two codes with the same id the one of the earlier codebook counts; the other is a problem. O(codes). */
  static of(codebooks: readonly Codebook[]): CodeTree {
    return new CodeTree(codebooks);
  }

  /** Every code, codebook by codebook, parents before their children. */
  get all(): readonly Code[] {
    return [...this.codes.values()];
  }

  /** The code with exactly this id; retired ones too. */
  byId(id: string): Code | undefined {
    return this.codes.get(id);
  }

  /**
   * The code that a coding with this id counts for: the code itself, or the one that it was merged into, however often that one was
   * merged again. Undefined for an id that no codebook knows, or where merges go in a circle.
   */
  resolve(id: string): Code | undefined {
    const seen = new Set<string>();
    let at = id;
    while (!seen.has(at)) {
      seen.add(at);
      const next = this.survivors.get(at);
      const code = this.codes.get(at);
      // A code that joined another one may still stand in the file, retired.
      if (code && (next === undefined || !code.retired)) return code;
      if (next === undefined) return undefined;
      at = next;
    }
    return undefined;
  }

  /** The codebook that a code belongs to. */
  codebookOf(code: Pick<Code, 'codebook'>): Codebook | undefined {
    return this.codebooks.find(({ id }) => id === code.codebook);
  }

  /** The codes at the top of a codebook, in file order. */
  roots(codebook: string): readonly Code[] {
    const found = this.codebooks.filter(({ id }) => id === codebook).flatMap(({ codes }) => codes);
    return found.filter((code) => code.parent === null && this.codes.get(code.id) === code);
  }

  /** The codes right under a code, in file order; none for an unknown id. */
  childrenOf(id: string): readonly Code[] {
    const code = this.codes.get(id);
    return (code?.children ?? []).flatMap((child) => {
      const found = this.codes.get(child);
      return found && found.parent === id && found.codebook === code?.codebook ? [found] : [];
    });
  }

  /** The codes above a code, top first, without itself. */
  ancestorsOf(id: string): readonly Code[] {
    const found: Code[] = [];
    let parent = this.codes.get(id)?.parent ?? null;
    while (parent !== null && found.length < this.codes.size) {
      const code = this.codes.get(parent);
      if (!code) break;
      found.unshift(code);
      parent = code.parent;
    }
    return found;
  }

  /** A code and all under it, parents before their children; empty for an unknown id. */
  subtreeOf(id: string): readonly Code[] {
    const code = this.codes.get(id);
    return code ? [code, ...this.childrenOf(id).flatMap((child) => this.subtreeOf(child.id))] : [];
  }

  /** Position (from 0) of a code's top category among the tops of its codebook: what `colorOf` asks for. */
  topIndexOf(code: Code): number {
    const top = this.ancestorsOf(code.id)[0] ?? code;
    return this.roots(code.codebook).indexOf(top);
  }

  /**
   * Codes that have every word of `text` in their name, path, number, other names or id; accents and case do not count. Best first,
   * retired ones last, then in file order. An empty text finds all.
   */
  search(text: string): readonly Code[] {
    this.finder ??= new CodeSearch(this.all);
    return this.finder.find(text);
  }

  /** Ids in `merged` lists that do not count for the code that claims them. */
  private claimProblems({ codes, file }: Codebook): Problem[] {
    return codes.flatMap(({ id, entry, line }) =>
      (entry.merged ?? []).flatMap((old): Problem[] => {
        const place = { severity: 'warning', rule: 'merged-id', file, line } as const;
        const alive = this.codes.get(old);
        if (alive && !alive.retired) {
          const message = say(
            '“merged” of “{0}” names “{1}”, which is a code itself: its codings count for it.',
            id,
            old,
          );
          const remedy = say('Take “{0}” off the list, or merge the two with “Merge Codes…”.', old);
          return [{ ...place, message, remedy }];
        }
        const survivor = this.survivors.get(old);
        if (survivor === id) return [];
        const message = say(
          '“merged” of “{0}” names “{1}”, which “{2}” names as well: its codings count for that one.',
          id,
          old,
          survivor ?? '',
        );
        return [{ ...place, message, remedy: say('Take “{0}” off one of the two lists.', old) }];
      }),
    );
  }

  private unknownNames(codebook: Codebook): Problem[] {
    const problems: Problem[] = [];
    const relations = new Set(codebook.relations.map(({ id }) => id));
    let mentions: SymbolMention[] | undefined;
    let lines: LineTable | undefined;
    /** Where the file has the next mention of a name in a role; nothing is looked up where all names are known. */
    const placeOf = (name: string, role: MentionRole): Pick<Problem, 'line' | 'column'> => {
      mentions ??= [...codebookSymbols(codebook.text).mentions];
      const found = mentions.findIndex((one) => one.id === name && one.role === role);
      const [mention] = found < 0 ? [] : mentions.splice(found, 1);
      if (!mention) return {};
      const { line, character } = (lines ??= new LineTable(codebook.text)).positionAt(mention.span.start);
      return { line: line + 1, column: character + 1 };
    };
    const check = (names: readonly string[], where: string, role: MentionRole, line?: number): void => {
      for (const name of names) {
        if (this.resolve(name) || this.codes.has(name)) continue;
        problems.push({
          severity: 'warning',
          rule: 'unknown-code',
          message: say('{0} names “{1}”, which no codebook of the study has.', where, name),
          remedy: say('Correct the id, or add the codebook that has it to verbatim.yaml.'),
          file: codebook.file,
          ...(line === undefined ? {} : { line }),
          ...placeOf(name, role),
        });
      }
    };
    for (const { id, entry, line } of codebook.codes) {
      check(entry.confusable ?? [], say('“confusable” of “{0}”', id), 'confusable', line);
      check(entry.split ?? [], say('“split” of “{0}”', id), 'split', line);
    }
    for (const theme of codebook.themes) check(theme.codes ?? [], say('The theme “{0}”', theme.id), 'theme');
    for (const { id, from, to } of codebook.relations) {
      check([from], say('“from” of the relation “{0}”', id), 'from');
      if (!relations.has(to)) check([to], say('“to” of the relation “{0}”', id), 'to');
    }
    return problems;
  }
}

function clash(first: Code, code: Code, codebook: Codebook, codebooks: readonly Codebook[]): Problem {
  const other = codebooks.find(({ id }) => id === first.codebook)?.file ?? first.codebook;
  return {
    severity: 'error',
    rule: 'duplicate-id',
    message: say(
      'The id “{0}” is taken by a code of “{1}”, line {2}; this one cannot be used.',
      code.id,
      other,
      first.line,
    ),
    remedy: say('Give it another id, for example “{0}-{1}”.', code.codebook, code.id),
    file: codebook.file,
    line: code.line,
  };
}
