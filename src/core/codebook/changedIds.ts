import type { Digest } from '../base/digest';
import { slugOf } from '../base/ids';
import type { Code } from './codebook';

/**
 * The code that had `id` before somebody changed that by hand in the codebook's file: the one whose definition and rules are those that
 * codings with the id were made under (`digests`), or else the one whose name gives the id. Undefined where none is, or several are.
 */
export function codeWithChangedId(id: string, digests: ReadonlySet<Digest>, codes: readonly Code[]): Code | undefined {
  const sameMeaning = codes.filter((code) => saysSomething(code) && digests.has(code.digest));
  const [found, another] = sameMeaning.length > 0 ? sameMeaning : codes.filter(({ name }) => slugOf(name, '') === id);
  return another === undefined ? found : undefined;
}

/** Codes without definition and rules all mean the same by their digest. */
function saysSomething({ entry: { definition = '', include = [], exclude = [] } }: Code): boolean {
  return definition !== '' || include.length > 0 || exclude.length > 0;
}
