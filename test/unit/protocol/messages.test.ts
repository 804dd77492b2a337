import assert from 'node:assert/strict';
import { listOf, isText, record } from '../../../src/protocol/check';
import { isDetailsNews, isDetailsRequest, isDetailsState } from '../../../src/protocol/details';
import { isNewStudyNews, isNewStudyRequest } from '../../../src/protocol/newStudy';
import { isCodeFormNews, isCodeFormRequest, isCodeFormState } from '../../../src/protocol/codeForm';

import {
  isEntryFormNews,
  isEntryFormRequest,
  isEntryFormState,
  isThemeFormState,
} from '../../../src/protocol/entryForm';
import {
  isThemePageNews,
  isThemePageRequest,
  isThemePageState,
  type ThemePageModel,
} from '../../../src/protocol/themePage';

const fields = { name: 'Trust', definition: '', include: ['a'], exclude: [], examples: [], confusable: [], color: '' };
const draft = { base: fields, fields, meanwhile: ['name'] };

describe('a check of messages', () => {
  it('takes records with exactly the keys that were said', () => {
    const check = record<{ a: string }>({ a: isText });
    assert.ok(check({ a: '' }));
    for (const wrong of [{}, { a: 1 }, { a: '', b: '' }, null, undefined, [], 'a', Object.create({ a: '' })])
      assert.ok(!check(wrong), JSON.stringify(wrong));
  });

  it('takes no list and no text that would fill the memory', () => {
    assert.ok(listOf(isText)(['a', 'b']));
    assert.ok(!listOf(isText)(['a', 1]));
    assert.ok(!listOf(isText)(Array.from({ length: 10_001 }, () => '')));
    assert.ok(!isText('a'.repeat(1_000_001)));
  });
});

describe('the messages of the form of a code', () => {
  it('are what the form asks', () => {
    for (const right of [
      { kind: 'ready' },
      { kind: 'draft', draft },
      { kind: 'draft', draft: null },
      { kind: 'save', draft },
      { kind: 'pickCodes', chosen: ['a'] },
      { kind: 'openFile' },
    ])
      assert.ok(isCodeFormRequest(right), JSON.stringify(right));
    for (const wrong of [
      { kind: 'save' },
      { kind: 'save', draft: null },
      { kind: 'save', draft: { ...draft, fields: { ...fields, id: 'x' } } },
      { kind: 'save', draft: { ...draft, meanwhile: [1] } },
      { kind: 'save', draft: { ...draft, fields: { ...fields, include: 'a' } } },
      { kind: 'openFile', path: '/etc/passwd' },
      { kind: 'run', command: 'x' },
      'ready',
    ])
      assert.ok(!isCodeFormRequest(wrong), JSON.stringify(wrong));
  });

  it('are what the form is told, and what is kept of it', () => {
    assert.ok(isCodeFormNews({ kind: 'saved', sent: fields, fields, said: 'Done' }));
    assert.ok(isCodeFormNews({ kind: 'refused', reason: 'No', faults: [{ field: 'name', message: 'Empty' }] }));
    assert.ok(!isCodeFormNews({ kind: 'refused', reason: 'No', faults: [{ field: 'id', message: 'Empty' }] }));
    assert.ok(!isCodeFormNews({ kind: 'model' }));
    const target = { root: 'file:///s', codebook: 'b', code: 'c' };
    assert.ok(isCodeFormState({ target, draft }));
    assert.ok(isCodeFormState({ target, draft: null }));
    assert.ok(!isCodeFormState({ target }));
    assert.ok(!isCodeFormState(undefined));
  });
});

describe('the messages of the form of a case, participant or transcript', () => {
  const said = { name: 'Ann', 'speaker:I': 'interviewer' };
  const typed = { base: {}, fields: said, meanwhile: [] };

  it('are what the form asks, and what is kept of it', () => {
    for (const right of [{ kind: 'ready' }, { kind: 'save', draft: typed }, { kind: 'draft', draft: null }])
      assert.ok(isEntryFormRequest(right), JSON.stringify(right));
    for (const wrong of [
      { kind: 'save', draft: { ...typed, fields: { name: 1 } } },
      { kind: 'save', draft: { ...typed, fields: ['a'] } },
      { kind: 'save', draft: { ...typed, fields: null } },
      { kind: 'pickCodes', chosen: [] },
    ])
      assert.ok(!isEntryFormRequest(wrong), JSON.stringify(wrong));
    const target = { root: 'file:///s', level: 'participant', id: 'P1' };
    assert.ok(isEntryFormState({ target, draft: typed }));
    assert.ok(!isEntryFormState({ target: { ...target, level: 'link' }, draft: null }));
  });

  it('are what the form is told', () => {
    assert.ok(isEntryFormNews({ kind: 'saved', sent: said, fields: {}, said: 'Done' }));
    assert.ok(isEntryFormNews({ kind: 'refused', reason: 'No', faults: [{ field: 'variable:age', message: 'No' }] }));
    assert.ok(!isEntryFormNews({ kind: 'saved', sent: said, fields: { name: null }, said: 'Done' }));
    assert.ok(!isEntryFormNews({ kind: 'model' }));
  });
});

