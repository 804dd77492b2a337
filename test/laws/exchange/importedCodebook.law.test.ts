import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CodeEntry } from '../../../src/core/codebook/codebookFile';
import { maxCodeDepth, readCodebook } from '../../../src/core/codebook/readCodebook';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { toLf } from '../../../src/core/text/lfText';
import { bareCode, type GivenCode } from '../../../src/core/exchange/codebooks/givenCodes';
import { codebookText, importedCodebook } from '../../../src/core/exchange/codebooks/importedCodebook';
import { readCodebookOutline } from '../../../src/core/exchange/codebooks/readCodebookOutline';
import { readCodebookTable } from '../../../src/core/exchange/codebooks/readCodebookTable';
import { memoryHost, MemoryFiles } from '../../support/memoryFiles';
import { runs } from '../../support/runs';

/** A tree as depths of its lines: each at most one deeper than the one before. */
const depths = fc
  .array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 14 })
  .map((raw) => raw.reduce<number[]>((all, depth) => [...all, Math.min(depth, (all.at(-1) ?? -1) + 1)], []));

const nameAt = (i: number): string => `Code ${String.fromCharCode(65 + i)}`;

const parentsOf = (levels: readonly number[]): (number | null)[] =>
  levels.map((depth, i) => {
    const above = levels.slice(0, i).lastIndexOf(depth - 1);
    return above < 0 ? null : above;
  });

/** Name and name of the code above, in the order of the tree. */
function placesIn(codes: readonly CodeEntry[], above: string | null = null): (readonly [string, string | null])[] {
  return codes.flatMap(({ name, codes: below }) => [
    [name, above] as const,
    ...placesIn((below ?? []) as readonly CodeEntry[], name),
  ]);
}

describe('law: a codebook from a file', () => {
  it('has the tree of an outline, of a list in Markdown and of a table alike', () => {
    fc.assert(
      fc.property(depths, fc.constantFrom('\t', '  ', '    '), (levels, step) => {
        const parents = parentsOf(levels);
        const expected = levels.map((_, i) => [nameAt(i), parents[i] == null ? null : nameAt(parents[i])]);
        const outline = levels.map((depth, i) => `${step.repeat(depth)}${nameAt(i)}`).join('\n');
        const list = levels.map((depth, i) => `${step.repeat(depth)}- ${nameAt(i)}`).join('\n');
        const rows = levels.map((_, i) => `"${parents[i] == null ? '' : nameAt(parents[i])}","${nameAt(i)}"`);
        const read = [
          readCodebookOutline(outline, false),
          readCodebookOutline(list, true),
          readCodebookTable(['parent,name', ...rows].join('\n')),
        ];
        for (const given of read) {
          const { codes, notes } = importedCodebook(given);
          assert.deepEqual(placesIn(codes), expected);
          assert.deepEqual(notes, []);
        }
      }),
      { seed: 20261130, numRuns: runs(300) },
    );
  });

  it('stands no deeper than a codebook may, also where the file leads round', () => {
    const deepest = (codes: readonly CodeEntry[]): number =>
      Math.max(0, ...codes.map(({ codes: below }) => 1 + deepest((below ?? []) as readonly CodeEntry[])));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat({ max: 59 }), (length, back) => {
        // Each stands below the next, and the last below one of them.
        const codes = Array.from({ length }, (_, i) =>
          bareCode(`Code ${i}`, i + 1 < length ? i + 1 : back % length, i + 1),
        );
        const made = importedCodebook({ codes, notes: [] });
        assert.ok(deepest(made.codes) <= maxCodeDepth, `${deepest(made.codes)} deep`);
        assert.equal(placesIn(made.codes).length, length);
        assert.equal(made.notes.filter(({ kind }) => kind === 'cycle').length, 1);
      }),
      { seed: 20261201, numRuns: runs(300) },
    );
  });

  const words = fc.oneof(
    fc.constantFrom(
      'Trust',
      'trust',
      'Träume',
      '=1+2',
      '#',
      ': ',
      '- x',
      'null',
      'Definition: a',
      '  ',
      '信頼',
      'a\nb',
      '"',
      "'",
    ),
    fc.string({ maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  const given: fc.Arbitrary<GivenCode[]> = fc
    .array(
      fc.record({
        name: words,
        parent: fc.option(fc.nat({ max: 30 })),
        definition: words,
        color: words,
        items: fc.array(words),
      }),
      {
        maxLength: 25,
      },
    )
    .map((all) =>
      all.map(({ name, parent, definition, color, items }, i) => ({
        ...bareCode(name.trim() === '' ? 'x' : name, parent === null || parent >= all.length ? null : parent, i + 1),
        definition,
        color,
        include: items,
        id: i % 5 === 0 ? 'trust' : null,
      })),
    );

  it('keeps every code once, under ids of its own, and is sound once written', async () => {
    await fc.assert(
      fc.asyncProperty(given, fc.constantFrom('nothing', 'trust', 'x'), async (codes, takenId) => {
        const made = importedCodebook({ codes, notes: [] }, (id) => id === takenId);
        assert.equal(made.count, codes.length);
        const text = codebookText({ id: 'book', name: 'A book: “1”' }, made.codes);
        const { codebook, problems } = await readCodebook(
          'codebooks/book.yaml' as StudyPath,
          text,
          memoryHost(new MemoryFiles()).digest,
        );
        assert.deepEqual(problems, []);
        assert.ok(codebook);
        const sorted = (all: readonly string[]): string[] => [...all].sort();
        assert.deepEqual(sorted(codebook.codes.map(({ name }) => name)), sorted(codes.map(({ name }) => name)));
        assert.deepEqual(
          sorted(codebook.codes.map(({ entry }) => entry.definition ?? '')),
          sorted(codes.map(({ definition }) => definition)),
        );
        assert.equal(new Set(codebook.codes.map(({ id }) => id)).size, codes.length);
        assert.ok(codebook.codes.every(({ id }) => id !== takenId));
      }),
      { seed: 20261130, numRuns: runs(500) },
    );
  });

  const lines = fc.array(
    fc.oneof(
      words,
      fc.constantFrom(
        '# A',
        '## B',
        '- c',
        '  - d: e',
        '1.2 f',
        '```',
        '| x |',
        '---',
        '===',
        'Examples:',
        'g;h',
        '\t\ti',
        '"j',
        'k,l,m',
      ),
    ),
    { maxLength: 15 },
  );

  it('drops no word: each is in a code or in a note', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom('table', 'outline', 'markdown'), (all, kind) => {
        const text = toLf(all.join('\n'));
        const read = kind === 'table' ? readCodebookTable(text) : readCodebookOutline(text, kind === 'markdown');
        const { title, codes, columns, notes } = read;
        const kept = JSON.stringify([title, codes, columns, notes.map(({ words: said }) => said)]);
        const headings = ['Definition', 'Examples', ...(kind === 'table' ? columns.map(({ header }) => header) : [])];
        for (const word of text.match(/[\p{L}]{2,}/gu) ?? []) {
          if (headings.some((heading) => heading.includes(word))) continue;
          assert.ok(kept.includes(word), `${word} of ${JSON.stringify(text)} is not in ${kept}`);
        }
      }),
      { seed: 20261130, numRuns: runs(1500) },
    );
  });
});
