import assert from 'node:assert/strict';
import fc from 'fast-check';
import { deleteAt, insertItem, moveItem, setValue } from '../../../src/core/yaml/yamlEdit';
import { readYaml } from '../../../src/core/yaml/yamlFile';
import { runs } from '../../support/runs';

const options = { seed: 20261122, numRuns: runs(30) };

interface Tree {
  readonly id: string;
  readonly words: string;
  readonly list: readonly string[];
  readonly style: number;
  readonly children: readonly Tree[];
}

const words = fc.oneof(
  fc.constantFrom(
    'plain',
    'yes',
    '12',
    '1.5',
    'a: b',
    'x #y',
    '- z',
    '“quoted”',
    "it's",
    '',
    ' lead',
    'two\nlines',
    'a\n\n  b\n',
    'null',
    '2013-05-01',
    '18-25',
    '{',
    '\t',
    '\u2028',
    'é語😀',
    '@at',
  ),
  fc.string({ maxLength: 12 }),
);
function treeOf(levels: number): fc.Arbitrary<Tree> {
  return fc.record({
    id: fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 6 }),
    words,
    list: fc.array(fc.constantFrom('one', 'two, three', 'four: five'), { maxLength: 3 }),
    style: fc.nat(63),
    children: levels === 0 ? fc.constant([]) : fc.array(treeOf(levels - 1), { maxLength: 3 }),
  });
}
const tree = treeOf(2);

interface Layout {
  readonly eol: string;
  readonly dash: number;
  readonly final: boolean;
}
const layout: fc.Arbitrary<Layout> = fc.record({
  eol: fc.constantFrom('\n', '\r\n'),
  dash: fc.constantFrom(0, 2, 4),
  final: fc.boolean(),
});

/** A codebook-like file written the way people do: comments, blank lines, several ways of quoting, block and bracket lists. */
function written(trees: readonly Tree[], { eol, dash, final }: Layout): string {
  const lines = ['# head of the file', 'version: 1   # not touched', '', 'codes:' + (trees.length === 0 ? ' []' : '')];
  const write = (items: readonly Tree[], column: number): void => {
    for (const item of items) {
      const pad = ' '.repeat(column);
      if (item.style & 1) lines.push(`${pad}# about ${item.id}`);
      lines.push(
        `${pad}- id: ${item.style & 2 ? JSON.stringify(item.id) : item.id}${item.style & 4 ? '  # tail' : ''}`,
      );
      const quoted = JSON.stringify(item.words).replace(
        /[\u007f-\u009f\u2028\u2029\ufeff]/g,
        (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      lines.push(`${pad}  words: ${quoted}`);
      if (item.style & 32) lines.push(`${pad}  text: |`, `${pad}    some`, '', `${pad}     text # no comment`);
      if (item.list.length > 0 && item.style & 8)
        lines.push(`${pad}  list: [${item.list.map((w) => JSON.stringify(w)).join(', ')}]`);
      else if (item.list.length > 0) lines.push(`${pad}  list:`, ...item.list.map((w) => `${pad}    - '${w}'`));
      if (item.children.length > 0) {
        lines.push(`${pad}  codes:`);
        write(item.children, column + 2 + dash);
      }
      if (item.style & 16) lines.push('');
    }
  };
  write(trees, dash);
  lines.push('# foot', 'last: {a: 1, b: [x]}');
  return lines.join(eol) + (final ? eol : '');
}

type Path = (string | number)[];

function listsIn(value: unknown, path: Path = []): { path: Path; length: number }[] {
  if (Array.isArray(value)) {
    return [{ path, length: value.length }, ...value.flatMap((item, i) => listsIn(item, [...path, i]))];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => listsIn(item, [...path, key]));
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, part) => (inner as Record<string | number, unknown>)[part], value);
}

const documents = fc.tuple(fc.array(tree, { maxLength: 4 }), layout).map(([trees, how]) => written(trees, how));

function read(text: string): unknown {
  const file = readYaml(text, 'x.yaml');
  assert.deepEqual(file.problems, [], text);
  return structuredClone(file.value);
}

/** The lines of `inner` stand in `outer` in their order. */
function isSubsequence(inner: readonly string[], outer: readonly string[]): boolean {
  let i = 0;
  for (const line of outer) if (i < inner.length && inner[i] === line) i++;
  return i === inner.length;
}

function value<T>(result: { ok: true; value: T } | { ok: false; error: string }): T {
  if (!result.ok) assert.fail(result.error);
  return result.value;
}

