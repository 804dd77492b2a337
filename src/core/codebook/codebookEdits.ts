import { say } from '../base/say';
import { changedFields } from '../base/fieldwise';
import { err, type Result } from '../base/result';
import type { ShapePath } from '../base/shape';
import { isPlainMap } from '../yaml/sameValue';
import { flowText } from '../yaml/blockText';
import { deleteAt, insertItem, moveItem, setValue, type EditedText } from '../yaml/yamlEdit';
import { readYaml } from '../yaml/yamlFile';
import { codebookVersion, type CodeEntry } from './codebookFile';
import { codebookSymbols } from './codebookSymbols';
import { cleanCodeFields, codeFieldRules, codeFieldsOf, type CodeField, type CodeFields } from './codeFields';
import { isColor } from './palette';
import type { Raw } from './rawCode';
import { renameInLine } from './renameInLine';

/** A code to add: as the YAML shall write it, under `parent` (null: at the top), right behind its sibling `after` (null: first; absent: last). */
export interface NewCode {
  readonly entry: CodeEntry;
  readonly parent: string | null;
  readonly after?: string | null;
}

/** Where a code shall stand: under `parent` (null: at the top), at `index` (from 0) among its children after the move. */
export interface CodePlace {
  readonly parent: string | null;
  readonly index: number;
}

/** Adds a code. Refused where its id is taken in this file, or `parent` or `after` is not there. Pass only ids that are free in the whole study. */
export function addCode(text: string, { entry, parent, after }: NewCode): EditedText {
  const tree = editable(text);
  if (!tree.ok) return tree;
  if (find(tree.value, entry.id)) {
    return err(say('The id “{0}” is taken in this codebook. Choose another one.', entry.id));
  }
  const list = listPath(tree.value, parent);
  if (!list) return err(unknownCode(parent));
  const siblings = idsAt(tree.value, list);
  const index = after === undefined ? siblings.length : after === null ? 0 : siblings.indexOf(after) + 1;
  if (typeof after === 'string' && index === 0) return err(unknownCode(after));
  return insertItem(text, list, index, entry);
}

/**
 * Gives a code another name. Its id stays, so its codings stay. `isSound`: the text is one that was read as a codebook, so that it need
 * not be parsed for this.
 */
export function renameCode(text: string, id: string, name: string, isSound = false): EditedText {
  if (name.trim() === '') return err(say('A code needs a name.'));
  const renamed = isSound ? renameInLine(text, id, name.trim()) : undefined;
  if (renamed !== undefined) return { ok: true, value: renamed };
  return setCodeField(text, id, 'name', name.trim());
}

/** Writes one key of a code; `undefined` takes it away. The id and the codes under it have their own operations and are refused here. */
export function setCodeField(text: string, id: string, key: string, value: unknown): EditedText {
  if (key === 'id')
    return err(say('The id of a code never changes, since codings refer to it. Change its name instead.'));
  if (key === 'codes') return err(say('Codes under a code are added and moved one by one.'));
  if (key === 'name' && value === undefined) return err(say('A code needs a name.'));
  const tree = editable(text);
  if (!tree.ok) return tree;
  const path = find(tree.value, id);
  if (!path) return err(unknownCode(id));
  const entry = entryAt(tree.value, path);
  if (value === undefined && !Object.hasOwn(entry, key)) return { ok: true, value: text };
  // New keys stand before the codes under the code, where a reader looks for them.
  const keys = Object.keys(entry);
  const codes = keys.indexOf('codes');
  return setValue(text, [...path, key], value, codes > 0 ? keys[codes - 1] : undefined);
}

/** What a form shows of a code, as this text has it. */
export function codeFieldsIn(text: string, id: string): Result<CodeFields, string> {
  const entry = entryOf(text, id);
  return entry.ok ? { ok: true, value: codeFieldsOf(entry.value) } : entry;
}

/**
 * Writes what a form says of a code. A field that says what the file says already is left as it is written there, and so is an item of
 * a list; an empty field takes its key away.
 */
