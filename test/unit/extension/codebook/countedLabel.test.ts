import assert from 'node:assert/strict';
import type { CodeCount } from '../../../../src/extension/codebook/codeCounts';
import { countedLabel, countWidth } from '../../../../src/extension/codebook/countedLabel';

const count = (all: number): CodeCount => ({ own: all, ownHere: 0, all, allHere: 0 });

describe('countedLabel', () => {
  it('puts counts into a column before the names, which begin at one place', () => {
    const width = countWidth(new Map([3, 0, 128].map((all) => [`c${all}`, count(all)])));
    assert.equal(width, 3);
    const labels = [3, 0, 128].map((all) => countedLabel('Hope', all, width));
    assert.deepEqual(labels, ['\u2007\u20073\u2002Hope', '\u2007\u2007\u2007\u2002Hope', '128\u2002Hope']);
    assert.equal(new Set(labels.map((label) => label.indexOf('Hope'))).size, 1);
  });

  it('leaves the names alone where nothing is coded', () => {
    assert.equal(countWidth(new Map()), 0);
    assert.equal(countedLabel('Hope', 0, countWidth(new Map([['a', count(0)]]))), 'Hope');
  });
});
