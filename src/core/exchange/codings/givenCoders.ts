import { isSlug, slugOf } from '../../base/ids';
import { nearestOf } from '../../base/nearest';
import { err, ok, type Result } from '../../base/result';
import type { Coder } from '../../project/readCoder';
import type { RowFault } from './rowFaults';

/** A coder whom the study does not have yet, the first row that names them, and the one who may have been meant. */
interface NewCoder extends Coder {
  readonly row: number;
  readonly near: string | undefined;
}

/** What names of people are made of, in any script; an id is one, too. No path and no command is. */
const nameForm = /^(?=.*[\p{L}\p{N}])[\p{L}\p{M}\p{N} .,'’_()&@+-]{1,200}$/u;

/**
 * Finds whose codings rows are: coders of the study by id or name, and new ones, who get an id from their name. Who is named like
 * another one but for case, accents or signs is refused: whether it is the same person cannot be told.
 */
export class GivenCoders {
  /** Ids by what may stand in a cell; null for a name that several have. */
  private readonly ids = new Map<string, string | null>();
  /** What to write in place of a cell that differs in signs alone. */
  private readonly bySound = new Map<string, string>();
  private readonly found: NewCoder[] = [];
  private readonly taken: Set<string>;

  constructor(known: readonly Coder[]) {
    this.taken = new Set(known.map(({ id }) => id));
    for (const { id, name } of known) this.ids.set(name, this.ids.has(name) ? null : id);
    // An id goes before somebody else's name.
    for (const { id } of known) this.ids.set(id, id);
    for (const { id, name } of known) for (const one of [id, name]) this.bySound.set(soundOf(one), id);
  }

  /** The id of the coder that a cell names; `row` is told where the coder is new. */
  idOf(name: string, row: number): Result<string, RowFault> {
    const known = this.ids.get(name);
    if (known !== undefined) return known === null ? err(shared(name)) : ok(known);
    if (!nameForm.test(name)) return err(this.noName(name));
    const like = this.bySound.get(soundOf(name));
    if (like !== undefined) return err(this.unclear(name, like));
    const near = this.nearest(name);
    const id = isSlug(name) ? name : slugOf(name, 'coder', (slug) => this.taken.has(slug));
    this.ids.set(name, id);
    this.taken.add(id);
    this.bySound.set(soundOf(name), name);
    this.bySound.set(soundOf(id), name);
    this.found.push({ id, name, row, near });
    return ok(id);
  }

  /** Coders whom the study does not have yet, in the order of their first row. */
  get added(): readonly Coder[] {
    return this.found.map(({ id, name }) => ({ id, name }));
  }

  /** Who is new, and under which id, as sentences; `counted` is what a row is called. */
  notes(counted: 'Row' | 'Line'): readonly string[] {
    return this.found.map(({ id, name, row, near }) => {
      const said = `New coder: “${name}” (${counted.toLowerCase()} ${row})${id === name ? '' : `, with the id “${id}”`}.`;
      if (near === undefined) return said;
      return `${said} Did you mean “${near}”? Then delete the folder “coding/${id}”, write “${near}” in the file and import it again.`;
    });
  }

  /** A known coder whose id or name is nearly this one; those that differ in their numbers (coder1, coder2) are meant to differ. */
  private nearest(name: string): string | undefined {
    const near = nearestOf(soundOf(name), [...this.bySound.keys()]);
    if (near === undefined || withoutDigits(near) === withoutDigits(soundOf(name))) return undefined;
    return this.bySound.get(near);
  }

  private noName(name: string): RowFault {
    const near = this.bySound.get(soundOf(name)) ?? this.nearest(name);
    const advice = "Write a coder’s id or name: letters, digits, spaces and . , ' - _ ( ) & @ +.";
    return {
      rule: 'bad-coder',
      message: `“${name.slice(0, 40)}” is no name of a coder.`,
      remedy: near === undefined ? advice : `Did you mean “${near}”? ${advice}`,
    };
  }

  private unclear(name: string, like: string): RowFault {
    const own = slugOf(name, 'coder', (slug) => this.taken.has(slug) || this.bySound.has(soundOf(slug)));
    return {
      rule: 'unclear-coder',
      message: `no coder is called “${name}”, and “${like}” differs from it only in case, accents or signs.`,
      remedy: `Did you mean “${like}”? Write it so; for somebody else, write an id of their own, such as “${own}”.`,
    };
  }
}

/** Letters and digits of a name alone, without case and accents. */
function soundOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function withoutDigits(text: string): string {
  return text.replace(/\p{N}+/gu, '');
}

function shared(name: string): RowFault {
  return {
    rule: 'unclear-coder',
    message: `several coders are called “${name}”.`,
    remedy: 'Write the id of the one who is meant: the name of their folder in “coding”.',
  };
}
