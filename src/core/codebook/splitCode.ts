import { err } from '../base/result';
import { say } from '../base/say';
import type { EditedText } from '../yaml/yamlEdit';
import { addCode, editable, entryAt, find, parentOf, setCodeField, unknownCode } from './codebookEdits';
import type { CodeEntry } from './codebookFile';

/** A code that another one is split into: a new one, or one that stands in the same codebook already. */
export interface SplitPart {
  readonly id: string;
  /** What a new one is called; null for one that is there. */
  readonly name: string | null;
}

/** What becomes of a code that is split: it stays beside the new ones, or above them as their category; or it is retired. */
export type SplitRest = 'beside' | 'above' | 'retired';

/**
 * Splits a code into others, in the text of its codebook. New ones come right behind it, or under it, behind those that are there
 * (`rest` is `above`). The code lists all of them under `split`, behind what stands there already; codings of it count as made before
 * that (`codeDigest`), so that each coder is asked which of the codes fits. No coding is changed here.
 *
 * Refused, with nothing done: an unknown code, no part, itself as a part, a part twice, a new id that the file has, an old one that it
 * has not.
 */
export function splitCode(text: string, id: string, parts: readonly SplitPart[], rest: SplitRest): EditedText {
  const tree = editable(text);
  if (!tree.ok) return tree;
  const path = find(tree.value, id);
  if (!path) return err(unknownCode(id));
  if (parts.length === 0) return err(say('Name at least one code that it shall be split into.'));
  const ids = parts.map((part) => part.id);
  if (ids.includes(id)) return err(say('A code cannot be split into itself. Choose another one.'));
  if (new Set(ids).size < ids.length) return err(say('The same code is named twice. Name each one once.'));
  const missing = parts.find((part) => part.name === null && !find(tree.value, part.id));
  if (missing) return err(unknownCode(missing.id));

  const parent = rest === 'above' ? id : parentOf(tree.value, path);
  let edited: EditedText = { ok: true, value: text };
  let after = rest === 'above' ? undefined : id;
  for (const part of parts) {
    if (!edited.ok) return edited;
    if (part.name === null) continue;
    const entry: CodeEntry = { id: part.id, name: part.name, origin: 'inductive' };
    edited = addCode(edited.value, { entry, parent, ...(after === undefined ? {} : { after }) });
    if (after !== undefined) after = part.id;
  }
  const listed: unknown = entryAt(tree.value, path)['split'];
  const before: readonly unknown[] = Array.isArray(listed) ? listed : [];
  if (edited.ok) edited = setCodeField(edited.value, id, 'split', [...new Set([...before, ...ids])]);
  if (edited.ok && rest === 'retired') edited = setCodeField(edited.value, id, 'retired', true);
  return edited;
}
