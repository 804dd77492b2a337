import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withSettings } from '../../../../src/extension/newStudyWizard/settingsText';
import { runs } from '../../../support/runs';

const after = (text: string, settings: Readonly<Record<string, unknown>> = { a: false }): string => {
  const outcome = withSettings(text, settings);
  assert.ok(outcome.ok, text);
  return outcome.value;
};

describe('settings of a folder', () => {
  it('are put in behind what is there, comments and commas kept', () => {
    assert.equal(after(''), '{\n  "a": false\n}\n');
    assert.equal(after('{}'), '{\n  "a": false\n}');
    assert.equal(after('{ "b": 1 }'), '{ "b": 1,\n  "a": false\n }');
    assert.equal(
      after('// mine\n{\n  "b": {"a": [1, "}"]}, // why\n}\n'),
      '// mine\n{\n  "b": {"a": [1, "}"]}, // why\n  "a": false\n}\n',
    );
    assert.equal(after('{\n  "b": 1 /* }\n */\n}\n'), '{\n  "b": 1, /* }\n */\n  "a": false\n}\n');
    assert.equal(after('{\n  "b": 1 /* } */\n}\n'), '{\n  "b": 1, /* } */\n  "a": false\n}\n');
  });

  it('take the place of what they were, the last one where there are two', () => {
    assert.equal(after('{ "a": true, "b": 1 }'), '{ "a": false, "b": 1 }');
    assert.equal(after('{ "a": {"*": true}, "a": null }'), '{ "a": {"*": true}, "a": false }');
    assert.equal(after('{ "x": {"a": true} }'), '{ "x": {"a": true},\n  "a": false\n }');
  });

  it('are refused where the text is no such file', () => {
    for (const text of ['[', '[]', '{', '{"a"', '{"a": 1} x', '{"a": }', '{a: 1}', '{"a": 1 "b": 2}', '"a"', '{,}']) {
      assert.deepEqual(withSettings(text, { a: 1 }), { ok: false, error: 'not-json' }, text);
    }
  });

  it('law: read as what was there with them', () => {
    const keys = fc.constantFrom('a', 'b', 'workbench.localHistory.enabled', '__proto__x', 'ä"\\');
    const value = fc.jsonValue({ maxDepth: 2 });
    fc.assert(
      fc.property(
        fc.dictionary(keys, value),
        fc.dictionary(keys, value),
        fc.constantFrom(0, 2, '\t'),
        (there, wanted, indent) => {
          const text = after(JSON.stringify(there, null, indent), wanted);
          assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify({ ...there, ...wanted })));
          assert.equal(after(text, wanted), text);
        },
      ),
      { seed: 20261130, numRuns: runs(500) },
    );
  });
});
