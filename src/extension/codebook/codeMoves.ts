import type { Code, Codebook } from '../../core/codebook/codebook';
import { err, ok, type Result } from '../../core/base/result';

/** Where codes are dropped: under a code, or on a codebook for its top level. */
export interface DropPlace {
  readonly codebook: string;
  /** The code that they go under, or null for the top level. */
  readonly parent: string | null;
}

/** One step of a move: the code goes under `parent` as its child number `index` (from 0), counted as the file stands before the step. */
export interface CodeMove {
  readonly id: string;
  readonly parent: string | null;
  readonly index: number;
}

/** Why codes stay where they are. */
export type MoveRefusal =
  | { readonly kind: 'under-itself'; readonly name: string }
  | { readonly kind: 'other-codebook'; readonly name: string }
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'already-there' };

/**
 * What dropping codes at a place comes to: they are put after the codes that are there, in the order of the codebook. A code that is
 * dragged together with one that it stands under comes along with that one. All or nothing: one code that cannot go there keeps all.
 */
export function codeMoves(
  ids: readonly string[],
  place: DropPlace,
  codebooks: readonly Codebook[],
): Result<readonly CodeMove[], MoveRefusal> {
  const book = codebooks.find(({ id }) => id === place.codebook);
  const codes = new Map<string, Code>(book?.codes.map((code) => [code.id, code]));
  if (book === undefined || (place.parent !== null && !codes.has(place.parent)))
    return err({ kind: 'unknown', name: place.parent ?? place.codebook });
  const wanted = new Set(ids);
  for (const id of wanted) {
    if (codes.has(id)) continue;
    const elsewhere = codebooks.flatMap(({ codes: all }) => all).find((code) => code.id === id);
    return err(elsewhere ? { kind: 'other-codebook', name: elsewhere.name } : { kind: 'unknown', name: id });
  }
  const above = place.parent === null ? [] : chain(place.parent, codes);
  const moving = book.codes.filter(
    ({ id, parent }) => wanted.has(id) && !chain(parent, codes).some((one) => wanted.has(one)),
  );
  const swallowed = moving.find(({ id }) => above.includes(id));
  if (swallowed) return err({ kind: 'under-itself', name: swallowed.name });
  const there = childIds(place.parent, book, codes);
  const stay = there.filter((id) => !wanted.has(id));
  const after = [...stay, ...moving.map(({ id }) => id)];
  if (moving.length === 0 || (after.length === there.length && after.every((id, i) => id === there[i])))
    return err({ kind: 'already-there' });
  return ok(stepsTo(moving, place.parent, there));
}

/** One after the other to the end. One that is among its new siblings already makes room first, so the last place is one less. */
function stepsTo(moving: readonly Code[], parent: string | null, there: readonly string[]): CodeMove[] {
  const now = [...there];
  return moving.map(({ id }) => {
    const at = now.indexOf(id);
    if (at >= 0) now.splice(at, 1);
    const index = now.length;
    now.push(id);
    return { id, parent, index };
  });
}

function childIds(parent: string | null, book: Codebook, codes: ReadonlyMap<string, Code>): readonly string[] {
  if (parent !== null) return codes.get(parent)?.children ?? [];
  return book.codes.flatMap((code) => (code.parent === null ? [code.id] : []));
}

/** A code and all that it stands under. */
function chain(id: string | null, codes: ReadonlyMap<string, Code>): readonly string[] {
  const found: string[] = [];
  for (let at = id; at !== null && !found.includes(at); at = codes.get(at)?.parent ?? null) found.push(at);
  return found;
}