describe('the messages of the Details view', () => {
  const place = { uri: 'file:///a.txt', coder: 'anna', segment: 's1' };
  const typed = { place, quote: 'one two', asked: [''], memo: 'A thought.' };

  it('are what the view asks', () => {
    for (const right of [
      { kind: 'ready' },
      { kind: 'go', place },
      { kind: 'editCode', place, code: 'trust' },
      { kind: 'memo', typed },
      { kind: 'copy', memo: 'A thought.' },
    ])
      assert.ok(isDetailsRequest(right), JSON.stringify(right));
    for (const wrong of [
      { kind: 'go' },
      { kind: 'go', place: { ...place, segment: 1 } },
      { kind: 'memo', typed: { ...typed, asked: null } },
      { kind: 'memo', typed: { ...typed, asked: '' } },
      { kind: 'copy' },
      { kind: 'editCode', place },
      { kind: 'memo', ...typed },
    ])
      assert.ok(!isDetailsRequest(wrong), JSON.stringify(wrong));
  });

  it('are what the view is told, and what is kept of it', () => {
    assert.ok(isDetailsNews({ kind: 'memo', sent: typed, saved: true, said: '' }));
    assert.ok(!isDetailsNews({ kind: 'memo', sent: typed, saved: 'yes', said: '' }));
    assert.ok(isDetailsNews({ kind: 'tryAgain', uri: 'file:///a.txt' }));
    assert.ok(isDetailsState({ unsaved: [typed] }));
    assert.ok(!isDetailsState({ unsaved: typed }));
  });
});

describe('the messages of the New Study wizard', () => {
  it('are what the page asks', () => {
    for (const right of [
      { kind: 'ready' },
      { kind: 'go', step: 'privacy' },
      { kind: 'drop', files: [{ name: 'A.txt', bytes: new Uint8Array([65]) }], uris: [], refused: [] },
      { kind: 'speaker', key: '1', label: 'I', text: 'interviewer' },
    ])
      assert.ok(isNewStudyRequest(right), JSON.stringify(right));
    for (const wrong of [
      { kind: 'go', step: 'elsewhere' },
      { kind: 'drop', files: [{ name: 'A.txt', bytes: [65] }], uris: [], refused: [] },
      { kind: 'person', key: '1' },
      { kind: 'create', at: '/' },
    ])
      assert.ok(!isNewStudyRequest(wrong), JSON.stringify(wrong));
  });

  it('are what the page is told', () => {
    assert.ok(isNewStudyNews({ kind: 'said', said: 'Done.', isFault: false }));
    assert.ok(!isNewStudyNews({ kind: 'model', step: 'place' }));
  });
});

describe('the messages of the page of a theme', () => {
  const target = { root: 'file:///s', codebook: 'b', theme: 't' };
  const place = { uri: 'file:///s/a.txt', coder: 'ada', segment: 's1' };
  const words = Object.fromEntries(
    'definition note segments by byCategory byRole bySite against silent edit openFile'
      .split(' ')
      .map((key) => [key, 'x']),
  ) as ThemePageModel['words'];
  const model: ThemePageModel = {
    kind: 'model',
    words,
    target,
    heading: 'Trust',
    path: '',
    definition: '',
    note: '',
    counted: '1',
    segments: [{ place, quote: 'q', said: 'R' }],
    groups: { category: [{ name: 'c', segments: [0] }], role: [], site: [] },
    against: [],
    againstSaid: '',
    silent: ['P1'],
    silentSaid: '',
    isWritable: true,
  };

  it('are what the page asks and is told, and what is kept of it', () => {
    for (const right of [{ kind: 'ready' }, { kind: 'edit' }, { kind: 'openFile' }, { kind: 'go', place }])
      assert.ok(isThemePageRequest(right), JSON.stringify(right));
    for (const wrong of [{ kind: 'go' }, { kind: 'save' }, { kind: 'go', place: { ...place, uri: 1 } }, 'ready'])
      assert.ok(!isThemePageRequest(wrong), JSON.stringify(wrong));
    assert.ok(isThemePageNews(model));
    for (const wrong of [
      { ...model, segments: [{ quote: 'q' }] },
      { ...model, groups: { category: [] } },
      { ...model, groups: { ...model.groups, role: [{ name: 'r', segments: ['0'] }] } },
      { ...model, words: {} },
    ])
      assert.ok(!isThemePageNews(wrong));
    assert.ok(isThemePageState({ target, side: 'role' }));
    assert.ok(!isThemePageState({ target, side: 'else' }));
    assert.ok(isThemeFormState({ target: { root: 'r', level: 'theme', id: 't' }, draft: null }));
    assert.ok(!isThemeFormState({ target: { root: 'r', level: 'case', id: 't' }, draft: null }));
  });
});
