import assert from 'node:assert/strict';
import { neverCancelled } from '../../../../src/core/base/cancellation';
import { joinPath } from '../../../../src/core/base/studyPath';
import { newCasesText } from '../../../../src/core/cases/newCasesText';
import { createStudy } from '../../../../src/core/project/createStudy';
import { planStudy } from '../../../../src/core/project/newStudy';
import { Study } from '../../../../src/core/project/study';
import { importBook, startingCodebooks } from '../../../../src/extension/newStudyWizard/draftCodebooks';
import { DraftTranscripts } from '../../../../src/extension/newStudyWizard/draftTranscripts';
import { MemoryFiles, memoryHost } from '../../../support/memoryFiles';

const encoder = new TextEncoder();
const interview = 'I: How did it begin?\n\nR: In the garden.\n\nI: And then?\n\nR: We talked.\n';

describe('a study that the wizard makes', () => {
  it('has nothing that a check finds wrong: people with cases and roles, a group, codebooks with the same names', async () => {
    const draft = new DraftTranscripts();
    for (const name of ['RIV1SU01', 'RIV1PW02', 'HAR1SU01']) draft.add(`${name}.txt`, encoder.encode(interview));
    draft.add('HAR1PW01.txt', encoder.encode('Mod: So?\n\nP1: Yes.\n\nP2: No.\n\nMod: Oh?\n\nP1: Yes.\n\nP2: No.\n'));
    const books = await Promise.all(
      ['codes.csv', 'codes.txt'].map(async (file, i) => {
        const book = await importBook(String(i), file, encoder.encode('name\nTrust\nTime\n'));
        assert.ok(book.ok);
        return book.value;
      }),
    );
    const codebooks = await startingCodebooks([], 'codes', books);
    assert.ok(codebooks.ok);
    assert.deepEqual(
      codebooks.value.map(({ id }) => id),
      ['codes', 'codes-2', 'codes-3'],
    );
    const { participants, transcripts } = draft.people(true);
    const files = new MemoryFiles();
    const plan = await planStudy(files, {
      name: 'Made',
      codebooks: codebooks.value,
      transcripts: draft.all.flatMap(({ name, prepared }) =>
        prepared.ok ? [{ path: joinPath('transcripts', name), text: prepared.value.text }] : [],
      ),
      cases: newCasesText(participants, transcripts),
      participantId: null,
    });
    assert.ok(plan.ok);
    await createStudy(files, plan.value, () => undefined, neverCancelled);
    const { study, problems } = await Study.open(memoryHost(files), 'everyone');
    assert.deepEqual(problems, []);
    assert.ok(study);
    assert.deepEqual(study.problems, []);
    assert.equal(study.transcripts.length, 4);
    assert.equal(study.codes.all.length, 5);
  });

  it('has the transcripts whose endings are in capitals, and the names that were typed for codebooks', async () => {
    const draft = new DraftTranscripts();
    draft.add('LOUD.TXT', encoder.encode(interview));
    const own = '# Ours\nverbatim-codebook: 1\nid: ours\nname: Old name # of last year\ncodes: []\n';
    const book = await importBook('1', 'ours.yaml', encoder.encode(own));
    assert.ok(book.ok);
    const codebooks = await startingCodebooks([], null, [{ ...book.value, name: ' Néw: name ' }]);
    assert.ok(codebooks.ok);
    assert.deepEqual(
      codebooks.value.map(({ text }) => text),
      ['# Ours\nverbatim-codebook: 1\nid: ours\nname: "Néw: name" # of last year\ncodes: []\n'],
    );
    const { participants, transcripts } = draft.people(true);
    const files = new MemoryFiles();
    const plan = await planStudy(files, {
      name: 'Made',
      codebooks: codebooks.value,
      transcripts: draft.all.flatMap(({ name, prepared }) =>
        prepared.ok ? [{ path: joinPath('transcripts', name), text: prepared.value.text }] : [],
      ),
      cases: newCasesText(participants, transcripts),
      participantId: null,
    });
    assert.ok(plan.ok);
    await createStudy(files, plan.value, () => undefined, neverCancelled);
    const { study } = await Study.open(memoryHost(files), 'everyone');
    assert.deepEqual(study?.problems, []);
    assert.equal(study.transcripts.length, 1);
  });
});
