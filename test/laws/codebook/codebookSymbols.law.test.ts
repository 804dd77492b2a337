import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isMap, isScalar, isSeq, parseDocument, stringify, type YAMLMap } from 'yaml';
import { ok } from '../../../src/core/base/result';
import { renameCode } from '../../../src/core/codebook/codebookEdits';
import { codebookSymbols, entryOfCode, type MentionRole } from '../../../src/core/codebook/codebookSymbols';
import { renameInLine } from '../../../src/core/codebook/renameInLine';
import { runs } from '../../support/runs';

interface Raw {
  readonly [key: string]: unknown;
}

const id = fc
  .stringMatching(/^[a-z][a-zA-Z0-9._-]{0,8}$/)
  .filter((one) => !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(one));
const line = fc.constantFrom(
  'Trust',
  'Being: there',
  'a # b',
  "it's",
  '“We clicked”',
  '- id: not-an-id',
  'id: x',
  '[a, b]',
  '{c',
  'to',
  '"said"',
  'a name that is so long that it does not stand in one line of forty signs',
);
const prose = fc
  .array(fc.constantFrom('codes:', '  - id: in-a-text', 'name: no name', '', 'Plain words.', '# no comment'), {
    minLength: 1,
    maxLength: 5,
  })
  .map((lines) => lines.join('\n'));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

const code: fc.Arbitrary<Raw> = fc.letrec<{ code: Raw }>((tie) => ({
  code: fc.record(
    {
      id,
      definition: maybe(fc.oneof(line, prose)),
      name: line,
      include: maybe(fc.array(fc.oneof(line, prose), { maxLength: 2 })),
      confusable: maybe(fc.array(id, { maxLength: 3 })),
      merged: maybe(fc.array(id, { maxLength: 2 })),
      'x-own': maybe(fc.constant({ codes: [{ id: 'no-code', name: 'No' }], merged: ['no'] })),
      codes: maybe(fc.array(tie('code'), { maxLength: 2 })),
      split: maybe(fc.array(id, { maxLength: 2 })),
    },
    { requiredKeys: ['id', 'name'] },
  ),
})).code;

const book: fc.Arbitrary<Raw> = fc.record({
  note: fc.oneof(line, prose),
  codes: fc.array(code, { maxLength: 4 }),
  themes: fc.array(fc.record({ id, name: line, codes: maybe(fc.array(id, { maxLength: 3 })) }), { maxLength: 2 }),
  relations: fc.array(fc.record({ to: id, id, from: id, kind: fc.constant('leads-to') }), { maxLength: 2 }),
});

const layout = fc.record({
  collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'flow' as const),
  indent: fc.constantFrom(2, 4),
  indentSeq: fc.boolean(),
  lineWidth: fc.constantFrom(40, 0),
  singleQuote: fc.boolean(),
  defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const),
  flowCollectionPadding: fc.boolean(),
});

/** How lists and groups of one kind are written besides. */
const flows = fc.uniqueArray(
  fc.constantFrom('codes', 'themes', 'relations', 'confusable', 'merged', 'split', 'include'),
);

/** The text of a codebook, some of its lists in brackets, with comments between its lines where those cannot change it. */
function written(value: Raw, options: object, inFlow: readonly string[]): string {
  // The library cannot write an empty list in lines.
  const filled = JSON.parse(JSON.stringify(value), (_key, one: unknown) =>
    Array.isArray(one) && one.length === 0 ? undefined : one,
  ) as unknown;
  const document = parseDocument(stringify(filled, options));
  const mark = (node: unknown): void => {
    if (isMap(node)) {
      for (const { key, value: child } of node.items) {
        if (isScalar(key) && inFlow.includes(String(key.value)) && isSeq(child)) child.flow = true;
        else mark(child);
      }
    } else if (isSeq(node)) for (const item of node.items) mark(item);
  };
  mark(document.contents);
  // The library writes some long texts in brackets so that it cannot read them.
  fc.pre(document.errors.length === 0);
  const text = document.toString({ lineWidth: 0, ...options });
  fc.pre(parseDocument(text).errors.length === 0);
  return text;
}

