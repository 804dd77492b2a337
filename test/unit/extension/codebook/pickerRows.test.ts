import assert from 'node:assert/strict';
import { pickerRows, type PickerRow, type PickerSource } from '../../../../src/extension/codebook/pickerRows';
import { codebookOf } from './codebookOf';

const { codes } = codebookOf('b', [
  ['trust', {}, [['connecting'], ['keeping']]],
  ['order', { codable: false }, [['inside']]],
  ['old', { retired: true }],
]);
const source = (recent: readonly string[] = []): PickerSource => ({
  codes,
  recent,
  search: (text) => codes.filter(({ path }) => path.join(' ').toLowerCase().includes(text.toLowerCase())),
});
const both = { create: true, several: true };
const drawn = (rows: readonly PickerRow[]): string[] =>
  rows.map((row) => {
    switch (row.kind) {
      case 'heading':
        return `[${row.of}]`;
      case 'code':
        return row.number === null ? row.code.id : `${row.number} ${row.code.id}`;
      case 'several':
        return 'several';
      case 'create':
        return `+ ${row.name}`;
    }
  });

describe('pickerRows', () => {
  it('has recent codes first, numbered by their keys, then all others in the codebook’s order', () => {
    const rows = pickerRows('', source(['inside', 'trust']), both);
    assert.deepEqual(drawn(rows), ['[recent]', '1 inside', '2 trust', '[all]', 'connecting', 'keeping', 'several']);
  });

  it('has all codes where none was used yet', () => {
    const rows = pickerRows('  ', source(), both);
    assert.deepEqual(drawn(rows), ['[all]', 'trust', 'connecting', 'keeping', 'inside', 'several']);
  });

  it('leaves the second heading out where every code is recent', () => {
    const rows = pickerRows('', source(['trust', 'connecting', 'keeping', 'inside']), both);
    assert.deepEqual(
      drawn(rows).filter((row) => row.startsWith('[')),
      ['[recent]'],
    );
  });

  it('never offers what cannot be given: retired codes, codes that only order others, recent ones that are gone', () => {
    const all = drawn(pickerRows('', source(['old', 'gone', 'trust']), both)).join(' ');
    assert.doesNotMatch(all, /old|gone|order/);
    assert.match(all, /3 trust/);
    assert.deepEqual(drawn(pickerRows('old', source(), both)), ['[none]', '+ old']);
  });

  it('keeps the order of the search and says which key gives a code', () => {
    const rows = pickerRows('ing', source(['keeping']), { create: false, several: true });
    assert.deepEqual(drawn(rows), ['[found]', 'connecting', '1 keeping', 'several']);
  });

  it('offers to create what was typed, last, unless a code has that name', () => {
    assert.equal(drawn(pickerRows(' Being  there ', source(), both)).at(-1), '+ Being  there');
    assert.equal(drawn(pickerRows('trus', source(), both)).at(-1), '+ trus');
    assert.doesNotMatch(drawn(pickerRows('TRUST', source(), both)).join(' '), /\+/);
  });

  it('offers neither where neither is wanted', () => {
    const none = { create: false, several: false };
    assert.deepEqual(drawn(pickerRows('nothing', source(), none)), ['[none]']);
    assert.ok(!drawn(pickerRows('', source(), none)).includes('several'));
  });

  it('always begins with a heading, so that the first row stays the first while somebody types', () => {
    for (const text of ['', 't', 'trust', 'nothing like it']) {
      for (const recent of [[], ['trust']]) assert.equal(pickerRows(text, source(recent), both)[0]?.kind, 'heading');
    }
    assert.deepEqual(drawn(pickerRows('', { codes: [], recent: [], search: () => [] }, both)), ['[all]', 'several']);
  });
});
