import assert from 'node:assert/strict';
import type { StudyPath } from '../../../../src/core/base/studyPath';
import { changedCounts, codeCounts, noCount, type CountSource } from '../../../../src/extension/codebook/codeCounts';
import { smallCodebook } from './codebookOf';

const here = 'transcripts/a.txt' as StudyPath;

/** Codes with their count here and in the study. */
function used(counts: Record<string, [here: number, study: number]>, merged: Record<string, string> = {}): CountSource {
  return {
    usedCodes: () => Object.keys(counts),
    count: (code) => counts[code]?.[1] ?? 0,
    countIn: (code, path) => (path === here ? (counts[code]?.[0] ?? 0) : 0),
    // As if no segment had two of them.
    segmentsWith: (codes, path) => codes.reduce((sum, code) => sum + (counts[code]?.[path === null ? 1 : 0] ?? 0), 0),
    survivor: (code) => merged[code] ?? (code === 'unknown' ? undefined : code),
  };
}

describe('codeCounts', () => {
  it('counts a code for itself and for all that it stands under', () => {
    const counts = codeCounts(used({ plans: [1, 3], future: [0, 2] }), [smallCodebook()], here);
    assert.deepEqual(counts.get('plans'), { own: 3, ownHere: 1, all: 3, allHere: 1 });
    assert.deepEqual(counts.get('future'), { own: 2, ownHere: 0, all: 5, allHere: 1 });
    assert.deepEqual(counts.get('hope'), { own: 0, ownHere: 0, all: 5, allHere: 1 });
    assert.equal(counts.get('trust'), undefined);
  });

  it('counts a merged code for the one that it lives on in', () => {
    const counts = codeCounts(used({ gone: [1, 2], keeping: [1, 1] }, { gone: 'keeping' }), [smallCodebook()], here);
    assert.deepEqual(counts.get('keeping'), { own: 3, ownHere: 2, all: 3, allHere: 2 });
    assert.equal(counts.get('gone'), undefined);
    assert.equal(counts.get('trust')?.all, 3);
  });

  it('keeps a code that no codebook has apart', () => {
    const counts = codeCounts(used({ unknown: [1, 1] }), [smallCodebook()], here);
    assert.deepEqual([...counts.keys()], ['unknown']);
  });

  it('counts nothing here where no transcript is being read', () => {
    assert.equal(codeCounts(used({ plans: [1, 3] }), [smallCodebook()], null).get('hope')?.allHere, 0);
  });
});

describe('changedCounts', () => {
  it('names codes that came, went or differ, and no other', () => {
    const count = (own: number) => ({ ...noCount, own });
    const before = new Map([
      ['same', count(1)],
      ['more', count(1)],
      ['went', count(1)],
      ['zero', count(0)],
    ]);
    const after = new Map([
      ['same', count(1)],
      ['more', count(2)],
      ['came', count(1)],
    ]);
    assert.deepEqual([...changedCounts(before, after)].sort(), ['came', 'more', 'went']);
  });

  it('looks at each of the four numbers', () => {
    for (const key of ['own', 'ownHere', 'all', 'allHere'] as const) {
      assert.deepEqual(changedCounts(new Map([['a', noCount]]), new Map([['a', { ...noCount, [key]: 1 }]])), ['a']);
    }
  });
});
