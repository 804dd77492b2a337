import assert from 'node:assert/strict';
import type { StudyPath } from '../../../../src/core/base/studyPath';
import {
  percentCoded,
  rowKey,
  transcriptRows,
  type CaseRow,
  type TranscriptRow,
} from '../../../../src/extension/transcripts/transcriptRows';

const paths = ['a.txt', 'b.txt', 'c.txt'] as StudyPath[];

function rows(
  cases: { id: string; name?: string }[],
  of: Record<string, string[]>,
): readonly (CaseRow | TranscriptRow)[] {
  return transcriptRows({ paths, cases, casesOf: (path) => of[path] ?? [] });
}

const drawn = (all: readonly (CaseRow | TranscriptRow)[]): unknown[] =>
  all.map((row) => (row.kind === 'case' ? [row.label, row.transcripts.map(({ path }) => path)] : row.path));

describe('transcriptRows', () => {
  it('is flat where no transcript has a case', () => {
    assert.deepEqual(drawn(rows([], {})), paths);
    assert.deepEqual(drawn(rows([{ id: 'X' }], {})), paths);
  });

  it('has cases in their order, by name, and transcripts without one last', () => {
    const all = rows([{ id: 'X', name: 'Harbour' }, { id: 'Y' }], { 'a.txt': ['Y'], 'c.txt': ['X'] });
    assert.deepEqual(drawn(all), [
      ['Harbour', ['c.txt']],
      ['Y', ['a.txt']],
      [null, ['b.txt']],
    ]);
  });

  it('leaves out a case without transcripts and the last group where it is empty', () => {
    const all = rows([{ id: 'X' }, { id: 'Y' }], { 'a.txt': ['Y'], 'b.txt': ['Y'], 'c.txt': ['Y'] });
    assert.deepEqual(drawn(all), [['Y', paths]]);
  });

  it('shows a case that only transcripts name', () => {
    assert.deepEqual(drawn(rows([], { 'a.txt': ['Z'] }))[0], ['Z', ['a.txt']]);
  });

  it('shows a transcript of two cases under both, with rows that differ, and once under a case named twice', () => {
    const all = rows([{ id: 'X' }, { id: 'Y' }], { 'a.txt': ['X', 'Y', 'X'] });
    assert.deepEqual(drawn(all).slice(0, 2), [
      ['X', ['a.txt']],
      ['Y', ['a.txt']],
    ]);
    const keys = all.flatMap((row) => [rowKey(row), ...(row.kind === 'case' ? row.transcripts.map(rowKey) : [])]);
    assert.equal(new Set(keys).size, keys.length);
  });
});

describe('percentCoded', () => {
  it('is whole, and neither 0 nor 100 unless it is so', () => {
    assert.deepEqual(
      [
        percentCoded(0, 100),
        percentCoded(1, 100_000),
        percentCoded(50, 100),
        percentCoded(99_999, 100_000),
        percentCoded(7, 7),
      ],
      [0, 1, 50, 99, 100],
    );
  });

  it('is not known without a length', () => {
    assert.equal(percentCoded(0, 0), null);
  });

  it('is never more than 100', () => {
    assert.equal(percentCoded(120, 100), 100);
  });
});
