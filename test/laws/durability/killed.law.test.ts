import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { codingsOnDisk, diskStudy, logsOf, runCoding } from '../../support/diskStudy';
import { soak } from '../../support/runs';
import { seededNumbers } from '../../support/seededNumbers';

const transcripts = ['transcripts/A.txt', 'transcripts/B.txt', 'transcripts/C.txt', 'transcripts/D.txt'];

/** One of each kind of call that a coding makes, in their order: a program is ended before it, or in the middle of what it writes. */
const kinds = (writer: string): readonly string[] => [
  'linkSync .verbatim/locks/*.*.tmp',
  'writeFileSync coding/ada/segments/transcripts/.*.tmp',
  'fsync coding/ada/segments/transcripts/.*.tmp',
  'renameSync coding/ada/segments/transcripts/.*.tmp',
  'unlinkSync .verbatim/locks/*.*.tmp',
  'unlinkSync .verbatim/locks/*',
  `openSync coding/ada/log/${writer}.jsonl`,
  `writeFileSync coding/ada/log/${writer}.jsonl`,
  `fdatasync coding/ada/log/${writer}.jsonl`,
];

/** So many are ended in all, and so many codings each of them would make: in the long run at random, in a short one at each kind of call. */
const kills = soak ? 1000 : kinds('').length + 2;

/** A study grows with every round, and each round reads all of it: after so many a new one is begun. */
const killsOfStudy = 40;
const steps = soak ? 52 : 12;

describe('law: a program that codes and is killed', () => {
  it('has lost nothing that it told of, and leaves a whole study that the next one codes on in', async function () {
    this.timeout(soak ? 1_200_000 : 240_000);
    let root = diskStudy(transcripts);
    const number = seededNumbers(20261122);
    const known = new Set<string>();
    let [told, unlogged] = [0, 0];
    for (let kill = 0; kill < kills; kill++) {
      if (kill > 0 && kill % killsOfStudy === 0) {
        rmSync(root, { recursive: true });
        root = diskStudy(transcripts);
        known.clear();
      }
      const writer = `w${kill}`;
      const kind = soak ? undefined : kinds(writer)[kill];
      // Every second one ends itself between two calls of the disk, or in the middle of a write; the others are ended from outside.
      const inside = soak ? kill % 2 === 0 : kind !== undefined;
      const last = 1 + number(steps - 1);
      let heard = 0;
      const task = {
        root,
        writer,
        coder: 'ada',
        transcripts: [transcripts[kill % transcripts.length]!],
        seed: kill,
        steps,
        doing: 'code',
        ...(kind === undefined ? {} : { killOn: { kind, nth: 2 + number(steps - 3) } }),
        ...(inside && kind === undefined ? { killAt: 1 + number(25 * steps) } : {}),
      } as const;
      const { code, signal } = await runCoding(task, (news, child) => {
        if (news.did === 'step') for (const coding of news.added) known.add(coding);
        if (news.did === 'step') heard++;
        if (!inside && heard === last) child.kill('SIGKILL');
      });
      assert.ok(code === null || code === 0, `the program failed in round ${kill}`);
      if (kind !== undefined) assert.equal(signal, 'SIGKILL', `no ${kind}`);
      told += heard;

      const there = await codingsOnDisk(root);
      for (const coding of known) assert.ok(there.has(coding), `${coding} was lost in round ${kill}`);
      const untold = [...there].filter((coding) => !known.has(coding));
      assert.ok(untold.length <= 1, `${untold.length} codings came from nowhere in round ${kill}`);
      for (const coding of untold) known.add(coding);

      const log = logsOf(root, 'ada').get(`${writer}.jsonl`) ?? { entries: [], rules: [] };
      for (const rule of log.rules) assert.ok(['torn-line', 'missing-header'].includes(rule), rule);
      assert.deepEqual(
        log.entries.map(({ seq }) => seq),
        log.entries.map((_, i) => i + 1),
      );
      const logged = log.entries.flatMap(({ after }) => Object.keys(after));
      for (const id of logged)
        assert.ok(
          [...there].some((coding) => coding.startsWith(`${id} `)),
          `${id} is only logged`,
        );
      const missing = heard + untold.length - log.entries.length;
      assert.ok(missing === 0 || missing === 1, `${missing} codings are not logged in round ${kill}`);
      unlogged += missing;
    }
    assert.ok(told > (steps / 3) * kills, `only ${told} codings were told of`);
    assert.ok(unlogged <= kills);
    rmSync(root, { recursive: true });
  });
});
