import assert from 'node:assert/strict';
import { err, ok } from '../../../../src/core/base/result';
import { byCodebook, editEach } from '../../../../src/extension/codebook/chosenCodes';
import type { CodeNode } from '../../../../src/extension/codebook/codeNode';
import { codebookOf, smallCodebook } from './codebookOf';

const row = (codebook: string, code: string): CodeNode => ({ kind: 'code', root: 'r', codebook, code });

describe('byCodebook', () => {
  it('puts codes together by file, in the order of the file', () => {
    const rows = [
      row('second', 'x'),
      row('book', 'hope'),
      row('book', 'trust'),
      row('book', 'gone'),
      row('third', 'trust'),
    ];
    const chosen = byCodebook(rows, [smallCodebook(), codebookOf('second', [['x']])]);
    assert.deepEqual(
      chosen.map(({ codebook, codes }) => [codebook.id, codes.map(({ id }) => id)]),
      [
        ['book', ['trust', 'hope']],
        ['second', ['x']],
      ],
    );
  });
});

describe('editEach', () => {
  const { codes } = codebookOf('b', [['a'], ['b'], ['c']]);

  it('does one edit on what the one before left', () => {
    assert.deepEqual(
      editEach('>', codes, (text, id) => ok(text + id)),
      ok('>abc'),
    );
  });

  it('refuses all where one is refused, with its reason', () => {
    const done: string[] = [];
    const outcome = editEach('', codes, (text, id) => {
      done.push(id);
      return id === 'b' ? err('No.') : ok(text + id);
    });
    assert.deepEqual(outcome, err('No.'));
    assert.deepEqual(done, ['a', 'b']);
  });
});
