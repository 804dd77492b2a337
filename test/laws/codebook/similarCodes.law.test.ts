import assert from 'node:assert/strict';
import fc from 'fast-check';
import { neverCancelled } from '../../../src/core/base/cancellation';
import type { Code } from '../../../src/core/codebook/codebook';
import { leastLikeness, similarCodes } from '../../../src/core/codebook/similarCodes';
import { runs } from '../../support/runs';

const word = fc.constantFrom('trust', 'trusting', 'in', 'the', 'team', 'hope', 'Hopé', 'staff', 'x');
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));

const code = (id: number, names: readonly string[], retired = false): Code =>
  ({ id: `c${id}`, name: names[0] ?? '', entry: { aka: names.slice(1) }, retired }) as unknown as Code;

/** The same by its definition: sets of groups of three letters, laid beside one another. */
function likenessOf(one: string, other: string): number {
  const wordsOf = (text: string): string[] =>
    text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().split(' ').sort();
  const partsOf = (words: readonly string[]): Set<string> =>
    new Set(words.flatMap((each) => [...Array(each.length).keys()].map((at) => ` ${each} `.slice(at, at + 3))));
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.join(' ') === b.join(' ')) return 1;
  const [x, y] = [partsOf(a), partsOf(b)];
  return Math.min((2 * [...x].filter((part) => y.has(part)).length) / (x.size + y.size), 0.99);
}

describe('law: similar codes', () => {
  it('are those whose names have enough in common, each pair once, the most alike first', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.array(name, { minLength: 1, maxLength: 2 }), fc.boolean()), { maxLength: 8 }),
        async (all) => {
          const codes = all.map(([names, retired], i) => code(i, names, retired && i % 3 === 0));
          const found = await similarCodes(codes, neverCancelled);
          const wanted = new Map<string, number>();
          for (const [i, a] of codes.entries()) {
            for (const b of codes.slice(i + 1)) {
              if (a.retired || b.retired) continue;
              const namesOf = ({ name: own, entry }: Code): string[] => [own, ...(entry.aka ?? [])];
              const best = Math.max(...namesOf(a).flatMap((x) => namesOf(b).map((y) => likenessOf(x, y))));
              if (best >= leastLikeness) wanted.set(`${a.id} ${b.id}`, best);
            }
          }
          assert.deepEqual(new Map(found.map(({ a, b, likeness }) => [`${a.id} ${b.id}`, likeness])), wanted);
          assert.equal(found.length, wanted.size);
          for (const [i, { likeness }] of found.entries()) assert.ok(likeness <= (found[i - 1]?.likeness ?? 1));
        },
      ),
      { seed: 20261201, numRuns: runs(150) },
    );
  });
});
