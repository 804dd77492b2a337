import { say } from '../base/say';
import { isSeq, type Document } from 'yaml';
import { err, ok, type Result } from '../base/result';
import type { ShapePath } from '../base/shape';
import { addKey, insertItemAt, removeAt, replaceValue, unfolded, type Splices } from './entrySplices';
import { applySplices, Layout } from './layout';
import { moveBlockItem, samePath } from './moveSplices';
import { isPlainMap, plainCopy, sameValue } from './sameValue';
import { readYaml, type YamlFile } from './yamlFile';

/** The text of a file, or what it was read into: parsing is most of what an edit costs, and who looked at the file first need not do it twice. */
export type EditedFile = string | YamlFile;

/** The new text of a file, or why it is left as it is, in a sentence for the person. */
export type EditedText = Result<string, string>;

/** More changes than this within one value are not made one by one; the value is written anew. */
const maxSteps = 24;

/**
 * Writes `value` at `path`; `undefined` takes it away. Where both the old and the new value are groups or lists, only what differs
 * between them is touched. A key that is not there is added as the last of its group, or after the key `after`; one missing list or
 * group on the way is made, index = length appends. O(n) in the length of the text.
 */
export function setValue(file: EditedFile, path: ShapePath, value: unknown, after?: string): EditedText {
  if (value === undefined) return deleteAt(file, path);
  const wanted = plainCopy(value);
  return edit(file, {
    intend: (root) => withValue(root, path, wanted),
    rewrite: (layout, root) => setInText(layout, root, path, wanted, after),
    rebuild: (document) => {
      document.setIn(path, document.createNode(wanted));
    },
  });
}

/** Takes the key or item at `path` away, with the comments right above it. A group or list that loses its last entry stays as `{}` or `[]`. */
export function deleteAt(file: EditedFile, path: ShapePath): EditedText {
  return edit(file, {
    intend: (root) => withoutValue(root, path),
    rewrite: (layout) => spliced(layout, removeAt(layout, path)),
    rebuild: (document) => {
      document.deleteIn(path);
    },
  });
}

/** Inserts an item in the list at `path` so that it stands at `index` (0 to its length). The list may be empty, null or missing. */
export function insertItem(text: string, path: ShapePath, index: number, value: unknown): EditedText {
  const wanted = plainCopy(value);
  return edit(text, {
    intend: (root) => withItem(root, path, index, wanted),
    rewrite: (layout, root) => {
      const list = valueAt(root, path);
      if (isPlainMap(wanted)) layout = withRoom(layout, root, path);
      return Array.isArray(list) && list.length > 0
        ? spliced(layout, insertItemAt(layout, path, index, wanted))
        : setInText(layout, root, path, [wanted]);
    },
    rebuild: (document) => {
      const list = document.getIn(path, true);
      if (isSeq(list)) list.items.splice(index, 0, document.createNode(wanted));
      else document.setIn(path, document.createNode([wanted]));
    },
  });
}

/**
 * Moves the item at `from`, with everything under it and its comments, to the list at `to`. `to` is a path before the move; `index` is
 * where the item stands after it. The list may be empty, null or missing. Refused where `to` lies within the item.
 */
export function moveItem(text: string, from: ShapePath, to: ShapePath, index: number): EditedText {
  if (to.length >= from.length && samePath(to.slice(0, from.length), from)) {
    return err(say('An entry cannot be moved into itself. Choose another place.'));
  }
  if (samePath(from, [...to, index])) return ok(text);
  return edit(text, {
    intend: (root) => withMoved(root, from, to, index),
    rewrite: (layout, root) => {
      layout = withRoom(layout, root, to);
      const inPlace = spliced(layout, moveBlockItem(layout, from, to, index));
      return inPlace ?? movedByValue(layout, valueAt(root, from), from, to, index);
    },
    rebuild: (document) => {
      const node: unknown = document.getIn(from, true);
      const list: unknown = document.getIn(to, true);
      document.deleteIn(from);
      if (isSeq(list)) list.items.splice(index, 0, node);
    },
  });
}

/** The layout once the group that shall hold a list for the first time is written in lines, not in brackets. */
function withRoom(layout: Layout, root: unknown, list: ShapePath): Layout {
  const group = list.slice(0, -1);
  if (hasValue(root, list)) return layout;
  const text = spliced(layout, unfolded(layout, group, valueAt(root, group)));
  return text === undefined ? layout : new Layout(text);
}

interface EditPlan {
  /** What the whole value shall be, made from a copy of what it is; or why that cannot be. */
  readonly intend: (root: unknown) => Result<unknown, string>;
  /** The edit in the text itself; undefined where the layout is too uncommon. */
  readonly rewrite: (layout: Layout, root: unknown) => string | undefined;
  /** The edit through the parser's document, which may lay the file out anew. */
  readonly rebuild: (document: Document.Parsed) => void;
}

