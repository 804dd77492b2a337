import assert from 'node:assert/strict';
import fc from 'fast-check';
import { joinPath } from '../../../src/core/base/studyPath';
import {
  addCode,
  mergeCodes,
  moveCode,
  renameCode,
  retireCode,
  reviveCode,
} from '../../../src/core/codebook/codebookEdits';
import { CodeTree } from '../../../src/core/codebook/codeTree';
import { readCodebook } from '../../../src/core/codebook/readCodebook';
import type { EditedText } from '../../../src/core/yaml/yamlEdit';
import { nodeDigester } from '../../support/digest';
import { runs } from '../../support/runs';

const start = `# notes on top stay
verbatim-codebook: 1
id: law
name: Law

codes:
  - id: c0
    name: "Zero"   # comment of c0
    codes:
      # lead of c1
      - {id: c1, name: One}

      - id: c2
        name: 'Two'
        definition: |
          several

          lines
  # lead of c3
  - id: c3
    name: Three
# foot
themes: []
`;

type Operation =
  | { readonly kind: 'add'; readonly parent: number }
  | { readonly kind: 'move'; readonly code: number; readonly parent: number; readonly index: number }
  | { readonly kind: 'merge'; readonly codes: readonly number[]; readonly into: number }
  | { readonly kind: 'rename' | 'retire' | 'revive'; readonly code: number };

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), parent: fc.nat(20) }),
  fc.record({ kind: fc.constant('move' as const), code: fc.nat(20), parent: fc.nat(20), index: fc.nat(4) }),
  fc.record({
    kind: fc.constant('merge' as const),
    codes: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }),
    into: fc.nat(20),
  }),
  fc.record({ kind: fc.constantFrom('rename' as const, 'retire' as const, 'revive' as const), code: fc.nat(20) }),
);

async function read(text: string): Promise<CodeTree> {
  const { codebook, problems } = await readCodebook(joinPath('law.yaml'), text, nodeDigester);
  assert.deepEqual(problems, [], text);
  assert.ok(codebook);
  return CodeTree.of([codebook]);
}

describe('law: edits of a codebook', () => {
  it('keep ids unique, the tree a tree, every code, and every comment', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 8 }), async (operations) => {
        let text = start;
        let expected = new Set(['c0', 'c1', 'c2', 'c3']);
        for (const [step, op] of operations.entries()) {
          const tree = await read(text);
          const codes = tree.all;
          const pick = (index: number): string => codes[index % codes.length]!.id;
          const place = (index: number): string | null => (index === 0 ? null : pick(index));
          let result: EditedText;
          if (op.kind === 'add') {
            result = addCode(text, { entry: { id: `n${step}`, name: `New ${step}` }, parent: place(op.parent) });
            expected = new Set([...expected, `n${step}`]);
            assert.ok(result.ok);
          } else if (op.kind === 'move') {
            const id = pick(op.code);
            const parent = place(op.parent);
            const under = parent !== null && tree.subtreeOf(id).some((code) => code.id === parent);
            const siblings = (parent === null ? tree.roots('law') : tree.childrenOf(parent)).filter(
              (code) => code.id !== id,
            );
            const index = op.index % (siblings.length + 1);
            result = moveCode(text, id, { parent, index });
            assert.equal(result.ok, !under);
            if (result.ok) {
              const after = await read(result.value);
              assert.equal(after.byId(id)?.parent, parent);
              const now = parent === null ? after.roots('law') : after.childrenOf(parent);
              assert.equal(now[index]?.id, id);
              assert.deepEqual(
                now.filter((code) => code.id !== id).map((code) => code.id),
                siblings.map((code) => code.id),
              );
            }
          } else if (op.kind === 'merge') {
            const [ids, into] = [[...new Set(op.codes.map(pick))], pick(op.into)];
            const refused = ids.some((id) => tree.subtreeOf(id).some((code) => code.id === into));
            result = mergeCodes(text, ids, into);
            assert.equal(result.ok, !refused);
            if (result.ok) {
              const after = await read(result.value);
              for (const id of ids) {
                assert.equal(after.resolve(id)?.id, after.resolve(into)?.id ?? into);
                for (const child of tree.childrenOf(id))
                  if (!ids.includes(child.id)) assert.equal(after.byId(child.id)?.parent, into);
              }
              for (const other of codes)
                if (!ids.includes(other.id) && tree.resolve(other.id)?.id === other.id)
                  assert.equal(after.resolve(other.id)?.id, other.id);
            }
          } else {
            const id = pick(op.code);
            result =
              op.kind === 'rename'
                ? renameCode(text, id, `Renamed ${step}`)
                : op.kind === 'retire'
                  ? retireCode(text, id)
                  : reviveCode(text, id);
            assert.ok(result.ok);
            const lines = new Set(result.value.split('\n'));
            const changed = text.split('\n').filter((line) => !lines.has(line));
            assert.ok(changed.length <= 1, `more than one line changed: ${changed.join('|')}`);
          }
          if (result.ok) text = result.value;
          const after = await read(text);
          assert.deepEqual(new Set(after.all.map(({ id }) => id)), expected);
          assert.equal(after.all.length, expected.size);
          for (const comment of ['# notes on top stay', '# comment of c0', '# lead of c1', '# lead of c3', '# foot']) {
            assert.ok(text.includes(comment), `${comment} is lost:\n${text}`);
          }
        }
      }),
      { seed: 20261122, numRuns: runs(20) },
    );
  });
});
