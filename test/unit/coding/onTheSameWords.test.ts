import assert from 'node:assert/strict';
import { onTheSameWords } from '../../../src/core/coding/onTheSameWords';
import type { SegmentRow } from '../../../src/core/coding/segmentsFile';

const row = (id: string, more: Partial<SegmentRow> = {}): SegmentRow => ({
  id,
  start: 10,
  end: 14,
  quote: 'word',
  codings: [{ code: 'x', at: `2026-01-0${id.length}`, codeDigest: id }],
  ...more,
});

describe('onTheSameWords', () => {
  it('gives a new row the id of the one that the other made there, and leaves what each says', () => {
    const m = row('mine', {
      memo: 'm',
      prefix: 'p',
      codings: [
        { code: 'x', at: '2' },
        { code: 'y', at: '2' },
      ],
    });
    const t = row('other', { codings: [{ code: 'x', at: '1', codeDigest: 'd' }] });
    const { mine, became } = onTheSameWords([], [m, row('far', { end: 15 })], [t]);
    assert.deepEqual([...became], [['mine', 'other']]);
    const { prefix: _prefix, ...rest } = m;
    assert.deepEqual(mine[0], {
      ...rest,
      id: 'other',
      codings: [
        { code: 'x', at: '1', codeDigest: 'd' },
        { code: 'y', at: '2' },
      ],
    });
    assert.deepEqual(mine[1], row('far', { end: 15 }));
  });

  it('leaves rows alone that somebody had before, made several times there, or whose place is in doubt', () => {
    const [m, t] = [row('m'), row('t')];
    const alone: [SegmentRow[] | null, SegmentRow[], SegmentRow[]][] = [
      [[m], [m], [t]],
      [[t], [m], [t]],
      [null, [m, t], [t]],
      [null, [m], [m, t]],
      [null, [m, row('m2')], [t]],
      [null, [m], [t, row('t2')]],
      [null, [row('m', { state: 'unconfirmed' })], [t]],
      [null, [m], [row('t', { state: 'orphaned' })]],
    ];
    for (const [base, mine, theirs] of alone) {
      const outcome = onTheSameWords(base, mine, theirs);
      assert.deepEqual(outcome.mine, mine);
      assert.equal(outcome.became.size, 0);
    }
  });
});
