import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { codingsOnDisk, diskStudy, leftovers, locksOf, logsOf, openOnDisk, runCoding } from '../../support/diskStudy';
import type { CodingNews } from '../../support/codingProcess';
import { soak } from '../../support/runs';

const transcripts = ['transcripts/A.txt', 'transcripts/B.txt'];
/** Each change writes the whole file, so a run costs the square of this. */
const steps = soak ? 600 : 50;

/** Runs three programs at once, and gives what each told. */
async function together(root: string, coders: readonly string[]): Promise<CodingNews[][]> {
  const told = coders.map((): CodingNews[] => []);
  const ended = await Promise.all(
    coders.map((coder, i) =>
      runCoding({ root, writer: `w${i}`, coder, transcripts, seed: i, steps, doing: 'all' }, (news) =>
        told[i]!.push(news),
      ),
    ),
  );
  assert.deepEqual(
    ended.map(({ code }) => code),
    coders.map(() => 0),
  );
  return told;
}

describe('law: several programs in one folder', () => {
  for (const [name, coders] of [
    ['of one coder', ['ada', 'ada', 'ada']],
    ['of several coders', ['ada', 'ben', 'ada']],
  ] as const) {
    it(`${name} lose nothing and double nothing`, async function () {
      this.timeout(soak ? 1_200_000 : 240_000);
      const root = diskStudy(transcripts);
      const told = (await together(root, coders)).flat();

      const [added, removed] = [new Set<string>(), new Set<string>()];
      const [codes, uncoded] = [new Set<string>(), new Set<string>()];
      for (const news of told) {
        if (news.did === 'step') {
          for (const coding of news.added) added.add(coding);
          for (const coding of news.removed) removed.add(coding);
        }
        if (news.did === 'code') codes.add(news.id);
        if (news.did === 'uncode') uncoded.add(news.id);
      }
      assert.ok(added.size > steps && removed.size > 0 && codes.size > 3);

      const there = await codingsOnDisk(root);
      for (const coding of added) if (!removed.has(coding)) assert.ok(there.has(coding), `${coding} was lost`);
      for (const coding of there) assert.ok(added.has(coding), `${coding} came from nowhere`);
      const { study } = await openOnDisk(root, 'reader');
      for (const id of codes) if (!uncoded.has(id)) assert.ok(study.codes.resolve(id), `the code ${id} was lost`);
      assert.deepEqual(study.problems, []);

      for (const coder of new Set(coders)) {
        for (const [file, { entries, rules }] of logsOf(root, coder)) {
          assert.deepEqual(rules, [], file);
          assert.deepEqual(
            entries.map(({ seq }) => seq),
            entries.map((_, i) => i + 1),
          );
        }
      }
      const logged = [...new Set(coders)].flatMap((coder) =>
        [...logsOf(root, coder).values()].flatMap(({ entries }) => entries),
      );
      assert.equal(new Set(logged.map(({ id }) => id)).size, logged.length);
      assert.deepEqual([leftovers(root), locksOf(root)], [[], []]);
      rmSync(root, { recursive: true });
    });
  }
});
