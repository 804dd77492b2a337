import { err } from '../base/result';
import { say } from '../base/say';
import { sameValue } from '../yaml/sameValue';
import { deleteAt, setValue, type EditedText } from '../yaml/yamlEdit';
import {
  editable,
  entryAt,
  find,
  moveCode,
  parentOf,
  setCodeField,
  unknownCode,
  withoutEmptyList,
} from './codebookEdits';
import { groupsOf, textOf, textsOf, type Raw } from './rawCode';

/** Keys that stay with the code that they were written of: they say what it is or how it came to be, which the survivor says of itself. */
const ofTheMergedAlone = ['id', 'name', 'number', 'color', 'origin', 'basis', 'codable', 'retired', 'codes'];

/** Lists of which the survivor gets the items that it lacks. */
const joined = ['include', 'exclude', 'examples', 'confusable', 'refs', 'split'];

/**
 * Merges codes into one that stays, all in the text of one codebook. Coding files are not touched: the survivor lists the old ids, and
 * those that had joined them before, under `merged`, by which codings that say them count for it.
 *
 * Codes under a merged one go under the survivor, behind its own. Old names become other names (`aka`); rules, examples, references and
 * codes that are easily confused are added to the survivor's; a definition or note is taken where it has none, and else appended to its
 * note with the old name before it. Themes and relations of the file name the survivor; a relation between two codes that became one
 * goes, unless another relation names it. Another code of the file that had claimed an old id gives it up.
 *
 * Refused, with nothing done: no code, an unknown id, one that stands twice in the file, a merge into itself or into a code under it.
 */
export function mergeCodes(text: string, ids: readonly string[], into: string): EditedText {
  const old = [...new Set(ids)];
  const tree = editable(text);
  if (!tree.ok) return tree;
  const refusal = refusalOf(tree.value, old, into);
  if (refusal !== undefined) return err(refusal);
  const gone = old.map((id) => entryOf(tree.value, id));
  const steps: ((yaml: string) => EditedText)[] = [
    // Reading the text is most of what a step costs, so there are none for what is not there.
    ...old
      .filter((id) => childIds(tree.value, id).length > 0)
      .map((id) => (yaml: string) => withChildrenUnder(yaml, id, into)),
    ...old.map((id) => (yaml: string) => withoutCode(yaml, id)),
    (yaml) => withFields(yaml, into, joinedFields(entryOf(tree.value, into), gone, into)),
    ...(claimersIn(tree.value, old).some((id) => id !== into)
      ? [(yaml: string) => withoutClaims(yaml, old, into)]
      : []),
    ...(groupsOf(tree.value['themes']).length > 0 ? [(yaml: string) => withThemes(yaml, old, into)] : []),
    ...(groupsOf(tree.value['relations']).length > 0 ? [(yaml: string) => withRelations(yaml, old, into)] : []),
  ];
  let edited: EditedText = { ok: true, value: text };
  for (const step of steps) if (edited.ok) edited = step(edited.value);
  return edited;
}

function refusalOf(root: Raw, old: readonly string[], into: string): string | undefined {
  if (old.length === 0) return say('Choose the codes that shall be merged.');
  const target = find(root, into);
  if (!target) return unknownCode(into);
  if (old.includes(into)) return say('A code cannot be merged into itself. Choose another one.');
  const ids = idsIn(root);
  for (const id of old) {
    const path = find(root, id);
    if (!path) return unknownCode(id);
    if (find(root, into, path)) {
      return say(
        '“{0}” stands under “{1}”, so it cannot take it in. Move it out first, or merge the other way round.',
        into,
        id,
      );
    }
    if (ids.filter((one) => one === id).length > 1) {
      return say('The id “{0}” stands twice in the codebook. Give one of the two another id first.', id);
    }
  }
  return undefined;
}

/** What the survivor says after the merge, of the keys that may change. */
function joinedFields(survivor: Raw, gone: readonly Raw[], into: string): Raw {
  const fields: Record<string, unknown> = {};
  const goneIds = new Set<unknown>(gone.map(({ id }) => id));
  for (const key of joined) {
    const ofCodes = key === 'confusable' || key === 'split';
    const items = [survivor, ...gone].flatMap((entry) => textsOf(entry[key]));
    const kept = items.filter((item) => !ofCodes || (item !== into && !goneIds.has(item)));
    fields[key] = listOf(kept);
  }
  const names = gone.flatMap((entry) => [String(entry['name']), ...textsOf(entry['aka'])]);
  fields['aka'] = listOf([...textsOf(survivor['aka']), ...names.filter((name) => name !== survivor['name'])]);
  const ids = gone.flatMap((entry) => [String(entry['id']), ...textsOf(entry['merged'])]);
  fields['merged'] = listOf([...textsOf(survivor['merged']), ...ids].filter((id) => id !== into));
  let definition = textOf(survivor['definition']);
  let note = textOf(survivor['note']);
  for (const entry of gone) {
    const name = String(entry['name']);
    const theirs = textOf(entry['definition']);
    if (definition.trim() === '') definition = theirs;
    else if (theirs.trim() !== '' && theirs.trim() !== definition.trim())
      note = appended(note, `${name}: ${theirs.trim()}`);
    const theirNote = textOf(entry['note']);
    if (note.trim() === '') note = theirNote;
    else if (theirNote.trim() !== '' && !note.includes(theirNote.trim()))
      note = appended(note, `${name}: ${theirNote.trim()}`);
    const known = [...ofTheMergedAlone, ...joined, 'aka', 'merged', 'definition', 'note'];
    for (const [key, value] of Object.entries(entry)) {
      if (!known.includes(key) && survivor[key] === undefined && fields[key] === undefined) fields[key] = value;
    }
  }
  if (definition !== '') fields['definition'] = definition;
  if (note !== '') fields['note'] = note;
  return fields;
}

