import assert from 'node:assert/strict';
import type { StudyPath } from '../../../../src/core/base/studyPath';
import type { IndexedCoding } from '../../../../src/core/project/studyIndex';
import { codeSpread } from '../../../../src/extension/segments/codeSpread';

const [a, b, c] = ['a.txt', 'b.txt', 'c.txt'] as [StudyPath, StudyPath, StudyPath];
const at = (transcript: StudyPath, coder: string, row: number): IndexedCoding => ({
  transcript,
  coder,
  row,
  start: 0,
  end: 1,
});
const codings = new Map([
  ['trust', [at(b, 'anna', 0), at(b, 'anna', 1), at(a, 'ben', 0)]],
  ['hope', [at(b, 'anna', 1), at(b, 'ben', 1)]],
]);
const of = (code: string): readonly IndexedCoding[] => codings.get(code) ?? [];

describe('codeSpread', () => {
  it('counts segments by transcript, in the order of the transcripts', () => {
    assert.deepEqual(codeSpread(['trust'], [a, b, c], of), [
      { path: a, count: 1 },
      { path: b, count: 2 },
    ]);
  });

  it('counts a segment with two of the codes once, and two coders’ segments as two', () => {
    assert.deepEqual(codeSpread(['trust', 'hope'], [b], of), [{ path: b, count: 3 }]);
  });

  it('finds nothing for no codes and for codes that nobody used', () => {
    assert.deepEqual(codeSpread([], [a], of), []);
    assert.deepEqual(codeSpread(['other'], [a, b], of), []);
  });
});
