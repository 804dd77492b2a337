import assert from 'node:assert/strict';
import { codeNamed, longestName, nameFault } from '../../../../src/extension/codebook/codeName';
import { codebookOf, smallCodebook } from './codebookOf';

describe('nameFault', () => {
  const codebook = smallCodebook();
  const top = { codebook, parent: null };

  it('finds nothing wrong with a fresh name', () => {
    assert.equal(nameFault('Being there', top), null);
    assert.equal(nameFault('  Being there ', top), null);
    assert.equal(nameFault('“Why: me?” – #1', top), null);
  });

  it('wants a name, of one line, that is not too long', () => {
    assert.deepEqual(nameFault('  ', top), { kind: 'empty' });
    assert.deepEqual(nameFault('a\nb', top), { kind: 'line-break' });
    assert.equal(nameFault('a'.repeat(longestName), top), null);
    assert.deepEqual(nameFault('a'.repeat(longestName + 1), top), { kind: 'too-long' });
  });

  it('finds a twin at the same place, however it is written', () => {
    assert.deepEqual(nameFault(' tRUST ', top), { kind: 'twin', path: 'Trust' });
    assert.deepEqual(nameFault('Plans', { codebook, parent: 'future' }), {
      kind: 'twin',
      path: 'Hope › Future › Plans',
    });
  });

  it('minds neither the same name elsewhere nor the code’s own', () => {
    assert.equal(nameFault('Plans', top), null);
    assert.equal(nameFault('trust', { ...top, except: 'trust' }), null);
  });
});

describe('codeNamed', () => {
  const { codes } = codebookOf('b', [['a', { name: 'Café  talk' }]]);

  it('finds the code of a name, case, white space and ways of writing accents aside', () => {
    assert.equal(codeNamed(' cafe\u0301 TALK', codes)?.id, 'a');
  });

  it('finds no part of a name', () => {
    assert.equal(codeNamed('Café', codes), undefined);
    assert.equal(codeNamed('', codes), undefined);
  });
});
