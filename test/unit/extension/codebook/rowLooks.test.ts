import assert from 'node:assert/strict';
import type { Codebook } from '../../../../src/core/codebook/codebook';
import { codeColors } from '../../../../src/extension/codebook/codeColors';
import type { CodebookRow } from '../../../../src/extension/codebook/codeNode';
import { CodebookRows } from '../../../../src/extension/codebook/codebookRows';
import { changedRows, noLooks, rowLooks } from '../../../../src/extension/codebook/rowLooks';
import { codebookOf, smallCodebook, type Branch } from './codebookOf';

const known = new Map<string, CodebookRow>();

function looksOf(
  codebooks: readonly Codebook[],
  { writable = true, open = true, only = null as string[] | null } = {},
) {
  const rows = new CodebookRows('file:///study', codebooks, only && new Set(only), known);
  return rowLooks(rows, codeColors(codebooks), () => writable, open);
}

/** Ids of the rows that are drawn anew after `before` became `after`; null where all are. */
function redrawn(before: readonly Branch[], after: readonly Branch[]): string[] | null {
  const rows = changedRows(looksOf([codebookOf('b', before)]), looksOf([codebookOf('b', after)]));
  return rows && rows.map((row) => (row.kind === 'code' ? row.code : row.codebook));
}

describe('changedRows', () => {
  const hope: Branch = ['hope', {}, [['plans']]];

  it('has nothing where a codebook was read again', () => {
    assert.deepEqual(changedRows(looksOf([smallCodebook()]), looksOf([smallCodebook()])), []);
    assert.deepEqual(changedRows(noLooks, noLooks), []);
  });

  it('has the rows that show something else, with those whose path or colour that is', () => {
    const trust = (entry: object, inner: object = {}): Branch => [
      'trust',
      entry,
      [
        ['near', inner],
        ['far', { color: 'red' }],
      ],
    ];
    assert.deepEqual(redrawn([trust({}), hope], [trust({}, { name: 'Close' }), hope]), ['near']);
    assert.deepEqual(redrawn([trust({}), hope], [trust({ color: 'teal' }), hope]), ['trust', 'near']);
    assert.deepEqual(redrawn([trust({}), hope], [trust({ name: 'Faith' }), hope]), ['trust', 'near', 'far']);
    assert.deepEqual(redrawn([trust({}), hope], [trust({}, { definition: 'd' }), hope]), ['near'], 'tooltips are kept');
    assert.deepEqual(redrawn([trust({}), hope], [trust({}, { retired: true }), hope]), ['near']);
  });

  it('has the row under which a code came, went or moved', () => {
    assert.deepEqual(redrawn([hope, ['other']], [['hope', {}, [['plans'], ['dreams']]], ['other']]), ['hope']);
    assert.deepEqual(redrawn([hope, ['other']], [['hope'], ['other']]), ['hope']);
    assert.deepEqual(redrawn([hope, ['other']], [['hope'], ['other', {}, [['plans']]]]), ['hope', 'other', 'plans']);
  });

  it('has all where the top rows are others', () => {
    assert.equal(redrawn([hope], [hope, ['other']]), null);
    assert.equal(redrawn([hope, ['other']], [['other'], hope]), null);
    assert.equal(changedRows(noLooks, looksOf([smallCodebook()])), null);
    assert.equal(changedRows(looksOf([smallCodebook()]), looksOf([smallCodebook()], { only: ['plans'] })), null);
  });

  it('has the codebook’s row, and rows that may no longer be changed', () => {
    const two = (name: string): Codebook[] => [{ ...smallCodebook(), name }, codebookOf('c', [['a']])];
    assert.deepEqual(
      changedRows(looksOf(two('One')), looksOf(two('Two')))?.map(({ codebook, kind }) => `${kind} ${codebook}`),
      ['codebook book'],
    );
    assert.equal(changedRows(looksOf([smallCodebook()]), looksOf([smallCodebook()], { writable: false }))?.length, 7);
    assert.equal(changedRows(looksOf([smallCodebook()]), looksOf([smallCodebook()], { open: false }))?.length, 3);
  });
});
