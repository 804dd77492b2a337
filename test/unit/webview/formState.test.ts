import assert from 'node:assert/strict';
import { codeFieldRules, type CodeFields } from '../../../src/core/codebook/codeFields';
import { FormStates } from '../../../src/webview/form/formState';

const states = new FormStates(codeFieldRules);
const base: CodeFields = {
  name: 'Trust',
  definition: 'Old',
  include: ['a'],
  exclude: [],
  examples: [],
  confusable: [],
  color: '',
};
const typed = { ...states.begun(base), fields: { ...base, definition: 'Mine' } };

describe('a form while it is filled in', () => {
  it('has nothing to save before something is typed, nor for white space alone', () => {
    assert.ok(!states.isChanged(states.begun(base)));
    assert.ok(!states.isChanged({ ...states.begun(base), fields: { ...base, name: 'Trust ', include: ['a', ' '] } }));
    assert.ok(states.isChanged(typed));
  });

  it('follows the file in fields that were left alone, and keeps what was typed', () => {
    const next = states.rebased(typed, { ...base, name: 'Trusting', definition: 'Old' });
    assert.equal(next.fields.name, 'Trusting');
    assert.equal(next.fields.definition, 'Mine');
    assert.deepEqual(next.meanwhile, []);
  });

  it('says which fields both changed until one of the two is taken, also when the file is told of again', () => {
    const theirs = { ...base, definition: 'Theirs' };
    const once = states.rebased(typed, theirs);
    const twice = states.rebased(once, theirs);
    assert.deepEqual([once.meanwhile, twice.meanwhile], [['definition'], ['definition']]);
    assert.equal(twice.fields.definition, 'Mine');
    const taken = states.withTheirs(twice, 'definition');
    assert.equal(taken.fields.definition, 'Theirs');
    assert.deepEqual(taken.meanwhile, []);
    assert.ok(!states.isChanged(taken));
    assert.deepEqual(states.rebased(twice, { ...base, definition: 'Mine' }).meanwhile, []);
  });

  it('says so as well where the form was hidden or closed meanwhile, until it was saved', () => {
    const theirs = { ...base, definition: 'Theirs' };
    const hidden = (state: typeof typed, file: CodeFields): typeof typed => {
      const draft = states.draft(state);
      assert.ok(draft);
      return states.resumed(structuredClone(draft), file);
    };
    // Told of in sight, or while nobody looked; then hidden and shown twice.
    for (const told of [states.rebased(typed, theirs), hidden(typed, theirs)]) {
      const again = hidden(hidden(told, theirs), theirs);
      assert.deepEqual([again.meanwhile, again.fields.definition], [['definition'], 'Mine']);
      assert.deepEqual(hidden(again, { ...theirs, definition: 'Theirs again' }).meanwhile, ['definition']);
      assert.deepEqual(states.saved(again, again.fields, again.fields).meanwhile, []);
    }
    // A field that another version of the form had is none of this one's.
    assert.deepEqual(states.resumed({ base, fields: typed.fields, meanwhile: ['gone'] }, base).meanwhile, []);
    assert.equal(states.draft(states.begun(base)), null);
  });

  it('keeps what was typed while it was being saved', () => {
    const since = { ...typed, fields: { ...typed.fields, name: 'Trusting' } };
    const after = states.saved(since, typed.fields, typed.fields);
    assert.equal(after.fields.name, 'Trusting');
    assert.equal(after.base.definition, 'Mine');
    assert.ok(states.isChanged(after));
    assert.ok(!states.isChanged(states.saved(typed, typed.fields, typed.fields)));
  });
});