function withFields(text: string, id: string, fields: Raw): EditedText {
  const tree = editable(text);
  if (!tree.ok) return tree;
  const before = entryOf(tree.value, id);
  let edited: EditedText = { ok: true, value: text };
  for (const [key, value] of Object.entries(fields)) {
    if (edited.ok && !sameValue(before[key], value)) edited = setCodeField(edited.value, id, key, value);
  }
  return edited;
}

function withChildrenUnder(text: string, id: string, into: string): EditedText {
  let edited: EditedText = { ok: true, value: text };
  for (;;) {
    if (!edited.ok) return edited;
    const tree = editable(edited.value);
    if (!tree.ok) return tree;
    const child = childIds(tree.value, id)[0];
    if (child === undefined) return edited;
    const index = childIds(tree.value, into).filter((one) => one !== child).length;
    edited = moveCode(edited.value, child, { parent: into, index });
  }
}

function withoutCode(text: string, id: string): EditedText {
  const tree = editable(text);
  if (!tree.ok) return tree;
  const path = find(tree.value, id);
  if (!path) return err(unknownCode(id));
  const parent = parentOf(tree.value, path);
  const deleted = deleteAt(text, path);
  return deleted.ok && parent !== null ? withoutEmptyList(deleted.value, parent) : deleted;
}

/** An id counts for the code that claims it first, so nobody else may go on claiming these. */
function withoutClaims(text: string, old: readonly string[], into: string): EditedText {
  const tree = editable(text);
  if (!tree.ok) return tree;
  let edited: EditedText = { ok: true, value: text };
  for (const id of claimersIn(tree.value, old)) {
    const claims = textsOf(entryOf(tree.value, id)['merged']);
    const kept = claims.filter((claim) => !old.includes(claim));
    if (id === into || !edited.ok) continue;
    edited = setCodeField(edited.value, id, 'merged', kept.length > 0 ? kept : undefined);
  }
  return edited;
}

function withThemes(text: string, old: readonly string[], into: string): EditedText {
  const tree = editable(text);
  if (!tree.ok) return tree;
  let edited: EditedText = { ok: true, value: text };
  for (const [index, theme] of groupsOf(tree.value['themes']).entries()) {
    const codes = textsOf(theme['codes']);
    if (!edited.ok || !codes.some((code) => old.includes(code))) continue;
    const named = [...new Set(codes.map((code) => (old.includes(code) ? into : code)))];
    edited = setValue(edited.value, ['themes', index, 'codes'], named);
  }
  return edited;
}

function withRelations(text: string, old: readonly string[], into: string): EditedText {
  const tree = editable(text);
  if (!tree.ok) return tree;
  const relations = groupsOf(tree.value['relations']);
  const ids = new Set<unknown>(relations.map(({ id }) => id));
  const named = new Set<unknown>(relations.map(({ to }) => to));
  const codeOf = (name: unknown, mayBeRelation: boolean): unknown =>
    typeof name === 'string' && old.includes(name) && !(mayBeRelation && ids.has(name)) ? into : name;
  let edited: EditedText = { ok: true, value: text };
  // From the last to the first, so that the places of those before hold.
  for (const [index, relation] of [...relations.entries()].reverse()) {
    const [from, to] = [codeOf(relation['from'], false), codeOf(relation['to'], true)];
    const isChanged = from !== relation['from'] || to !== relation['to'];
    if (!edited.ok || !isChanged) continue;
    if (from === to && !named.has(relation['id'])) {
      edited = deleteAt(edited.value, ['relations', index]);
      continue;
    }
    if (from !== relation['from']) edited = setValue(edited.value, ['relations', index, 'from'], from);
    if (edited.ok && to !== relation['to']) edited = setValue(edited.value, ['relations', index, 'to'], to);
  }
  return edited;
}

function entryOf(root: Raw, id: string): Raw {
  const path = find(root, id);
  return path ? entryAt(root, path) : {};
}

function childIds(root: Raw, id: string): readonly string[] {
  return groupsOf(entryOf(root, id)['codes']).flatMap((child) =>
    typeof child['id'] === 'string' ? [child['id']] : [],
  );
}

/** Ids of the codes that list one of these ids as merged. */
function claimersIn(root: Raw, old: readonly string[]): readonly string[] {
  return groupsOf(root['codes']).flatMap((entry) => [
    ...(typeof entry['id'] === 'string' && textsOf(entry['merged']).some((id) => old.includes(id))
      ? [entry['id']]
      : []),
    ...claimersIn(entry, old),
  ]);
}

function idsIn(root: Raw): readonly string[] {
  return groupsOf(root['codes']).flatMap((entry) => [
    ...(typeof entry['id'] === 'string' ? [entry['id']] : []),
    ...idsIn(entry),
  ]);
}

function listOf(items: readonly string[]): readonly string[] | undefined {
  const once = [...new Set(items)];
  return once.length > 0 ? once : undefined;
}

function appended(note: string, more: string): string {
  return note.trim() === '' ? more : `${note.trimEnd()}\n\n${more}`;
}
