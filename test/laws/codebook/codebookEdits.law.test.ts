import assert from 'node:assert/strict';
import fc from 'fast-check';
import { joinPath } from '../../../src/core/base/studyPath';
import { addCode, moveCode, renameCode, retireCode, reviveCode } from '../../../src/core/codebook/codebookEdits';
import { codebookChanges, codesThen } from '../../../src/core/codebook/codebookChanges';
import { codeFates } from '../../../src/core/codebook/codeFates';
import { mergeCodes } from '../../../src/core/codebook/mergeCodes';
import { CodeTree } from '../../../src/core/codebook/codeTree';
import { splitCode, type SplitRest } from '../../../src/core/codebook/splitCode';
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
  | { readonly kind: 'split'; readonly code: number; readonly existing: number; readonly rest: SplitRest }
  | { readonly kind: 'undo' }
  | { readonly kind: 'rename' | 'retire' | 'revive'; readonly code: number };

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({
    kind: fc.constant('merge' as const),
    codes: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }),
    into: fc.nat(20),
  }),
  fc.record({
    kind: fc.constant('split' as const),
    code: fc.nat(20),
    existing: fc.nat(20),
    rest: fc.constantFrom('beside' as const, 'above' as const, 'retired' as const),
  }),
  fc.record({ kind: fc.constant('undo' as const) }),
  fc.record({ kind: fc.constant('add' as const), parent: fc.nat(20) }),
  fc.record({ kind: fc.constant('move' as const), code: fc.nat(20), parent: fc.nat(20), index: fc.nat(4) }),
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
        const before: { readonly text: string; readonly expected: Set<string> }[] = [];
        for (const [step, op] of operations.entries()) {
          const tree = await read(text);
          const codes = tree.all;
          const pick = (index: number): string => codes[index % codes.length]!.id;
          const place = (index: number): string | null => (index === 0 ? null : pick(index));
          let result: EditedText;
          if (op.kind === 'undo') {
            const last = before.pop();
            if (last) ({ text, expected } = last);
            continue;
          }
          before.push({ text, expected });
          if (op.kind === 'merge') {
            const into = pick(op.into);
            const old = [...new Set(op.codes.map(pick))];
            const isRefused = old.some((id) => tree.subtreeOf(id).some((code) => code.id === into));
            result = mergeCodes(text, old, into);
            assert.equal(result.ok, !isRefused);
            if (result.ok) {
              const after = await read(result.value);
              expected = new Set([...expected].filter((id) => !old.includes(id)));
              for (const code of codes) {
                const meant = old.includes(code.id) ? into : code.id;
                assert.equal(after.resolve(code.id)?.id, meant);
                // What had joined a code earlier goes on counting with it.
                for (const joined of code.entry.merged ?? []) assert.equal(after.resolve(joined)?.id, meant);
                if (old.includes(code.parent ?? '') && !old.includes(code.id)) {
                  assert.equal(after.byId(code.id)?.parent, into);
                }
              }
              for (const { id, name } of codes) {
                if (!old.includes(id)) assert.equal(after.byId(id)?.name, name);
              }
            }
          } else if (op.kind === 'split') {
            const [id, existing] = [pick(op.code), pick(op.existing)];
            const fresh = { id: `n${step}`, name: `New ${step}` };
            result = splitCode(text, id, [fresh, { id: existing, name: null }], op.rest);
            assert.equal(result.ok, id !== existing);
            if (result.ok) {
              expected = new Set([...expected, fresh.id]);
              const after = await read(result.value);
              const was = tree.byId(id);
              assert.equal(after.byId(fresh.id)?.parent, op.rest === 'above' ? id : was?.parent);
              const listed = [...new Set([...(was?.entry.split ?? []), fresh.id, existing])];
              assert.deepEqual(after.byId(id)?.entry.split, listed);
              assert.equal(after.byId(id)?.retired, op.rest === 'retired' || was?.retired === true);
              for (const code of codes) if (code.id !== id) assert.deepEqual(after.byId(code.id)?.digest, code.digest);
              assert.notEqual(after.byId(id)?.digest, was?.digest);
            }
          } else if (op.kind === 'add') {
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
          if (result.ok) {
            // What is told of a step is what the tree before and after it says.
            const told = codebookChanges(codesThen(text), codesThen(result.value));
            const came = told.flatMap(({ kind, code }) => (kind === 'created' ? [code] : []));
            const went = told.flatMap(({ kind, code }) => (kind === 'merged' || kind === 'removed' ? [code] : []));
            const next = new Set((await read(result.value)).all.map(({ id }) => id));
            assert.deepEqual(new Set(came), new Set([...next].filter((id) => !tree.byId(id))));
            assert.deepEqual(new Set(went), new Set(codes.flatMap(({ id }) => (next.has(id) ? [] : [id]))));
            const fates = codeFates(text, result.value);
            for (const { code, kinds } of fates) {
              if (kinds.includes('merged') || kinds.includes('removed')) assert.ok(went.includes(code), code);
            }
            text = result.value;
          }
          const after = await read(text);
          assert.deepEqual(new Set(after.all.map(({ id }) => id)), expected);
          assert.equal(after.all.length, expected.size);
          // The comments of a code that was merged go with its entry.
          const comments = { '# comment of c0': 'c0', '# lead of c1': 'c1', '# lead of c3': 'c3' };
          const kept = Object.entries(comments).flatMap(([comment, id]) => (expected.has(id) ? [comment] : []));
          for (const comment of ['# notes on top stay', '# foot', ...kept]) {
            assert.ok(text.includes(comment), `${comment} is lost:\n${text}`);
          }
        }
      }),
      { seed: 20261122, numRuns: runs(20) },
    );
  });
});
