import assert from 'node:assert/strict';
import { codeToCopy, pasteCode } from '../../../src/core/codebook/copyCode';
import { codebookText } from '../../support/smallStudy';

const source = [
  'verbatim-codebook: 1',
  'id: source',
  'name: Source',
  'codes:',
  '  - id: hope',
  '    name: Hope # a comment',
  '    refs: [BCIO:1]',
  '    merged: [old-hope]',
  '    split: [hope-held, elsewhere]',
  '    ours: kept',
  '    codes:',
  '      - id: hope-held',
  '        name: Hope held',
  '        confusable: [hope, change]',
  '',
].join('\n');

function copied(ids: readonly string[], parent: string | null) {
  const copy = codeToCopy(source, 'hope');
  assert.ok(copy.ok);
  assert.deepEqual(copy.value.names, ['Hope', 'Hope held']);
  return pasteCode(codebookText, copy.value, ids, { parent, from: 'source' });
}

describe('copying a code to another codebook', () => {
  it('brings all under it, under ids of their own that name one another, and says where it comes from', () => {
    const done = copied(['hope-2', 'hope-held-2'], 'bond');
    assert.ok(done.ok);
    const lines = done.value.split('\n');
    assert.deepEqual(lines.slice(12, 23), [
      '      - id: hope-2',
      '        name: Hope',
      '        split: [hope-held-2]',
      '        ours: kept',
      '        refs: ["BCIO:1", source#hope]',
      '        codes:',
      '          - id: hope-held-2',
      '            name: Hope held',
      '            confusable: [hope-2, change]',
      '            refs: [source#hope-held]',
      '  - id: change',
    ]);
    assert.deepEqual([...lines.slice(0, 12), ...lines.slice(22)], codebookText.split('\n'));
  });

  it('goes to the top, and under a code without codes', () => {
    const top = copied(['a', 'b'], null);
    assert.ok(top.ok && top.value.startsWith(codebookText.trimEnd()) && top.value.includes('\n  - id: a\n'));
    const under = copied(['a', 'b'], 'change');
    assert.ok(under.ok && under.value.includes('    name: Change\n    codes:\n      - id: a\n'));
  });

  it('is refused for a code that is not there, a place that is not, and an id that is taken', () => {
    assert.ok(!codeToCopy(source, 'nothing').ok);
    assert.ok(!codeToCopy('a: [', 'hope').ok);
    assert.ok(!copied(['a', 'b'], 'nowhere').ok);
    const taken = copied(['a', 'bond'], null);
    assert.ok(!taken.ok && taken.error.includes('is taken'));
  });
});
