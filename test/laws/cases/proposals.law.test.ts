import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileParticipantPattern } from '../../../src/core/cases/compileParticipantPattern';
import { proposeParticipantIds } from '../../../src/core/cases/proposeParticipantIds';
import { proposeSpeakers } from '../../../src/core/cases/proposeSpeakers';
import type { LabelSample } from '../../../src/core/transcript/labelSamples';
import { runs } from '../../support/runs';

const labels = fc.oneof(
  fc.constantFrom('I', 'R', 'Int.', 'P1', 'P2', 'F', 'A', 'Anna', 'Ben', 'Q'),
  fc.string({ minLength: 1 }),
);
const samples: fc.Arbitrary<LabelSample[]> = fc.uniqueArray(
  fc
    .record({ label: labels, turns: fc.nat({ max: 50 }), words: fc.nat({ max: 900 }), asked: fc.nat({ max: 50 }) })
    .map(({ asked, ...sample }) => ({ ...sample, questions: Math.min(asked, sample.turns), first: '' })),
  { selector: ({ label }) => label, maxLength: 7 },
);

describe('law: who is proposed to speak', () => {
  it('is said once of each label, of one person at most, whatever the order and the length', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 2, max: 9 }), (given, times) => {
        const proposals = proposeSpeakers(given);
        assert.deepEqual(
          proposals.map(({ label }) => label),
          given.map(({ label }) => label),
        );
        const roles = proposals.map(({ role }) => role);
        if (roles.includes('person'))
          assert.ok(!roles.includes('other') && roles.filter((role) => role === 'person').length === 1);
        for (const { role, because } of proposals) assert.equal(because === null, role === 'nobody');
        assert.deepEqual([...proposeSpeakers([...given].reverse())].reverse(), proposals);
        const longer = given.map((sample) => ({
          ...sample,
          turns: times * sample.turns,
          words: times * sample.words,
          questions: times * sample.questions,
        }));
        assert.deepEqual(proposeSpeakers(longer), proposals);
      }),
      { seed: 20261130, numRuns: runs(2000) },
    );
  });
});

describe('law: ids from file names', () => {
  const title = fc.oneof(
    fc
      .tuple(
        fc.constantFrom('RIV1', 'HAR12', 'N1'),
        fc.constantFrom('', '-', '_', ' '),
        fc.constantFrom('SU', 'PW', 'X'),
        fc.nat({ max: 120 }),
      )
      .map(([site, sign, role, number]) => `${site}${sign}${role}${sign}${number}`),
    fc.string({ maxLength: 12 }),
  );

  it('are one for each title, none empty; the pattern says of each what is proposed', () => {
    let patterns = 0;
    const one = fc.constantFrom('', '-', '_', ' ').chain((sign) =>
      fc.array(
        fc
          .tuple(fc.constantFrom('RIV1', 'HAR12', 'N1'), fc.constantFrom('SU', 'PW', 'X'), fc.nat({ max: 120 }))
          .map(([site, role, number]) => `${site}${sign}${role}${sign}${number}`),
        { maxLength: 8 },
      ),
    );
    fc.assert(
      fc.property(fc.oneof(one, fc.array(title, { maxLength: 8 })), (titles) => {
        const { ids, pattern } = proposeParticipantIds(titles);
        assert.equal(ids.length, titles.length);
        for (const { id } of ids) assert.notEqual(id, '');
        if (pattern === null) return;
        patterns++;
        const compiled = compileParticipantPattern(pattern);
        assert.ok(compiled.ok);
        for (const proposal of ids) assert.deepEqual(compiled.value.nameOf(proposal.id), proposal);
      }),
      { seed: 20261130, numRuns: runs(1000) },
    );
    assert.ok(patterns > 50, `only ${patterns} patterns`);
  });
});