export function setCodeFields(text: string, id: string, fields: CodeFields): EditedText {
  const entry = entryOf(text, id);
  if (!entry.ok) return entry;
  const wanted = cleanCodeFields(fields);
  let edited: EditedText = { ok: true, value: text };
  for (const field of changedFields(codeFieldRules, codeFieldsOf(entry.value), wanted)) {
    if (!edited.ok) return edited;
    edited = setField(edited.value, id, field, wanted, entry.value[field]);
  }
  return edited;
}

/** Has a code stand for another id as well, one that codings have and no code has any more. Nothing changes where it does already. */
export function mergeIdInto(text: string, id: string, old: string): EditedText {
  const entry = entryOf(text, id);
  if (!entry.ok) return entry;
  const merged: unknown = entry.value['merged'];
  const before: readonly unknown[] = Array.isArray(merged) ? merged : [];
  return before.includes(old) ? { ok: true, value: text } : setCodeField(text, id, 'merged', [...before, old]);
}

/** Gives a code the id back that it had, where it stands and wherever the same file names it. For LF text. */
export function putIdBack(text: string, id: string, was: string): EditedText {
  const tree = editable(text);
  if (!tree.ok) return tree;
  const { entries, mentions } = codebookSymbols(text);
  const own = entries.filter(({ kind, id: one }) => kind === 'code' && one === id);
  if (own.length !== 1) return err(unknownCode(id));
  if (find(tree.value, was)) return err(say('The id “{0}” is taken in this codebook. Choose another one.', was));
  const places = [
    ...own.map(({ idSpan }) => idSpan),
    ...mentions.filter((one) => one.id === id).map(({ span }) => span),
  ];
  const edited = places
    .sort((a, b) => b.start - a.start)
    .reduce((now, { start, end }) => now.slice(0, start) + was + now.slice(end), text);
  return { ok: true, value: edited };
}

/** Gives a code a colour: a palette name or #RRGGBB; `undefined` lets it take that of its parent. */
export function recolourCode(text: string, id: string, color: string | undefined): EditedText {
  if (color !== undefined && !isColor(color)) {
    return err(say('“{0}” is no colour. Choose one of the palette, or #RRGGBB.', color));
  }
  return setCodeField(text, id, 'color', color);
}

/** Retires a code: it is no longer offered, and its codings stay readable. */
export function retireCode(text: string, id: string): EditedText {
  return setCodeField(text, id, 'retired', true);
}

/** Takes a retired code into use again. */
export function reviveCode(text: string, id: string): EditedText {
  return setCodeField(text, id, 'retired', undefined);
}

/** Moves a code, with all under it and its comments. Refused under itself or one of its own. A parent that loses its last code loses the empty list as well. */
export function moveCode(text: string, id: string, { parent, index }: CodePlace): EditedText {
  const tree = editable(text);
  if (!tree.ok) return tree;
  const from = find(tree.value, id);
  if (!from) return err(unknownCode(id));
  const to = listPath(tree.value, parent);
  if (!to) return err(unknownCode(parent));
  if (parent !== null && find(tree.value, parent, from))
    return err(say('A code cannot be moved under itself. Choose another place.'));
  const oldParent = parentOf(tree.value, from);
  const moved = moveItem(text, from, to, index);
  if (!moved.ok || oldParent === null || oldParent === parent) return moved;
  return withoutEmptyList(moved.value, oldParent);
}

/** The text of a codebook without codes, with comments that show a person how to go on. */
export function newCodebookText({ id, name }: { readonly id: string; readonly name: string }): string {
  return `# A codebook of Verbatim. Edit it here or in the Codebook view; both keep your comments and layout.
verbatim-codebook: ${codebookVersion}
id: ${flowText(id, 'block')}
name: ${flowText(name, 'block')}
# citation: where the codes come from, if they are not your own
#
# Each code has an id that never changes (codings refer to it) and a name that may. A code with “codes” under it is a category:
#
#   - id: trusting-relationships
#     name: Building trusting relationships
#     color: blue
#     codes:
#       - id: making-a-connection
#         name: Making a connection
#         definition: What it means, in a sentence or two.
#         include: ["Use it when …"]
#         exclude: ["Do not use it when …"]
#         examples: ["“We just clicked.”"]
codes: []
`;
}

