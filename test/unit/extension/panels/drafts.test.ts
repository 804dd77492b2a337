import assert from 'node:assert/strict';
import { codeFieldRules, type CodeFields } from '../../../../src/core/codebook/codeFields';
import { draftAfterSaving, Drafts, mostDrafts } from '../../../../src/extension/panels/drafts';

import { isCodeDraft } from '../../../../src/protocol/codeForm';
import { memory } from '../codebook/memory';

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

describe('drafts of forms', () => {
  const typed = (definition: string) => ({ base, fields: { ...base, definition }, meanwhile: [] });

  it('are there again after VS Code was closed, until they are saved', () => {
    const kept = memory();
    const before = new Drafts(kept, 'code', isCodeDraft);
    before.set('a', typed('Mine'));
    before.set('b', typed('Other'));
    before.set('b', null);
    const after = new Drafts(memory(kept.kept), 'code', isCodeDraft);
    assert.deepEqual([after.get('a'), after.get('b')], [typed('Mine'), null]);
    assert.equal(new Drafts(kept, 'other', isCodeDraft).get('a'), null);
  });

  it('are those of this version alone, and not without end', () => {
    const kept = memory({ code: { a: { base, fields: null }, b: typed('Mine') }, other: 'x' });
    const drafts = new Drafts(kept, 'code', isCodeDraft);
    assert.deepEqual([drafts.get('a'), drafts.get('b')], [null, typed('Mine')]);
    assert.equal(new Drafts(kept, 'other', isCodeDraft).get('0'), null);
    for (let i = 0; i < mostDrafts; i++) drafts.set(`c${i}`, typed('More'));
    assert.equal(drafts.get('b'), null);
    assert.equal(Object.keys(kept.kept['code'] as object).length, mostDrafts);
  });

  it('are not written where nothing is kept of what is dropped', () => {
    const kept = memory();
    new Drafts(kept, 'code', isCodeDraft).set('a', null);
    assert.deepEqual(kept.kept, {});
  });
});
