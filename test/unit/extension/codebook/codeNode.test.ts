import assert from 'node:assert/strict';
import {
  codeNodesOf,
  codesDragged,
  isCodebookRow,
  keyOf,
  sameRow,
  type CodebookRow,
  type CodeNode,
} from '../../../../src/extension/codebook/codeNode';

const code = (id: string, root = 'file:///study'): CodeNode => ({ kind: 'code', root, codebook: 'b', code: id });
const book: CodebookRow = { kind: 'codebook', root: 'file:///study', codebook: 'b' };

describe('codesDragged', () => {
  it('reads a list of ids', () => {
    assert.deepEqual(codesDragged('["a","b"]'), ['a', 'b']);
  });

  it('refuses everything else', () => {
    for (const text of ['', 'a', '{}', '"a"', '[]', '["a",1]', '[["a"]]', 'null'])
      assert.equal(codesDragged(text), null, text);
  });
});

describe('isCodebookRow', () => {
  it('knows rows from what else a command may be called with', () => {
    assert.ok(isCodebookRow(code('a')) && isCodebookRow(book));
    const others = [
      undefined,
      null,
      'a',
      1,
      {},
      { kind: 'code', root: 'r', codebook: 'b' },
      { kind: 'x', root: 'r', codebook: 'b' },
    ];
    for (const other of others) assert.equal(isCodebookRow(other), false);
  });
});

describe('codeNodesOf', () => {
  it('means the selected rows where the clicked one is among them', () => {
    assert.deepEqual(codeNodesOf(code('a'), [code('a'), book, code('c')]), [code('a'), code('c')]);
  });

  it('means the clicked row alone where it is not selected', () => {
    assert.deepEqual(codeNodesOf(code('a'), [code('b'), code('c')]), [code('a')]);
    assert.deepEqual(codeNodesOf(code('a'), undefined), [code('a')]);
  });

  it('leaves out rows of another study', () => {
    assert.deepEqual(codeNodesOf(code('a'), [code('a'), code('b', 'file:///other')]), [code('a')]);
  });

  it('means nothing without a code row', () => {
    assert.deepEqual(codeNodesOf(book, [code('a')]), []);
    assert.deepEqual(codeNodesOf(undefined, [code('a')]), []);
  });
});

describe('keyOf', () => {
  it('is different for different rows alone', () => {
    const rows = [book, code('a'), code('b'), code('a', 'file:///other'), { ...code('a'), codebook: 'c' }];
    assert.equal(new Set(rows.map(keyOf)).size, rows.length);
    assert.ok(sameRow(code('a'), { ...code('a') }));
    assert.ok(!sameRow(code('a'), book));
  });
});
