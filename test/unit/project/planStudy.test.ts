import assert from 'node:assert/strict';
import { neverCancelled } from '../../../src/core/base/cancellation';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { newCasesText } from '../../../src/core/cases/newCasesText';
import { createStudy } from '../../../src/core/project/createStudy';
import { planStudy } from '../../../src/core/project/newStudy';
import { Study } from '../../../src/core/project/study';
import { MemoryFiles, memoryHost } from '../../support/memoryFiles';

const transcript = { path: 'transcripts/RIV1SU01.txt' as StudyPath, text: 'I: How?\n\nR: So.\n' };
const cases = newCasesText(
  [
    { id: 'RIV1SU01', case: 'RIV1', role: 'SU' },
    { id: 'RIV1SU01', case: null, role: null },
    { id: 'yes: “1”', case: null, role: null },
  ],
  [
    {
      path: transcript.path,
      speakers: [
        ['I', null],
        ['R', 'RIV1SU01'],
        ['Dr. B', 'yes: “1”'],
      ],
    },
  ],
);
const beginning = {
  name: 'A “study”: 1',
  codebooks: [{ id: 'own', text: 'verbatim-codebook: 1\nid: own\nname: Own\ncodes: []\n' }],
  transcripts: [transcript],
  cases,
  participantId: null,
};

describe('a planned study', () => {
  it('reads as it was meant once it is written, and leaves what was there', async () => {
    const files = new MemoryFiles({ '.gitignore': 'dist', 'notes.txt': 'mine' });
    const plan = await planStudy(files, beginning);
    assert.ok(plan.ok);
    assert.equal(plan.value.at(-1)?.path, 'verbatim.yaml');
    const told: string[] = [];
    const done = await createStudy(
      files,
      plan.value,
      (i, all, path) => told.push(`${i}/${all} ${path}`),
      neverCancelled,
    );
    assert.deepEqual(done, { done: true });
    assert.deepEqual(told.at(-1), '5/5 verbatim.yaml');
    assert.equal(files.text('.gitignore'), 'dist\n.verbatim/\n');
    assert.equal(files.text('notes.txt'), 'mine');
    const { study, problems } = await Study.open(memoryHost(files), 'everyone');
    assert.deepEqual(problems, []);
    assert.ok(study);
    assert.equal(study.project.name, 'A “study”: 1');
    assert.deepEqual(study.cases.speakerOf(transcript.path, 'I'), { kind: 'interviewer' });
    assert.deepEqual(study.cases.speakerOf(transcript.path, 'R'), { kind: 'participant', id: 'RIV1SU01' });
    assert.deepEqual(study.cases.speakerOf(transcript.path, 'Dr. B'), { kind: 'participant', id: 'yes: “1”' });
    assert.deepEqual(study.cases.casesOf(transcript.path), ['RIV1']);
    const again = await planStudy(files, beginning);
    assert.equal(!again.ok && again.error.rule, 'study-exists');
  });

  it('has a folder for transcripts where it begins without any, and a pattern where there is one', async () => {
    const files = new MemoryFiles();
    const pattern = '(?<case>[A-Z]{3}\\d)(?<role>[A-Z]{2})\\d{2}';
    const plan = await planStudy(files, { ...beginning, transcripts: [], cases: null, participantId: pattern });
    assert.ok(plan.ok);
    await createStudy(files, plan.value, () => undefined, neverCancelled);
    assert.equal(files.text('transcripts/.gitkeep'), '');
    const { study } = await Study.open(memoryHost(files), 'everyone');
    assert.equal(study?.cases.caseOf('RIV1SU01'), 'RIV1');
  });
});