describe('law: YAML edits', () => {
  const item = fc.record(
    { id: fc.constantFrom('new-1', 'yes', '7'), words, list: fc.array(words, { maxLength: 4 }) },
    { noNullPrototype: true },
  );

  it('insert: the value is the one intended, all lines stay, and deleting gives the file as it was', () => {
    fc.assert(
      fc.property(documents, item, fc.nat(), fc.nat(), (text, added, which, where) => {
        const before = read(text);
        const lists = listsIn(before).filter(({ path }) => path.at(-1) === 'codes');
        const list = lists[which % lists.length]!;
        const index = where % (list.length + 1);
        const after = value(insertItem(text, list.path, index, added));
        (at(before, list.path) as unknown[]).splice(index, 0, added);
        assert.deepEqual(read(after), before);
        const kept = text.split('\n').filter((line) => !line.startsWith('codes: []'));
        assert.ok(isSubsequence(kept, after.split('\n')) || !text.endsWith('\n'), after);
        assert.equal(value(deleteAt(after, [...list.path, index])), text);
      }),
      options,
    );
  });

  it('set: only lines of the entry change', () => {
    fc.assert(
      fc.property(
        documents,
        words,
        fc.nat(),
        fc.constantFrom('words', 'list', 'text', 'fresh', 'id'),
        (text, to, which, key) => {
          const before = read(text);
          const entries = listsIn(before)
            .filter(({ path }) => path.at(-1) === 'codes')
            .flatMap(({ path, length }) => Array.from({ length }, (_, i) => [...path, i]));
          if (entries.length === 0) return;
          const path = entries[which % entries.length]!;
          const wanted = key === 'list' ? [to, 'one', to] : to;
          const after = value(setValue(text, [...path, key], wanted));
          const entry = at(before, path) as Record<string, unknown>;
          const old = entry[key];
          entry[key] = wanted;
          assert.deepEqual(read(after), before);
          const a = text.split('\n');
          const b = after.split('\n');
          let head = 0;
          while (head < a.length && a[head] === b[head]) head++;
          let tail = 0;
          while (tail < a.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
          const touched = a.length - head - tail;
          const size = typeof old === 'string' ? old.split('\n').length + 1 : Array.isArray(old) ? old.length + 1 : 1;
          assert.ok(touched <= size + 1, `${touched} lines touched:\n${text}\n→\n${after}`);
        },
      ),
      options,
    );
  });

  it('move: the value is the one intended, and no comment is lost', () => {
    fc.assert(
      fc.property(documents, fc.nat(), fc.nat(), fc.nat(), fc.boolean(), (text, which, target, where, missing) => {
        const before = read(text);
        const lists = listsIn(before).filter(({ path }) => path.at(-1) === 'codes');
        const entries = lists.flatMap(({ path, length }) => Array.from({ length }, (_, i) => [...path, i]));
        if (entries.length === 0) return;
        const from = entries[which % entries.length]!;
        const other = entries[target % entries.length]!;
        const to = missing ? [...other, 'codes'] : lists[target % lists.length]!.path;
        const inside = to.slice(0, from.length).join('/') === from.join('/');
        const source = at(before, from.slice(0, -1)) as unknown[];
        const list = (at(before, to) ?? []) as unknown[];
        const index = where % (list.length + (list === source ? 0 : 1));
        const result = moveItem(text, from, to, index);
        if (inside) {
          assert.equal(result.ok, false);
          return;
        }
        const after = value(result);
        const moved = at(before, from);
        const owner = missing ? (at(before, other) as Record<string, unknown>) : undefined;
        source.splice(Number(from.at(-1)), 1);
        list.splice(index, 0, moved);
        if (owner) owner['codes'] = list;
        assert.deepEqual(read(after), before);
        const comments = (whole: string): string[] =>
          whole
            .split(/\r?\n/)
            .map((line) => line.trim())
            .filter((line) => line.includes('#'))
            .sort();
        assert.deepEqual(
          comments(after),
          comments(text),
          `${text}\n→ ${from.join('/')} to ${to.join('/')} ${index}\n${after}`,
        );
        if (text.includes('\r\n')) assert.ok(!/[^\r]\n/.test(after), 'line breaks stay CRLF');
      }),
      options,
    );
  });

  it('delete: the value is the one intended, other lines stay', () => {
    fc.assert(
      fc.property(documents, fc.nat(), fc.constantFrom('words', 'list', 'codes', 'id'), (text, which, key) => {
        const before = read(text);
        const entries = listsIn(before)
          .filter(({ path }) => path.at(-1) === 'codes')
          .flatMap(({ path, length }) => Array.from({ length }, (_, i) => [...path, i]));
        const path = entries[which % Math.max(1, entries.length)];
        const entry = path && (at(before, path) as Record<string, unknown>);
        if (!path || !entry || !(key in entry)) return;
        const after = value(deleteAt(text, [...path, key]));
        Reflect.deleteProperty(entry, key);
        assert.deepEqual(read(after), before);
        if (key !== 'id') assert.ok(isSubsequence(after.split('\n'), text.split('\n')) || !text.endsWith('\n'));
      }),
      options,
    );
  });
});
