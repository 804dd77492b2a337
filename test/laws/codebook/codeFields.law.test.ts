import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codeFieldsIn, setCodeFields } from '../../../src/core/codebook/codebookEdits';
import { changedFields, mergeFields } from '../../../src/core/base/fieldwise';
import {
  cleanCodeFields,
  codeFieldNames,
  codeFieldRules,
  type CodeFields,
} from '../../../src/core/codebook/codeFields';
import { paletteNames } from '../../../src/core/codebook/palette';
import { runs } from '../../support/runs';

const start = `# notes on top stay
verbatim-codebook: 1
id: law
name: Law
codes:
  - id: c0
    name: "Zero"   # comment of c0
    include: ["One", 'Two', Three]   # comment of include
    codes:
      # lead of c1
      - id: c1   # comment of c1
        name: One
        # lead of definition
        definition: |
          several

          lines
        examples:
          # lead of an example
          - “We just clicked.”
          - >-
            Folded
            words
        confusable: [c3]
        codes:
          - id: c2
            name: 'Two'
  - id: c3
    name: Three
    color: blue
# foot
`;
const ids = ['c0', 'c1', 'c2', 'c3'] as const;

const words = fc.oneof(
  fc.constantFrom(
    'One',
    '“We just clicked.”',
    ': # - "\'',
    '[a, b]',
    'two\nlines',
    ' kept inside ',
    '',
    'null',
    '|',
    '1',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const fields: fc.Arbitrary<CodeFields> = fc.record(
  {
    name: words.filter((name) => name.trim() !== ''),
    definition: words,
    include: fc.array(words, { maxLength: 4 }),
    exclude: fc.array(words, { maxLength: 2 }),
    examples: fc.array(words, { maxLength: 4 }),
    confusable: fc.array(fc.constantFrom(...ids), { maxLength: 3 }),
    color: fc.constantFrom('', '#3366CC', ...paletteNames),
  },
  { noNullPrototype: true },
);

function read(text: string, id: string): CodeFields {
  const found = codeFieldsIn(text, id);
  if (!found.ok) assert.fail(found.error);
  return found.value;
}

describe('law: the form of a code', () => {
  it('writes what it says and nothing else: the other codes and their comments stay', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ids), fields, (id, wanted) => {
        const written = setCodeFields(start, id, wanted);
        if (!written.ok) assert.fail(written.error);
        assert.deepEqual(read(written.value, id), cleanCodeFields(wanted));
        for (const other of ids) if (other !== id) assert.deepEqual(read(written.value, other), read(start, other));
        for (const comment of ['# notes on top stay', '# comment of c0', '# lead of c1', '# comment of c1', '# foot'])
          assert.ok(written.value.includes(comment), `${comment} is lost:\n${written.value}`);
      }),
      { seed: 20261130, numRuns: runs(60) },
    );
  });

  it('leaves every line alone that says what it said, down to quotes and folds', () => {
    for (const id of ids) {
      assert.deepEqual(setCodeFields(start, id, read(start, id)), { ok: true, value: start });
    }
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.constantFrom(...codeFieldNames), fields, (id, field, other) => {
        const now = read(start, id);
        const wanted = { ...now, [field]: other[field] };
        const written = setCodeFields(start, id, wanted);
        if (!written.ok) assert.fail(written.error);
        const kept = new Set(written.value.split('\n'));
        const lost = start.split('\n').filter((line) => !kept.has(line));
        const keyLine = new RegExp(`^ *(- )?${field}:`);
        // A field’s lines are its key’s and, in a block, those below it.
        const block = id === 'c1' && ['definition', 'examples'].includes(field);
        if (!block)
          assert.ok(
            lost.every((line) => keyLine.test(line)),
            lost.join('\n'),
          );
      }),
      { seed: 20261130, numRuns: runs(60) },
    );
  });

  it('joins two versions field by field, and says where both changed the same one', () => {
    fc.assert(
      fc.property(fields, fields, fields, (base, mine, theirs) => {
        const { fields: merged, conflicts } = mergeFields(codeFieldRules, base, mine, theirs);
        assert.deepEqual(mergeFields(codeFieldRules, base, base, theirs), { fields: theirs, conflicts: [] });
        assert.deepEqual(mergeFields(codeFieldRules, base, mine, base), { fields: mine, conflicts: [] });
        for (const field of codeFieldNames) {
          const [byMe, byThem] = [mine, theirs].map((one) => changedFields(codeFieldRules, base, one).includes(field));
          assert.deepEqual(merged[field], byMe ? mine[field] : theirs[field]);
          const otherwise = changedFields(codeFieldRules, mine, theirs).includes(field);
          assert.equal(conflicts.includes(field), byMe && byThem && otherwise);
        }
      }),
      { seed: 20261130, numRuns: runs(100) },
    );
  });
});
