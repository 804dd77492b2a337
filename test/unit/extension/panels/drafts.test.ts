import assert from 'node:assert/strict';
import { codeFieldRules, type CodeFields } from '../../../../src/core/codebook/codeFields';
import { draftAfterSaving } from '../../../../src/extension/panels/drafts';

const base: CodeFields = {
  name: 'Trust',
  definition: 'Old',
  include: [],
  exclude: [],
  examples: [],
  confusable: [],
  color: '',
};
const sent = { ...base, definition: 'Mine ' };
const written = { ...base, definition: 'Mine', name: 'Trusting' };
const left = (fields: CodeFields) =>
  draftAfterSaving(codeFieldRules, { base, fields, meanwhile: ['definition'] }, sent, written);

describe('a draft once the form is saved', () => {
  it('is gone, though its page may be closed by now', () => {
    assert.equal(left(sent), null);
    assert.equal(draftAfterSaving(codeFieldRules, null, sent, written), null);
  });

  it('is what was typed while it was being saved, over what was saved', () => {
    const fields = { ...written, definition: 'Mine and more' };
    assert.deepEqual(left({ ...sent, definition: 'Mine and more' }), { base: written, fields, meanwhile: [] });
  });
});