/** A codebook's text as it reads, where it may be edited: refused with a mistake in it, and where a newer version wrote it. */
export function editable(text: string): Result<Raw, string> {
  const { value, problems } = readYaml(text, '');
  const mistake = problems.find(({ severity }) => severity === 'error');
  if (mistake)
    return err(
      say('The codebook has a mistake in line {0}: {1} {2}', mistake.line ?? 1, mistake.message, mistake.remedy),
    );
  if (!isPlainMap(value)) return err(say('The file is no codebook. Begin it with “verbatim-codebook: 1”.'));
  const version = value['verbatim-codebook'];
  if (typeof version === 'number' && version > codebookVersion) {
    return err(say('This codebook was written by a newer Verbatim. Update Verbatim to edit it.'));
  }
  return { ok: true, value };
}

function entryOf(text: string, id: string): Result<Raw, string> {
  const tree = editable(text);
  if (!tree.ok) return tree;
  const path = find(tree.value, id);
  return path ? { ok: true, value: entryAt(tree.value, path) } : err(unknownCode(id));
}

/** `old` is what the file has there: a text that ended in a line break goes on doing so, and items that stay keep their form. */
function setField(text: string, id: string, field: CodeField, wanted: CodeFields, old: unknown): EditedText {
  if (field === 'name') return renameCode(text, id, wanted.name);
  if (field === 'color') return recolourCode(text, id, wanted.color === '' ? undefined : wanted.color);
  const value = wanted[field];
  if (typeof value === 'string') {
    const end = typeof old === 'string' && old.endsWith('\n') ? '\n' : '';
    return setCodeField(text, id, field, value === '' ? undefined : value + end);
  }
  const written: readonly unknown[] = Array.isArray(old) ? old : [];
  const texts = written.filter((item) => typeof item === 'string');
  const items = value.map((item) => texts.find((one) => one.trim() === item) ?? item);
  return setCodeField(text, id, field, items.length > 0 ? items : undefined);
}

/** The group at a path; an empty one where there is none. */
export function entryAt(root: unknown, path: ShapePath): Raw {
  let value = root;
  for (const part of path) {
    value = Array.isArray(value) ? (value[Number(part)] as unknown) : isPlainMap(value) ? value[part] : undefined;
  }
  return isPlainMap(value) ? value : {};
}

/** The path of the first code with this id, in file order, looking below `start` only. */
export function find(root: unknown, id: string, start: ShapePath = []): ShapePath | undefined {
  const search = (entry: Raw, path: ShapePath): ShapePath | undefined => {
    if (path.length > 0 && entry['id'] === id) return path;
    const codes = entry['codes'];
    if (!Array.isArray(codes)) return undefined;
    for (const [index, item] of codes.entries()) {
      const found = isPlainMap(item) ? search(item, [...path, 'codes', index]) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  return search(entryAt(root, start), start);
}

function listPath(root: Raw, parent: string | null): ShapePath | undefined {
  if (parent === null) return ['codes'];
  const path = find(root, parent);
  return path && [...path, 'codes'];
}

function idsAt(root: Raw, list: ShapePath): readonly unknown[] {
  const codes = entryAt(root, list.slice(0, -1))['codes'];
  return Array.isArray(codes) ? codes.map((item) => (isPlainMap(item) ? item['id'] : undefined)) : [];
}

/** The id of the code that the one at this path stands under; null at the top. */
export function parentOf(root: Raw, path: ShapePath): string | null {
  const id = path.length > 2 ? entryAt(root, path.slice(0, -2))['id'] : null;
  return typeof id === 'string' ? id : null;
}

/** The text without the list under a code that lost the last of its codes. */
export function withoutEmptyList(text: string, id: string): EditedText {
  const { value } = readYaml(text, '');
  const path = find(value, id);
  const codes = path && entryAt(value, path)['codes'];
  return path && Array.isArray(codes) && codes.length === 0
    ? deleteAt(text, [...path, 'codes'])
    : { ok: true, value: text };
}

/** Why nothing can be done with an id that the file does not have. */
export function unknownCode(id: string | null): string {
  return say('The codebook has no code “{0}” there; it may have been renamed or moved. Look at it again.', id ?? '');
}