/** What the parser says of the same text. */
function parsed(text: string): { entries: unknown[]; mentions: unknown[] } {
  const document = parseDocument(text);
  const entries: unknown[] = [];
  const mentions: { id: string; role: MentionRole; at: number }[] = [];
  const at = (node: unknown): number => (isScalar(node) ? (node.range?.[0] ?? -1) : -1);
  const wordOf = (node: unknown): number => at(node) + (/["']/.test(text.charAt(at(node))) ? 1 : 0);
  const name = (node: unknown, role: MentionRole): void => {
    if (isScalar(node)) mentions.push({ id: String(node.value), role, at: wordOf(node) });
  };
  const all = (list: unknown, role: MentionRole): void => {
    if (isSeq(list)) for (const item of list.items) name(item, role);
  };
  const each = (list: unknown, kind: string, more: (entry: YAMLMap) => void): void => {
    if (!isSeq(list)) return;
    for (const item of list.items) {
      if (!isMap(item)) continue;
      const named = item.get('name', true);
      const written = isScalar(named) && named.range ? text.slice(named.range[0], named.range[1]) : null;
      const own = item.get('id', true);
      entries.push({
        kind,
        id: String(item.get('id')),
        at: wordOf(own),
        name: written?.includes('\n') === true ? null : written,
      });
      more(item);
    }
  };
  const codes = (list: unknown): void => {
    each(list, 'code', (entry) => {
      all(entry.get('confusable'), 'confusable');
      all(entry.get('merged'), 'merged');
      all(entry.get('split'), 'split');
      codes(entry.get('codes'));
    });
  };
  const root = document.contents;
  if (isMap(root)) {
    codes(root.get('codes'));
    each(root.get('themes'), 'theme', (entry) => {
      all(entry.get('codes'), 'theme');
    });
    each(root.get('relations'), 'relation', (entry) => {
      name(entry.get('from', true), 'from');
      name(entry.get('to', true), 'to');
    });
  }
  mentions.sort((a, b) => a.at - b.at);
  return { entries, mentions };
}

describe('law: the symbols of a codebook', () => {
  it('are what the parser finds, however the YAML is laid out', () => {
    fc.assert(
      fc.property(book, layout, flows, (value, options, inFlow) => {
        const text = written(value, options, inFlow);
        const { entries, mentions } = codebookSymbols(text);
        const found = entries.map(({ kind, id: own, idSpan, nameSpan }) => ({
          kind,
          id: own,
          at: idSpan.start,
          name: nameSpan && text.slice(nameSpan.start, nameSpan.end),
        }));
        const wanted = parsed(text);
        assert.deepEqual(found, wanted.entries, text);
        assert.deepEqual(
          mentions.map(({ id: one, role, span }) => ({ id: one, role, at: span.start })),
          wanted.mentions,
          text,
        );
        for (const { idSpan, whole } of entries)
          assert.ok(whole.start <= idSpan.start && idSpan.end <= whole.end, text);
      }),
      { numRuns: runs(400) },
    );
  });

  it('let a name be changed in its line as the parser would, and nothing else', () => {
    fc.assert(
      fc.property(book, layout, flows, line, (value, options, inFlow, name) => {
        const text = written(value, options, inFlow);
        for (const { id: own } of codebookSymbols(text).entries.filter(({ kind }) => kind === 'code')) {
          const renamed = renameInLine(text, own, name);
          if (renamed === undefined) continue;
          assert.deepEqual(ok(renamed), renameCode(text, own, name), text);
          const [before, after] = [text.split('\n'), renamed.split('\n')];
          assert.equal(after.length, before.length);
          assert.ok(after.filter((one, i) => one !== before[i]).length <= 1, renamed);
        }
      }),
      { numRuns: runs(60) },
    );
  });

  it('are found in any beginning of a codebook, never out of its text, and those above the last line are as in the whole', () => {
    fc.assert(
      fc.property(book, fc.double({ min: 0, max: 1, noNaN: true }), (value, share) => {
        const text = written(value, { collectionStyle: 'block' }, ['confusable']);
        const cut = text.slice(0, Math.floor(text.length * share));
        const [whole, part] = [codebookSymbols(text), codebookSymbols(cut)];
        const last = cut.lastIndexOf('\n');
        for (const { idSpan, whole: own } of part.entries) assert.ok(idSpan.end <= cut.length && own.end <= cut.length);
        for (const entry of whole.entries) {
          if (entry.idSpan.end >= last) continue;
          assert.ok(
            part.entries.some(({ idSpan }) => idSpan.start === entry.idSpan.start),
            cut,
          );
        }
      }),
      { numRuns: runs(200) },
    );
  });

  it('come of any text without failing', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'codes:',
            '- ',
            'id: a',
            'name: ',
            '[',
            ']',
            '{',
            '}',
            '"',
            "'",
            ',',
            ':',
            '|',
            '#',
            '\n',
            '  ',
            '&',
            '!',
          ),
          {
            maxLength: 40,
          },
        ),
        (parts) => {
          const text = parts.join('');
          const symbols = codebookSymbols(text);
          assert.equal(entryOfCode(symbols, 'never'), undefined);
        },
      ),
      { numRuns: runs(500) },
    );
  });
});
