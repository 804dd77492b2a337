import assert from 'node:assert/strict';
import { noPause } from '../../../../src/core/base/pause';
import type { StudyPath } from '../../../../src/core/base/studyPath';
import { FilteredCounts } from '../../../../src/extension/segments/filteredCounts';
import type { TranscriptGroup } from '../../../../src/extension/segments/segmentRows';

const [a, b, c] = ['transcripts/A.txt', 'transcripts/B.txt', 'transcripts/C.txt'] as StudyPath[] as [
  StudyPath,
  StudyPath,
  StudyPath,
];
const groups = [a, b, c].map((path): TranscriptGroup => ({ kind: 'transcript', path, count: 9 }));

/** Counts that come when they are let go, and what was asked for. */
class Reading {
  readonly asked: StudyPath[] = [];
  private readonly waiting: { readonly path: StudyPath; readonly give: (count: number) => void }[] = [];

  readonly count = (path: StudyPath): Promise<number> => {
    this.asked.push(path);
    return new Promise((give) => this.waiting.push({ path, give }));
  };

  /** Lets the one that waits go, once it waits, and what follows from it. */
  async give(path: StudyPath, count: number): Promise<void> {
    for (let turns = 0; turns < 50; turns++) {
      const at = this.waiting.findIndex((one) => one.path === path);
      if (at >= 0) {
        this.waiting.splice(at, 1)[0]?.give(count);
        return;
      }
      await Promise.resolve();
    }
    assert.fail(`${path} was not asked for.`);
  }
}

const drawn = (found: readonly TranscriptGroup[]): string[] => found.map(({ path, count }) => `${path} ${count}`);

describe('FilteredCounts', () => {
  it('counts each transcript once, and leaves out those that show nothing', async () => {
    const [counts, reading] = [new FilteredCounts(), new Reading()];
    for (let again = 0; again < 2; again++) {
      const list = counts.of(groups, reading.count, noPause);
      if (again === 0)
        for (const [path, n] of [
          [a, 2],
          [b, 0],
          [c, 1],
        ] as const)
          await reading.give(path, n);
      assert.deepEqual(drawn(await list), [`${a} 2`, `${c} 1`]);
    }
    assert.deepEqual(reading.asked, [a, b, c]);
    assert.deepEqual(await counts.of(groups, null, noPause), groups);
  });

  it('counts a transcript again that changed, also while it was being read', async () => {
    const [counts, reading] = [new FilteredCounts(), new Reading()];
    const first = counts.of(groups, reading.count, noPause);
    counts.forget(a);
    for (const path of [a, b, c]) await reading.give(path, 1);
    await first;
    const second = counts.of(groups, reading.count, noPause);
    await reading.give(a, 5);
    assert.deepEqual(drawn(await second), [`${a} 5`, `${b} 1`, `${c} 1`]);
    counts.forget();
    const third = counts.of(groups, reading.count, noPause);
    for (const path of [a, b, c]) await reading.give(path, 3);
    assert.deepEqual(drawn(await third), [`${a} 3`, `${b} 3`, `${c} 3`]);
  });

  it('ends an older pass with what the newer one finds', async () => {
    const [counts, reading] = [new FilteredCounts(), new Reading()];
    const older = counts.of(groups, reading.count, noPause);
    counts.forget();
    const newer = counts.of(groups, reading.count, noPause);
    await reading.give(a, 1);
    for (const path of [a, b, c]) await reading.give(path, 2);
    assert.deepEqual(drawn(await older), [`${a} 2`, `${b} 2`, `${c} 2`]);
    assert.equal(await older, await newer);
    assert.deepEqual(reading.asked, [a, a, b, c], 'the older one asked for nothing more');
  });

  it('ends where another list is shown', async () => {
    const [counts, reading] = [new FilteredCounts(), new Reading()];
    const list = counts.of(groups, reading.count, noPause);
    counts.end();
    await reading.give(a, 1);
    assert.deepEqual(await list, []);
    assert.deepEqual(reading.asked, [a]);
  });

  it('asks again for what could not be read', async () => {
    const counts = new FilteredCounts();
    await assert.rejects(
      counts.of(groups, () => Promise.reject(new Error('gone')), noPause),
      /gone/,
    );
    assert.equal((await counts.of(groups, () => Promise.resolve(1), noPause)).length, 3);
  });
});