function edit(file: EditedFile, plan: EditPlan): EditedText {
  const read = typeof file === 'string' ? readYaml(file, '') : file;
  const { text } = read;
  const refusal = refusalOf(read);
  if (refusal !== undefined) return err(refusal);
  const intended = plan.intend(plainCopy(read.value));
  if (!intended.ok) return intended;
  if (sameValue(intended.value, read.value)) return ok(text);
  const attempts = [
    () => asIfEndingInBreak(read, (whole) => plan.rewrite(whole, read.value)),
    () => rebuilt(text, plan),
  ];
  for (const attempt of attempts) {
    const candidate = attempted(attempt);
    if (candidate !== undefined && says(candidate, intended.value)) return ok(candidate);
  }
  return err(
    say(
      'This place of the file is written in a way that Verbatim cannot change without harm. Make the change in the file itself.',
    ),
  );
}

function says(text: string, intended: unknown): boolean {
  const file = readYaml(text, '');
  return refusalOf(file) === undefined && sameValue(file.value, intended);
}

function refusalOf(file: YamlFile): string | undefined {
  const problem = file.problems.find(({ severity }) => severity === 'error');
  if (!problem) return undefined;
  return say('The file has a mistake in line {0}: {1} {2}', problem.line ?? 1, problem.message, problem.remedy);
}

/** The parser's document throws plain errors for places that it cannot edit; a value that YAML has no form for is a RangeError. */
function attempted(attempt: () => string | undefined): string | undefined {
  try {
    return attempt();
  } catch {
    return undefined;
  }
}

/** Edits a text that does not end in a line break as if it did, so that every entry is whole lines, and takes the break off again. */
function asIfEndingInBreak(
  { text, document }: YamlFile,
  rewrite: (layout: Layout) => string | undefined,
): string | undefined {
  const layout = new Layout(text, document ?? undefined);
  if (text === '' || text.endsWith('\n')) return rewrite(layout);
  const edited = rewrite(new Layout(text + layout.eol));
  return edited?.endsWith(layout.eol) ? edited.slice(0, -layout.eol.length) : edited;
}

function rebuilt(text: string, plan: EditPlan): string {
  const layout = new Layout(text);
  plan.rebuild(layout.document);
  const out = layout.document.toString({
    lineWidth: 0,
    indent: Math.max(1, layout.step),
    indentSeq: layout.dashStep > 0,
    flowCollectionPadding: false,
  });
  return layout.eol === '\n' ? out : out.replaceAll('\n', '\r\n');
}

function spliced(layout: Layout, splices: Splices): string | undefined {
  return splices && applySplices(layout.text, splices);
}

function setInText(layout: Layout, root: unknown, path: ShapePath, value: unknown, after?: string): string | undefined {
  const old = valueAt(root, path);
  const exists = hasValue(root, path);
  if (exists) {
    const steps = stepsBetween(path, old, value);
    if (steps.length > 0 && steps.length <= maxSteps) {
      let next: string | undefined;
      for (const step of steps) {
        next = step(next === undefined ? layout : new Layout(next));
        if (next === undefined) return undefined;
      }
      return next;
    }
    return spliced(layout, replaceValue(layout, path, value));
  }
  const parentPath = path.slice(0, -1);
  const part = path.at(-1);
  const parent = valueAt(root, parentPath);
  if (typeof part === 'number') {
    return Array.isArray(parent) && parent.length > 0
      ? spliced(layout, insertItemAt(layout, parentPath, part, value))
      : setInText(layout, root, parentPath, [value]);
  }
  if (part === undefined) return undefined;
  if (isPlainMap(parent) || (parent === null && hasValue(root, parentPath))) {
    return spliced(layout, addKey(layout, parentPath, part, value, after));
  }
  return setInText(layout, root, parentPath, { [part]: value });
}

type Step = (layout: Layout) => string | undefined;

/** The small edits that turn one group or list into another; none where the value has to be written anew. */
function stepsBetween(path: ShapePath, old: unknown, value: unknown): Step[] {
  if (sameValue(old, value)) return [];
  if (Array.isArray(old) && Array.isArray(value)) {
    return old.length > 0 && value.length > 0 ? listSteps(path, old, value) : [];
  }
  if (!isPlainMap(old) || !isPlainMap(value) || Object.keys(old).length === 0 || Object.keys(value).length === 0)
    return [];
  const removed = Object.keys(old).filter((key) => !Object.hasOwn(value, key));
  const steps = Object.entries(value).flatMap(([key, item]) => {
    if (!Object.hasOwn(old, key)) return [(at: Layout) => spliced(at, addKey(at, path, key, item))];
    return changeSteps([...path, key], old[key], item);
  });
  return [...steps, ...removed.map((key) => (at: Layout) => spliced(at, removeAt(at, [...path, key])))];
}

function changeSteps(path: ShapePath, old: unknown, value: unknown): Step[] {
  if (sameValue(old, value)) return [];
  const inner = stepsBetween(path, old, value);
  return inner.length > 0 ? inner : [(at) => spliced(at, replaceValue(at, path, value))];
}

