import { err, type Result } from '../base/result';
import { say } from '../base/say';
import { insertItem, type EditedText } from '../yaml/yamlEdit';
import { editable, entryAt, find, unknownCode } from './codebookEdits';
import { groupsOf, textOf, textsOf, type Raw } from './rawCode';

/** A code as it is taken from one codebook to be put into another one, with all under it. */
export interface CopiedCode {
  readonly entry: Raw;
  /** Its name and those of the codes under it, in the order of the file: each needs an id of its own. */
  readonly names: readonly string[];
}

/** Takes a code with all under it out of a codebook's text, which stays as it is. Refused where it is not there. */
export function codeToCopy(text: string, id: string): Result<CopiedCode, string> {
  const tree = editable(text);
  if (!tree.ok) return tree;
  const path = find(tree.value, id);
  if (!path) return err(unknownCode(id));
  const entry = entryAt(tree.value, path);
  return { ok: true, value: { entry, names: namesIn(entry) } };
}

/**
 * Puts a copied code under `parent` (null: at the top) of another codebook, behind what is there. `ids` are new ids, one for each name of
 * the copy, in its order; pass only such as are free in the whole study. Codings stay with the original, and so do the ids that were
 * merged into it; each code of the copy names the one that it was copied from (`origin` of ids, for example the id of its codebook) among
 * its references. Codes of the copy that name one another name those of the copy.
 */
export function pasteCode(
  text: string,
  { entry }: CopiedCode,
  ids: readonly string[],
  { parent, from }: { readonly parent: string | null; readonly from: string },
): EditedText {
  const tree = editable(text);
  if (!tree.ok) return tree;
  const above = parent === null ? [] : find(tree.value, parent);
  if (!above) return err(unknownCode(parent));
  const taken = ids.find((id) => find(tree.value, id));
  const renamed = new Map(idsIn(entry).map((old, i) => [old, ids[i] ?? old]));
  if (taken !== undefined) return err(say('The id “{0}” is taken in this codebook. Choose another one.', taken));
  const list = [...above, 'codes'];
  const index = groupsOf((parent === null ? tree.value : entryAt(tree.value, above))['codes']).length;
  return insertItem(text, list, index, copyOf(entry, renamed, from));
}

function copyOf(entry: Raw, renamed: ReadonlyMap<string, string>, from: string): Raw {
  const old = textOf(entry['id']);
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(entry)) {
    if (key === 'merged' || key === 'refs') continue;
    if (key === 'id') copy['id'] = renamed.get(old) ?? old;
    else if (key === 'codes') copy['codes'] = groupsOf(value).map((child) => copyOf(child, renamed, from));
    else if (key === 'confusable') copy[key] = textsOf(value).map((one) => renamed.get(one) ?? one);
    else if (key === 'split') {
      // What it was split into elsewhere says nothing of the copy.
      const parts = textsOf(value).flatMap((one) => renamed.get(one) ?? []);
      if (parts.length > 0) copy[key] = parts;
    } else copy[key] = value;
  }
  const { codes, ...rest } = copy;
  return {
    ...rest,
    refs: [...new Set([...textsOf(entry['refs']), `${from}#${old}`])],
    ...(codes === undefined ? {} : { codes }),
  };
}

function namesIn(entry: Raw): readonly string[] {
  return [textOf(entry['name']), ...groupsOf(entry['codes']).flatMap(namesIn)];
}

function idsIn(entry: Raw): readonly string[] {
  return [textOf(entry['id']), ...groupsOf(entry['codes']).flatMap(idsIn)];
}
