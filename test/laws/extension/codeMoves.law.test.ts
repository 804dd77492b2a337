import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { digestFromBytes } from '../../../src/core/base/digest';
import type { StudyPath } from '../../../src/core/base/studyPath';
import type { Codebook } from '../../../src/core/codebook/codebook';
import { moveCode } from '../../../src/core/codebook/codebookEdits';
import { readCodebook } from '../../../src/core/codebook/readCodebook';
import { codeMoves } from '../../../src/extension/codebook/codeMoves';
import { runs } from '../../support/runs';

const seed = 20261122;
const digester = (bytes: Uint8Array) => digestFromBytes(createHash('sha256').update(bytes).digest());

/** Writes a codebook file in which code i stands under the code that `parents` names for it (one before it), or at the top. */
function yamlOf(parents: readonly number[]): string {
  const under = (parent: number): number[] => parents.flatMap((one, i) => (Math.min(one, i - 1) === parent ? [i] : []));
  const write = (i: number, indent: string): string => {
    const codes = under(i);
    const rest =
      codes.length > 0 ? `${indent}  codes:\n${codes.map((code) => write(code, `${indent}    `)).join('')}` : '';
    return `${indent}- id: c${i}\n${indent}  name: Code ${i}\n${rest}`;
  };
  return `verbatim-codebook: 1\nid: book\nname: Book\ncodes:\n${under(-1)
    .map((code) => write(code, '  '))
    .join('')}`;
}

async function read(yaml: string): Promise<Codebook> {
  const { codebook, problems } = await readCodebook('codebooks/book.yaml' as StudyPath, yaml, digester);
  assert.deepEqual(problems, []);
  assert.ok(codebook);
  return codebook;
}

const ids = (book: Codebook): string[] => book.codes.map(({ id }) => id).sort();
const parents = fc.array(fc.integer({ min: -1, max: 8 }), { minLength: 1, maxLength: 9 });

describe('codes that are dragged', () => {
  it('end, in the file, as the last ones of the place, in the order of the codebook, and no code is lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        parents,
        fc.array(fc.nat(8), { maxLength: 4 }),
        fc.integer({ min: -1, max: 8 }),
        async (tree, dragged, to) => {
          const before = await read(yamlOf(tree));
          const known = dragged.filter((i) => i < tree.length).map((i) => `c${i}`);
          const parent = to < 0 || to >= tree.length ? null : `c${to}`;
          const moves = codeMoves(known, { codebook: 'book', parent }, [before]);
          if (!moves.ok) return;
          let yaml = yamlOf(tree);
          for (const { id, ...place } of moves.value) {
            const moved = moveCode(yaml, id, place);
            assert.ok(moved.ok, moved.ok ? '' : moved.error);
            yaml = moved.value;
          }
          const after = await read(yaml);
          assert.deepEqual(ids(after), ids(before));
          const there = after.codes.filter((code) => code.parent === parent).map(({ id }) => id);
          const order = before.codes.map(({ id }) => id);
          const moved = moves.value.map(({ id }) => id);
          assert.deepEqual(there.slice(-moved.length), moved);
          assert.deepEqual(
            moved,
            order.filter((id) => moved.includes(id)),
          );
        },
      ),
      { seed, numRuns: runs(20) },
    );
  });

  it('never go under themselves or a code below them', async () => {
    await fc.assert(
      fc.asyncProperty(parents, fc.nat(8), fc.nat(8), async (tree, one, to) => {
        const book = await read(yamlOf(tree));
        const [id, parent] = [`c${one % tree.length}`, `c${to % tree.length}`];
        const above: string[] = [];
        for (
          let at: string | null = parent;
          at !== null;
          at = book.codes.find((code) => code.id === at)?.parent ?? null
        )
          above.push(at);
        const moves = codeMoves([id], { codebook: 'book', parent }, [book]);
        assert.equal(!moves.ok && moves.error.kind === 'under-itself', above.includes(id));
      }),
      { seed, numRuns: runs(20) },
    );
  });
});
