import type { Code, Codebook } from '../../core/codebook/codebook';
import { keyOf, type CodebookNode, type CodebookRow, type CodeNode } from './codeNode';

/**
 * The rows of the codebook view: codebooks on top where there are several, else codes; under a filter, codes that match with what
 * they stand under. A row is the same object for as long as `known` is passed on: VS Code knows rows by their identity.
 */
export class CodebookRows {
  private readonly codes = new Map<string, Code>();
  private readonly books: ReadonlyMap<string, Codebook>;
  private readonly shown: ReadonlySet<string> | null;

  /** `matches`: ids that the filter matches, or null where there is no filter. */
  constructor(
    readonly root: string,
    codebooks: readonly Codebook[],
    private readonly matches: ReadonlySet<string> | null,
    private readonly known = new Map<string, CodebookRow>(),
  ) {
    this.books = new Map(codebooks.map((book) => [book.id, book]));
    // Of codes that share an id the first counts, as everywhere; the clash itself is a problem of the study.
    for (const { codes } of codebooks)
      for (const code of codes) if (!this.codes.has(code.id)) this.codes.set(code.id, code);
    this.shown = matches === null ? null : this.withAncestors(matches);
  }

  /** How many codes there are. */
  get total(): number {
    return this.codes.size;
  }

  /** How many codes the filter matches; all without one. */
  get matched(): number {
    return this.matches === null ? this.total : [...this.matches].filter((id) => this.codes.has(id)).length;
  }

  top(): readonly CodebookRow[] {
    if (this.books.size === 1) return [...this.books.values()].flatMap((book) => this.topCodes(book));
    return [...this.books.values()]
      .filter((book) => this.shown === null || book.codes.some(({ id }) => this.isShown(id)))
      .map((book) => this.codebookRow(book.id));
  }

  children(row: CodebookRow): readonly CodeNode[] {
    if (row.kind === 'codebook') {
      const book = this.books.get(row.codebook);
      return book ? this.topCodes(book) : [];
    }
    return (this.codes.get(row.code)?.children ?? []).filter((id) => this.isShown(id)).map((id) => this.codeRow(id));
  }

  parent(row: CodebookRow): CodebookRow | undefined {
    if (row.kind === 'codebook') return undefined;
    const code = this.codes.get(row.code);
    if (code?.parent != null) return this.codeRow(code.parent);
    return this.books.size === 1 ? undefined : this.codebookRow(row.codebook);
  }

  /** The row of a code; undefined where no codebook has it or the filter hides it. */
  rowOf(id: string): CodeNode | undefined {
    return this.isShown(id) ? this.codeRow(id) : undefined;
  }

  /** The name of a code, shown or not; undefined where no codebook has it. */
  nameOf(id: string): string | undefined {
    return this.codes.get(id)?.name;
  }

  code(row: CodebookRow): Code | undefined {
    return row.kind === 'code' ? this.codes.get(row.code) : undefined;
  }

  codebook(row: CodebookRow): Codebook | undefined {
    return this.books.get(row.codebook);
  }

  private topCodes(book: Codebook): readonly CodeNode[] {
    return book.codes.filter(({ id, parent }) => parent === null && this.isShown(id)).map(({ id }) => this.codeRow(id));
  }

  private isShown(id: string): boolean {
    return this.codes.has(id) && (this.shown === null || this.shown.has(id));
  }

  private withAncestors(ids: ReadonlySet<string>): ReadonlySet<string> {
    const shown = new Set<string>();
    for (const id of ids) {
      for (let at: string | null = id; at !== null && !shown.has(at); at = this.codes.get(at)?.parent ?? null) {
        if (this.codes.has(at)) shown.add(at);
      }
    }
    return shown;
  }

  private codeRow(id: string): CodeNode {
    const codebook = this.codes.get(id)?.codebook ?? '';
    return this.sameAsBefore({ kind: 'code', root: this.root, codebook, code: id });
  }

  private codebookRow(id: string): CodebookNode {
    return this.sameAsBefore({ kind: 'codebook', root: this.root, codebook: id });
  }

  private sameAsBefore<R extends CodebookRow>(row: R): R {
    const key = keyOf(row);
    const known = this.known.get(key) ?? row;
    this.known.set(key, known);
    return known as R;
  }
}
