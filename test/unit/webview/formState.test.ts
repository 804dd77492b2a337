import assert from 'node:assert/strict';
import type { CodeFields } from '../../../src/core/codebook/codeFields';
import { begun, isChanged, rebased, saved, withTheirs } from '../../../src/webview/codeForm/formState';

const base: CodeFields = {
  name: 'Trust',
  definition: 'Old',
  include: ['a'],
  exclude: [],
  examples: [],
  confusable: [],
  color: '',
};
const typed = { ...begun(base), fields: { ...base, definition: 'Mine' } };

describe('the form of a code while it is filled in', () => {
  it('has nothing to save before something is typed, nor for white space alone', () => {
    assert.ok(!isChanged(begun(base)));
    assert.ok(!isChanged({ ...begun(base), fields: { ...base, name: 'Trust ', include: ['a', ' '] } }));
    assert.ok(isChanged(typed));
  });

  it('follows the file in fields that were left alone, and keeps what was typed', () => {
    const next = rebased(typed, { ...base, name: 'Trusting', definition: 'Old' });
    assert.equal(next.fields.name, 'Trusting');
    assert.equal(next.fields.definition, 'Mine');
    assert.deepEqual(next.meanwhile, []);
  });

  it('says which fields both changed until one of the two is taken, also when the file is told of again', () => {
    const theirs = { ...base, definition: 'Theirs' };
    const once = rebased(typed, theirs);
    const twice = rebased(once, theirs);
    assert.deepEqual([once.meanwhile, twice.meanwhile], [['definition'], ['definition']]);
    assert.equal(twice.fields.definition, 'Mine');
    const taken = withTheirs(twice, 'definition');
    assert.equal(taken.fields.definition, 'Theirs');
    assert.deepEqual(taken.meanwhile, []);
    assert.ok(!isChanged(taken));
    assert.deepEqual(rebased(twice, { ...base, definition: 'Mine' }).meanwhile, []);
  });

  it('keeps what was typed while it was being saved', () => {
    const since = { ...typed, fields: { ...typed.fields, name: 'Trusting' } };
    const after = saved(since, typed.fields, typed.fields);
    assert.equal(after.fields.name, 'Trusting');
    assert.equal(after.base.definition, 'Mine');
    assert.ok(isChanged(after));
    assert.ok(!isChanged(saved(typed, typed.fields, typed.fields)));
  });
});
