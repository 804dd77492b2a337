import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { compileParticipantPattern } from '../../../src/core/cases/compileParticipantPattern';
import { readCases } from '../../../src/core/cases/readCases';
import { runs } from '../../support/runs';

const seed = { seed: 20261122 };
const file = 'cases.yaml' as StudyPath;

/** Ids from a small set, so that they clash, miss one another and meet the pattern as they do in hand-written files. */
const id = fc.constantFrom('PAR1PW01', 'PAR1SU01', 'VOL2ST01', 'P', 'interviewer', 'constructor', 'Zoë', 'Zoe\u0308');
const label = fc.constantFrom('I', 'R', 'A', 'toString');
const path = fc.constantFrom('transcripts/PAR1PW01.txt', 'a.txt', 'b/c.vtt', '../out.txt', '/abs.txt');
const value = fc.oneof(
  fc.constantFrom('ward', 'community', '2013-05-01'),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const optional = { requiredKeys: ['id'] as ['id'] };

const entries = fc.record({
  variables: fc.constant({
    setting: { of: 'case', type: 'choice', values: ['ward', 'community'] },
    age: { of: 'participant', type: 'number' },
    date: { of: 'transcript', type: 'date' },
  }),
  cases: fc.array(fc.record({ id, setting: value, extra: value }, optional)),
  participants: fc.array(fc.record({ id, memberOf: id, role: id, age: value }, optional)),
  links: fc.array(fc.record({ kind: fc.constant('pair'), members: fc.array(id, { maxLength: 3 }) })),
  transcripts: fc.array(fc.record({ path, case: id, speakers: fc.dictionary(label, id) }, { requiredKeys: ['path'] })),
});

const patterned = compileParticipantPattern('(?<case>[A-Z]{3}\\d)(?<role>PW|SU|ST|MA)\\d\\d');
assert.ok(patterned.ok);
const pattern = patterned.value;

describe('laws of cases.yaml', () => {
  it('whatever the entries say, the answers agree with one another', () => {
    fc.assert(
      fc.property(entries, fc.boolean(), (sections, withPattern) => {
        const text = JSON.stringify({ 'verbatim-cases': 1, ...sections });
        const { cases, problems } = readCases(file, text, withPattern ? { pattern } : {});
        for (const { members } of cases.links) {
          assert.ok(members.length >= 2 && members.every((member) => cases.participants.has(member)));
        }
        for (const one of ['transcripts/PAR1PW01.txt', 'a.txt', 'b/c.vtt', 'PAR1SU01.txt'] as StudyPath[]) {
          const participants = cases.participantsOf(one);
          assert.equal(new Set(participants).size, participants.length);
          for (const speaker of ['I', 'R', 'A', 'toString'].map((name) => cases.speakerOf(one, name))) {
            if (speaker?.kind === 'participant') assert.ok(participants.includes(speaker.id));
          }
          const own = cases.transcriptsByPath.get(one)?.case;
          const expected =
            own != null ? [own] : participants.map((person) => cases.caseOf(person)).filter((found) => found !== null);
          assert.deepEqual(cases.casesOf(one), [...new Set(expected)]);
        }
        for (const [key, participant] of cases.participants) {
          assert.equal(key, participant.id);
          assert.equal(key, key.normalize('NFC'));
          assert.notEqual(key, 'interviewer');
        }
        assert.ok(![...cases.transcriptsByPath.keys()].some((one) => one.startsWith('/') || one.includes('..')));
        assert.deepEqual(
          problems,
          readCases(file, text, withPattern ? { pattern } : {}).problems,
          'the same file says the same',
        );
      }),
      { ...seed, numRuns: runs(60) },
    );
  });

  it('every entry that is left out is reported as an error', () => {
    fc.assert(
      fc.property(entries, (sections) => {
        const { cases, problems } = readCases(file, JSON.stringify({ 'verbatim-cases': 1, ...sections }));
        const errors = problems.filter(({ severity }) => severity === 'error').length;
        const leftOut =
          sections.cases.length +
          sections.participants.length +
          sections.transcripts.length -
          cases.cases.size -
          cases.participants.size -
          cases.transcriptsByPath.size;
        assert.equal(errors, leftOut);
      }),
      seed,
    );
  });

  it('never throws, whatever the file holds', () => {
    const anything = fc.oneof(
      fc.json(),
      fc.string(),
      fc.jsonValue().map((one) =>
        JSON.stringify({
          'verbatim-cases': 1,
          cases: one,
          participants: one,
          variables: one,
          transcripts: [one],
          links: [one],
        }),
      ),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const { cases, problems } = readCases(file, text, { pattern });
        assert.ok(problems.every(({ line }) => line === undefined || line >= 1));
        assert.deepEqual(cases.participantsOf('PAR1PW01.txt' as StudyPath).length, 1);
      }),
      seed,
    );
  });
});
