import assert from 'node:assert/strict';
import { codeMoves } from '../../../../src/extension/codebook/codeMoves';
import { codebookOf, smallCodebook } from './codebookOf';

const books = [smallCodebook(), codebookOf('second', [['other']])];
const under = (parent: string | null, codebook = 'book') => ({ codebook, parent });

describe('codeMoves', () => {
  it('puts a code behind those that are there', () => {
    const moves = codeMoves(['plans'], under('trust'), books);
    assert.deepEqual(moves, { ok: true, value: [{ id: 'plans', parent: 'trust', index: 2 }] });
  });

  it('puts codes at the top level', () => {
    const moves = codeMoves(['future'], under(null), books);
    assert.deepEqual(moves, { ok: true, value: [{ id: 'future', parent: null, index: 3 }] });
  });

  it('keeps the codebook’s order of several, whatever the order of selecting', () => {
    const moves = codeMoves(['plans', 'connecting'], under('old'), books);
    assert.deepEqual(moves, {
      ok: true,
      value: [
        { id: 'connecting', parent: 'old', index: 0 },
        { id: 'plans', parent: 'old', index: 1 },
      ],
    });
  });

  it('takes a code along with the one that it stands under', () => {
    const moves = codeMoves(['hope', 'plans', 'future'], under('trust'), books);
    assert.deepEqual(moves.ok && moves.value.map(({ id }) => id), ['hope']);
  });

  it('moves a code to the end of its own siblings', () => {
    const moves = codeMoves(['trust'], under(null), books);
    assert.deepEqual(moves, { ok: true, value: [{ id: 'trust', parent: null, index: 2 }] });
  });

  it('puts siblings one after the other, counting each place after the move', () => {
    const moves = codeMoves(['trust', 'hope'], under(null), books);
    assert.deepEqual(moves.ok && moves.value.map(({ index }) => index), [2, 2]);
  });

  it('refuses a move under itself, or under a code below it, and then moves none', () => {
    const itself = { ok: false, error: { kind: 'under-itself', name: 'Hope' } };
    assert.deepEqual(codeMoves(['hope'], under('hope'), books), itself);
    assert.deepEqual(codeMoves(['connecting', 'hope'], under('plans'), books), itself);
  });

  it('refuses a move to another codebook', () => {
    const refused = codeMoves(['trust'], under(null, 'second'), books);
    assert.deepEqual(refused, { ok: false, error: { kind: 'other-codebook', name: 'Trust' } });
  });

  it('refuses codes and places that are gone', () => {
    const unknown = (name: string) => ({ ok: false, error: { kind: 'unknown', name } });
    assert.deepEqual(codeMoves(['gone'], under(null), books), unknown('gone'));
    assert.deepEqual(codeMoves(['trust'], under('gone'), books), unknown('gone'));
    assert.deepEqual(codeMoves(['trust'], under(null, 'gone'), books), unknown('gone'));
  });

  it('has nothing to do where the codes are there already', () => {
    const there = { ok: false, error: { kind: 'already-there' } };
    assert.deepEqual(codeMoves(['keeping'], under('trust'), books), there);
    assert.deepEqual(codeMoves(['connecting', 'keeping'], under('trust'), books), there);
    assert.deepEqual(codeMoves([], under('trust'), books), there);
  });
});
