import type { CodeTree } from '../codebook/codeTree';

/** Which codings go out: those of some codes and of all codes below them, or of every code. */
export class CodeFilter {
  private readonly chosen: ReadonlySet<string> | null;

  /** `ids` may name merged codes too; an empty list chooses every coding, and segments without a code. */
  constructor(
    private readonly tree: CodeTree,
    ids: readonly string[],
  ) {
    const own = ids.flatMap((id) => tree.resolve(id) ?? []);
    this.chosen = ids.length === 0 ? null : new Set(own.flatMap(({ id }) => tree.subtreeOf(id).map((code) => code.id)));
  }

  /** True where every segment goes out, coded or not. */
  get everything(): boolean {
    return this.chosen === null;
  }

  /** True where a coding of this code goes out; a code that was merged into another counts as that one. */
  has(code: string): boolean {
    return this.chosen === null || this.chosen.has(this.tree.resolve(code)?.id ?? code);
  }
}
