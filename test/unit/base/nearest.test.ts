import assert from 'node:assert/strict';
import { meantKey, nearestOf } from '../../../src/core/base/nearest';

describe('nearestOf', () => {
  it('finds the one name that is meant, and none where it cannot tell', () => {
    assert.equal(nearestOf('trust', ['truth', 'trust-building', 'must']), undefined);
    assert.equal(nearestOf('Making-a-conection', ['making-a-connection', 'change']), 'making-a-connection');
    assert.equal(nearestOf('xyz', ['making-a-connection']), undefined);
    assert.equal(nearestOf('hope', ['hops', 'hope', 'rope']), 'hope');
    assert.equal(nearestOf('', ['a']), undefined);
    assert.equal(nearestOf('tursts', ['trusts', 'thrust']), 'trusts');
    assert.equal(nearestOf('hopes', ['hope-xyz', 'shape', 'hope', 'hope']), 'hope');
    assert.equal(nearestOf('a'.repeat(500), ['a'.repeat(99)]), 'a'.repeat(99));
  });
});

describe('meantKey', () => {
  it('finds slips of up to two letters, of one in a short key, and passes what is a person’s own', () => {
    const known = ['id', 'name', 'definition', 'exclude', 'note'];
    assert.deepEqual(
      ['defintion', 'definitoins', 'Exclude', 'nmae', 'notes'].map((key) => meantKey(key, known)),
      ['definition', 'definition', 'exclude', 'name', 'note'],
    );
    assert.deepEqual(
      ['definite', 'role', 'is', 'x-name', 'X-note', 'stakeholder'].map((key) => meantKey(key, known)),
      [undefined, undefined, undefined, undefined, undefined, undefined],
    );
  });
});
