import assert from 'node:assert/strict';
import { tooManyRows } from '../../../src/core/exchange/codings/givenRows';
import { readCodingsCsv } from '../../../src/core/exchange/csv/readCodingsCsv';

function rowsOf(text: string): Record<string, string>[] {
  const read = readCodingsCsv(text);
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join('\n'));
  return read.value.rows.map(({ row, cells }) => ({ row: String(row), ...Object.fromEntries(cells) }));
}

function rulesOf(text: string): string[] {
  const read = readCodingsCsv(text);
  return read.ok ? [] : read.error.map(({ rule }) => rule);
}

describe('readCodingsCsv', () => {
  const expected = [{ row: '2', transcript: 'A.txt', start: '1', end: '5', code: 'bond', memo: 'one; two, three' }];

  it('finds out which sign parts the columns', () => {
    for (const sign of [',', ';', '\t', '|']) {
      const lines = [
        ['transcript', 'start', 'end', 'code', 'memo'],
        ['A.txt', '1', '5', 'bond', '"one; two, three"'],
      ];
      assert.deepEqual(rowsOf(lines.map((cells) => cells.join(sign)).join('\n')), expected, JSON.stringify(sign));
    }
  });

  it('reads rows that end with LF, CRLF or CR, and keeps line breaks and doubled quotes inside cells', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = `transcript,memo${end}A.txt,"a ""b""\r\nc\rd\ne"${end}B.txt,x${end}`;
      assert.deepEqual(rowsOf(text), [
        { row: '2', transcript: 'A.txt', memo: 'a "b"\r\nc\rd\ne' },
        { row: '3', transcript: 'B.txt', memo: 'x' },
      ]);
    }
  });

  it('takes columns in any order, case and spelling, skips empty rows, and counts rows as a spreadsheet does', () => {
    const text = '\ufeffCode, Transcript ,OffsetUnit\n\nbond,A.txt,byte\n,,\ntalking,B.txt,\n';
    assert.deepEqual(rowsOf(text), [
      { row: '3', code: 'bond', transcript: 'A.txt', offsetUnit: 'byte' },
      { row: '5', code: 'talking', transcript: 'B.txt' },
    ]);
  });

  it('says which columns it left aside', () => {
    const read = readCodingsCsv('transcript,code,score\nA.txt,bond,3\n');
    assert.ok(read.ok);
    assert.deepEqual(read.value.notes, ['Left aside, because codings have no such thing: “score”.']);
  });

  it('takes marks off only where the header says that they were put on', () => {
    const rows = "A.txt,'=1+1,''quoted";
    assert.equal(rowsOf(`transcript,memo,target\n${rows}\n`)[0]?.['memo'], "'=1+1");
    const [marked] = rowsOf(`transcript,memo,target,spreadsheet_safe\n${rows},yes\n`);
    assert.deepEqual([marked?.['memo'], marked?.['target']], ['=1+1', "'quoted"]);
  });

  it('refuses what it cannot read whole, naming the row', () => {
    assert.deepEqual(rulesOf(''), ['missing-header']);
    assert.deepEqual(rulesOf('\n\n'), ['missing-header']);
    assert.deepEqual(rulesOf('document_name,code\nA,b\n'), ['missing-column']);
    assert.deepEqual(rulesOf('transcript,code,code\nA,b,c\n'), ['repeated-column']);
    assert.deepEqual(rulesOf('transcript,code\nA,b,c\n'), ['too-many-cells']);
    assert.deepEqual(rulesOf('transcript,code\nA,"b\n'), ['bad-quotes']);
    const read = readCodingsCsv('transcript,code\nA,b\nA,"b"c\n');
    assert.ok(!read.ok);
    assert.match(read.error[0]?.message ?? '', /^Row 3:/);
  });

  it('does not take names that every object has for columns', () => {
    const [row] = rowsOf('transcript,__proto__,constructor\nA.txt,x,y\n');
    assert.deepEqual(row, { row: '2', transcript: 'A.txt' });
  });

  it('leaves out blanks behind a quoted cell, and no other', () => {
    const cells = { row: '2', transcript: 'A.txt', memo: ' "x" ' };
    assert.deepEqual(rowsOf('transcript,memo,code\n"A.txt" \u00a0\t, "x" ,"b" '), [{ ...cells, code: 'b' }]);
    assert.deepEqual(rowsOf('transcript\tmemo\n"A.txt"\t" ""x"" "  \n'), [cells]);
  });

  it('names each row with wrong quotes once', () => {
    const read = readCodingsCsv('transcript,code\n"A"x"y",b\nA,b\n"A" x ",b\n"');
    assert.deepEqual(read.ok ? [] : read.error.map(({ message }) => message.slice(0, 6)), [
      'Row 2:',
      'Row 4:',
      'Row 5:',
    ]);
  });

  it('takes no line break at the end for a row too many', () => {
    for (const end of ['', '\n']) {
      const read = readCodingsCsv(`transcript\nA\nB\nC${end}`, 3);
      assert.equal(read.ok && read.value.rows.length, 3);
      const refused = readCodingsCsv(`transcript\nA\nB\nC\nD${end}`, 3);
      assert.deepEqual(refused.ok ? [] : refused.error, [tooManyRows]);
    }
  });

  it('ends with stray quotes before blanks without end, and with any run of quotes, ends and blanks', () => {
    const many = 300_000;
    for (const cell of [
      `"${'x"'.repeat(many)}${' '.repeat(many)},z`,
      `"${'" '.repeat(many)},z`,
      `"${'"a"b'.repeat(many)}`,
      '"\n'.repeat(many) + '"x',
      ' '.repeat(many) + '\n"a"x'.repeat(many),
    ]) {
      assert.deepEqual([...new Set(rulesOf(`transcript,quote\n${cell}`))], ['bad-quotes'], cell.slice(0, 10));
    }
  });

  it('reads a hostile cell of many quotes to its end', () => {
    assert.deepEqual(rulesOf(`transcript,code\nA,${'"'.repeat(200_001)}\n`).includes('bad-quotes'), true);
    assert.notDeepEqual(rulesOf('"'.repeat(100_000)), []);
  });
});
