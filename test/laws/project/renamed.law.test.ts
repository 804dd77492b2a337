import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { matchRenamed, type StraySegments } from '../../../src/core/project/renamedTranscripts';
import { runs } from '../../support/runs';

/** What happens to each transcript of a study: its text (few, so that some are equal), whether each coder coded it, and its new name. */
const file = fc.record({
  text: fc.constantFrom('t1', 't2', 't3', 't4', 't5', 't6', 't7', 't8'),
  coded: fc.tuple(fc.boolean(), fc.boolean()),
  fate: fc.constantFrom('stays', 'renamed', 'renamed', 'removed'),
});

describe('law: transcripts that were renamed elsewhere', () => {
  it('are found where their text is the only one of its kind, and are never taken for another', () => {
    fc.assert(
      fc.property(fc.array(file, { maxLength: 10 }), (files) => {
        const old = (i: number): StudyPath => `transcripts/${i}.txt` as StudyPath;
        const now = (i: number): StudyPath => `transcripts/new-${i}.txt` as StudyPath;
        const coders = ['ada', 'ben'];
        const strays: StraySegments[] = [];
        const linked = new Set<string>();
        const transcripts: { path: StudyPath; digest: string }[] = [];
        files.forEach(({ text, coded, fate }, i) => {
          if (fate !== 'removed') transcripts.push({ path: fate === 'stays' ? old(i) : now(i), digest: text });
          coders.forEach((coder, c) => {
            if (coded[c] !== true) return;
            if (fate === 'stays') linked.add(`${coder} ${old(i)}`);
            else strays.push({ path: `${coder}-${i}` as StudyPath, coder, transcript: old(i), text });
          });
        });
        const matches = matchRenamed(strays, transcripts, {
          hasFile: (coder, path) => linked.has(`${coder} ${path}`),
          wereTogether: (from, to) => !to.includes('new-') && from !== to,
        });
        const taken = new Set<string>();
        for (const { stray, to, sure } of matches) {
          for (const path of to) {
            assert.equal(transcripts.find((one) => one.path === path)?.digest, stray.text);
            assert.ok(!linked.has(`${stray.coder} ${path}`));
          }
          if (!sure) continue;
          assert.ok(!taken.has(`${stray.coder} ${to[0]}`));
          taken.add(`${stray.coder} ${to[0]}`);
          assert.match(to[0]!, /new-/);
        }
        files.forEach(({ text, coded, fate }, i) => {
          const alone = files.every((other, j) => j === i || other.text !== text);
          if (!alone || fate !== 'renamed') return;
          coders.forEach((coder, c) => {
            if (coded[c] !== true) return;
            const match = matches.find(({ stray }) => stray.path === `${coder}-${i}`);
            assert.deepEqual([match?.to, match?.sure], [[now(i)], true]);
          });
        });
      }),
      { seed: 20261122, numRuns: runs(500) },
    );
  });
});
