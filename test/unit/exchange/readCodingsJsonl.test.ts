import assert from 'node:assert/strict';
import { readCodingsFile } from '../../../src/core/exchange/codings/readCodingsFile';
import { readCodingsJsonl } from '../../../src/core/exchange/jsonl/readCodingsJsonl';

function cellsOf(...lines: readonly unknown[]): Record<string, string>[] {
  const read = readCodingsJsonl(lines.map((line) => JSON.stringify(line)).join('\n'));
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join('\n'));
  return read.value.rows.map(({ cells }) => Object.fromEntries(cells));
}

describe('readCodingsJsonl', () => {
  it('reads a segment with its codings as a row a code, and tells the marks of both apart', () => {
    const codings = [
      { code: 'bond', exemplar: true, certainty: null },
      { code: 'talking', exemplar: false, certainty: '+' },
    ];
    assert.deepEqual(
      cellsOf({ id: 's1', transcript: 'A', start: 0, end: 2, codes: ['x'], codings, exemplar: true, memo: null }),
      [
        {
          segment: 's1',
          transcript: 'A',
          start: '0',
          end: '2',
          segment_exemplar: 'true',
          code: 'bond',
          exemplar: 'true',
        },
        {
          segment: 's1',
          transcript: 'A',
          start: '0',
          end: '2',
          segment_exemplar: 'true',
          code: 'talking',
          exemplar: 'false',
          certainty: '+',
        },
      ],
    );
  });

  it('reads a list of codes, a segment without one, and one code a line', () => {
    assert.deepEqual(cellsOf({ transcript: 'A', codes: ['bond'] }), [{ transcript: 'A', code: 'bond' }]);
    assert.deepEqual(cellsOf({ transcript: 'A', codings: [] }), [{ transcript: 'A' }]);
    assert.deepEqual(cellsOf({ transcript: 'A', code: 'bond', exemplar: true }), [
      { transcript: 'A', code: 'bond', exemplar: 'true' },
    ]);
  });

  it('refuses lines that are no records, by their numbers', () => {
    const read = readCodingsJsonl('{"transcript":"A","code":"b"}\n\n[1]\n{"codings":[1]}\n{"codings":[{}]}\n{');
    assert.ok(!read.ok);
    assert.deepEqual(
      read.error.map(({ line }) => line),
      [3, 4, 5, 6],
    );
  });

  it('says which keys it leaves aside, of segments and of codings', () => {
    const export_ = { line: 3, speakers: ['R'], participants: [], cases: [], codes: ['bond'], code_name: 'Bond' };
    const lines = [
      {
        transcript: 'A',
        turn: 1,
        colour: 'red',
        codings: [{ code: 'bond', weight: 2, codeDigest: 'sha256:0' }],
        ...export_,
      },
      { transcript: 'A', turn: 1, code: 'bond', colour: null, 'weight, too': 1 },
    ];
    const read = readCodingsJsonl(lines.map((line) => JSON.stringify(line)).join('\n'));
    assert.ok(read.ok);
    assert.deepEqual(read.value.notes, [
      'Left aside, because codings have no such thing: “colour”, “weight”, “weight, too”.',
    ]);
  });

  it('refuses a list or a group of keys where one value is expected', () => {
    const lines = [
      { transcript: ['A'], turn: 1 },
      { transcript: 'A', start: {}, end: 2 },
      { transcript: 'A', turn: 1, codings: 'bond' },
      { transcript: 'A', turn: 1, codes: 'bond' },
      { transcript: 'A', turn: 1, codings: [{ code: 'bond', memo: [] }] },
      { transcript: 'A', turn: 1, codings: null, memo: null, code: 'bond' },
    ];
    const read = readCodingsJsonl(lines.map((line) => JSON.stringify(line)).join('\n'));
    assert.ok(!read.ok);
    assert.deepEqual(
      read.error.map(({ message }) => message),
      [
        'Line 1: Its “transcript” is no text or number.',
        'Line 2: Its “start” is no text or number.',
        'Line 3: Its “codings” are no list.',
        'Line 4: Its “codes” are no list.',
        'Line 5: Its “memo” is no text or number.',
      ],
    );
  });

  it('stops after a hundred bad lines', () => {
    const read = readCodingsJsonl('x\n'.repeat(500));
    assert.ok(!read.ok);
    assert.equal(read.error.length, 100);
  });
});

describe('readCodingsFile', () => {
  const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

  it('takes UTF-8 exactly, without its byte order mark', () => {
    const text = '\ufefftranscript,memo\r\nA,"é\r🙂"\r\n';
    const read = readCodingsFile(new TextEncoder().encode(text), 'c.csv');
    assert.ok(read.ok);
    assert.equal(read.value.rows[0]?.cells.get('memo'), 'é\r🙂');
    assert.deepEqual(read.value.notes, []);
  });

  it('guesses another encoding and says so, or takes the one that is named', () => {
    const latin = bytes(...[...'transcript,memo\nA,caf'].map((sign) => sign.charCodeAt(0)), 0xe9, 0x0a);
    const guessed = readCodingsFile(latin, 'c.csv');
    assert.ok(guessed.ok);
    assert.match(guessed.value.notes[0] ?? '', /guess/);
    const named = readCodingsFile(latin, 'c.csv', 'windows-1252');
    assert.ok(named.ok);
    assert.equal(named.value.rows[0]?.cells.get('memo'), 'café');
  });

  it('refuses what is no text', () => {
    const read = readCodingsFile(bytes(0x50, 0x4b, 3, 4, 0, 0, 0, 0), 'c.csv');
    assert.ok(!read.ok);
    assert.equal(read.error[0]?.rule, 'not-text');
  });
});
