import { isSlug, slugOf } from '../../base/ids';
import type { Coder } from '../../project/readCoder';

/** Finds whose codings rows are: coders of the study by id or name, and new ones, who get an id from their name. */
export class GivenCoders {
  private readonly ids = new Map<string, string>();
  private readonly found: Coder[] = [];
  private readonly taken: Set<string>;

  constructor(known: readonly Coder[]) {
    this.taken = new Set(known.map(({ id }) => id));
    for (const { id, name } of known) if (!this.ids.has(name)) this.ids.set(name, id);
    // An id goes before somebody else's name.
    for (const { id } of known) this.ids.set(id, id);
  }

  /** The id of the coder that a cell names. */
  idOf(name: string): string {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    const id = isSlug(name) && !this.taken.has(name) ? name : slugOf(name, 'coder', (slug) => this.taken.has(slug));
    this.ids.set(name, id);
    this.taken.add(id);
    this.found.push({ id, name });
    return id;
  }

  /** Coders whom the study does not have yet, in the order of their first row. */
  get added(): readonly Coder[] {
    return this.found;
  }

  /** Who is new, and under which id, as sentences. */
  get notes(): readonly string[] {
    return this.found.map(({ id, name }) =>
      id === name ? `New coder: “${id}”.` : `New coder: “${name}”, with the id “${id}”.`,
    );
  }
}
