import assert from 'node:assert/strict';
import type { CodebookRow } from '../../../../src/extension/codebook/codeNode';
import { CodebookRows } from '../../../../src/extension/codebook/codebookRows';
import { codebookOf, smallCodebook } from './codebookOf';

const root = 'file:///study';
const names = (rows: readonly CodebookRow[]): string[] =>
  rows.map((row) => (row.kind === 'code' ? row.code : row.codebook));

/** The tree as nested lists of ids, as far as it is shown. */
function drawn(rows: CodebookRows, at: readonly CodebookRow[] = rows.top()): unknown[] {
  return at.map((row) => {
    const under = rows.children(row);
    const [name] = names([row]);
    return under.length > 0 ? [name, drawn(rows, under)] : name;
  });
}

describe('CodebookRows', () => {
  it('begins with codes where there is one codebook', () => {
    const rows = new CodebookRows(root, [smallCodebook()], null);
    assert.deepEqual(drawn(rows), [['trust', ['connecting', 'keeping']], ['hope', [['future', ['plans']]]], 'old']);
    assert.deepEqual([rows.total, rows.matched], [7, 7]);
  });

  it('begins with codebooks where there are several, empty ones too', () => {
    const rows = new CodebookRows(root, [codebookOf('b', [['a']]), codebookOf('c', [])], null);
    assert.deepEqual(drawn(rows), [['b', ['a']], 'c']);
  });

  it('has nothing without codebooks', () => {
    assert.deepEqual(new CodebookRows(root, [], null).top(), []);
  });

  it('shows matches of a filter with what they stand under', () => {
    const rows = new CodebookRows(root, [smallCodebook()], new Set(['plans', 'keeping', 'gone']));
    assert.deepEqual(drawn(rows), [
      ['trust', ['keeping']],
      ['hope', [['future', ['plans']]]],
    ]);
    assert.deepEqual([rows.matched, rows.total], [2, 7]);
    assert.equal(rows.rowOf('connecting'), undefined);
    assert.equal(rows.rowOf('hope')?.code, 'hope');
  });

  it('leaves out codebooks in which nothing matches', () => {
    const rows = new CodebookRows(root, [codebookOf('b', [['a']]), codebookOf('c', [['d']])], new Set(['d']));
    assert.deepEqual(drawn(rows), [['c', ['d']]]);
  });

  it('finds the parent of every row', () => {
    const rows = new CodebookRows(root, [smallCodebook()], null);
    for (const top of rows.top()) {
      assert.equal(rows.parent(top), undefined);
      for (const child of rows.children(top)) assert.equal(rows.parent(child), top);
    }
    const several = new CodebookRows(root, [codebookOf('b', [['a']]), codebookOf('c', [])], null);
    const [book] = several.top();
    assert.equal(several.parent(several.rowOf('a')!), book);
    assert.equal(several.parent(book!), undefined);
  });

  it('gives the same row objects again when the map of known rows is passed on', () => {
    const known = new Map<string, CodebookRow>();
    const before = new CodebookRows(root, [smallCodebook()], null, known);
    const after = new CodebookRows(root, [smallCodebook()], new Set(['plans']), known);
    assert.equal(after.rowOf('plans'), before.rowOf('plans'));
    assert.notEqual(new CodebookRows(root, [smallCodebook()], null).rowOf('plans'), before.rowOf('plans'));
  });

  it('lets the first of two codes with one id count', () => {
    const rows = new CodebookRows(root, [codebookOf('b', [['a']]), codebookOf('c', [['a', { name: 'Other' }]])], null);
    assert.equal(rows.code(rows.rowOf('a')!)?.name, 'A');
    assert.equal(rows.total, 1);
  });

  it('says which code and codebook a row stands for', () => {
    const rows = new CodebookRows(root, [smallCodebook()], null);
    const row = rows.rowOf('hope')!;
    assert.equal(rows.code(row)?.id, 'hope');
    assert.equal(rows.codebook(row)?.id, 'book');
    assert.equal(rows.code({ kind: 'codebook', root, codebook: 'book' }), undefined);
    assert.deepEqual(rows.children({ kind: 'codebook', root, codebook: 'gone' }), []);
    assert.deepEqual(rows.children({ kind: 'code', root, codebook: 'book', code: 'gone' }), []);
  });
});