function listSteps(path: ShapePath, old: readonly unknown[], value: readonly unknown[]): Step[] {
  let head = 0;
  while (head < Math.min(old.length, value.length) && sameValue(old[head], value[head])) head++;
  let tail = 0;
  while (
    tail < Math.min(old.length, value.length) - head &&
    sameValue(old[old.length - 1 - tail], value[value.length - 1 - tail])
  ) {
    tail++;
  }
  const shared = Math.min(old.length, value.length) - head - tail;
  const steps: Step[] = [];
  for (let i = head; i < head + shared; i++) steps.push(...changeSteps([...path, i], old[i], value[i]));
  for (let i = head + shared; i < value.length - tail; i++) {
    steps.push((at) => spliced(at, insertItemAt(at, path, i, value[i])));
  }
  for (let i = old.length - tail - 1; i >= head + shared; i--)
    steps.push((at) => spliced(at, removeAt(at, [...path, i])));
  return steps;
}

function movedByValue(
  layout: Layout,
  value: unknown,
  from: ShapePath,
  to: ShapePath,
  index: number,
): string | undefined {
  // Insert first where the path would otherwise shift; the index of the same list counts without the item.
  const sameList = samePath(from.slice(0, -1), to);
  if (sameList) {
    const without = spliced(layout, removeAt(layout, from));
    const result = without === undefined ? undefined : insertItem(without, to, index, value);
    return result?.ok ? result.value : undefined;
  }
  const withIt = insertItem(layout.text, to, index, value);
  if (!withIt.ok) return undefined;
  const source = shiftedBy(from, to, index);
  const result = deleteAt(withIt.value, source);
  return result.ok ? result.value : undefined;
}

/** The path `from` after an item was inserted at `index` of the list at `to`. */
function shiftedBy(from: ShapePath, to: ShapePath, index: number): ShapePath {
  const part = from[to.length];
  const within = from.length > to.length && samePath(from.slice(0, to.length), to);
  if (!within || typeof part !== 'number' || part < index) return from;
  return [...to, part + 1, ...from.slice(to.length + 1)];
}

const nothingThere = (): string =>
  say('There is nothing at that place of the file; it may have changed. Look at it again.');

function valueAt(root: unknown, path: ShapePath): unknown {
  let value = root;
  for (const part of path) {
    if (Array.isArray(value)) value = typeof part === 'number' ? (value[part] as unknown) : undefined;
    else if (isPlainMap(value) && Object.hasOwn(value, part)) value = value[part];
    else return undefined;
  }
  return value;
}

function hasValue(root: unknown, path: ShapePath): boolean {
  return valueAt(root, path) !== undefined;
}

function containerOf(root: unknown, path: ShapePath): Record<string, unknown> | unknown[] | undefined {
  const parent = valueAt(root, path.slice(0, -1));
  if (Array.isArray(parent)) return parent as unknown[];
  return isPlainMap(parent) ? parent : undefined;
}

function withValue(root: unknown, path: ShapePath, value: unknown): Result<unknown, string> {
  const part = path.at(-1);
  if (part === undefined) return ok(value);
  if (part === '__proto__') return err(say('“__proto__” cannot be a key. Choose another name.'));
  const parentPath = path.slice(0, -1);
  const parent = valueAt(root, parentPath);
  if (parent === undefined || parent === null) {
    if (part !== 0 && typeof part === 'number') return err(nothingThere());
    return withValue(root, parentPath, part === 0 ? [value] : { [part]: value });
  }
  if (Array.isArray(parent) && typeof part === 'number' && part >= 0 && part <= parent.length) parent[part] = value;
  else if (isPlainMap(parent) && typeof part === 'string') Object.assign(parent, { [part]: value });
  else return err(nothingThere());
  return ok(root);
}

function withoutValue(root: unknown, path: ShapePath): Result<unknown, string> {
  const container = containerOf(root, path);
  const part = path.at(-1);
  if (!container || part === undefined || !hasValue(root, path)) return err(nothingThere());
  if (Array.isArray(container)) container.splice(Number(part), 1);
  else Reflect.deleteProperty(container, String(part));
  return ok(root);
}

function withItem(root: unknown, path: ShapePath, index: number, value: unknown): Result<unknown, string> {
  const list = valueAt(root, path);
  if (Array.isArray(list)) {
    if (index < 0 || index > list.length) return err(nothingThere());
    list.splice(index, 0, value);
    return ok(root);
  }
  if (index !== 0 || (list !== null && list !== undefined)) return err(nothingThere());
  return withValue(root, path, [value]);
}

function withMoved(root: unknown, from: ShapePath, to: ShapePath, index: number): Result<unknown, string> {
  const source = containerOf(root, from);
  const position = from.at(-1);
  if (!Array.isArray(source) || typeof position !== 'number' || position >= source.length) return err(nothingThere());
  const target = valueAt(root, to);
  const item: unknown = source[position];
  if (!Array.isArray(target)) {
    if (index !== 0 || (target !== null && target !== undefined)) return err(nothingThere());
    const outcome = withValue(root, to, [item]);
    source.splice(position, 1);
    return outcome;
  }
  source.splice(position, 1);
  if (index < 0 || index > target.length) return err(nothingThere());
  target.splice(index, 0, item);
  return ok(root);
}
