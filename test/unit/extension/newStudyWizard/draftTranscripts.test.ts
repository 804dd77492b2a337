import assert from 'node:assert/strict';
import { DraftTranscripts } from '../../../../src/extension/newStudyWizard/draftTranscripts';

const encoder = new TextEncoder();
const interview =
  'I: How did it begin?\n\nR: In the garden, with a cup of tea.\n\nI: And then?\n\nR: We talked for long.\n';
const group = 'Mod: Welcome.\n\nP1: Hello.\n\nP2: Hi.\n\nMod: And?\n\nP1: Yes.\n\nP2: No.\n';

function drafted(files: Readonly<Record<string, string>>): DraftTranscripts {
  const draft = new DraftTranscripts();
  for (const [name, text] of Object.entries(files)) draft.add(name, encoder.encode(text));
  return draft;
}

describe('transcripts of a study that is being made', () => {
  it('are taken under names that are free and that a study takes', () => {
    const draft = drafted({ 'A.txt': interview, 'B.text': interview, 'C:D?.txt': interview });
    assert.equal(draft.add('A.txt', encoder.encode(interview)), false);
    assert.equal(draft.add('a.txt', encoder.encode(`${interview}\n`)), true);
    assert.deepEqual(
      draft.all.map(({ name }) => name),
      ['A.txt', 'B.txt', 'C-D-.txt', 'a 2.txt'],
    );
  });

  it('are known again by the name that their file has, under whichever name they stand in the list', () => {
    const draft = drafted({ 'A.txt': interview });
    assert.equal(draft.add('A.txt', encoder.encode(group)), true);
    assert.equal(draft.add('A.txt', encoder.encode(group)), false);
    assert.deepEqual(
      draft.all.map(({ name }) => name),
      ['A.txt', 'A 2.txt'],
    );
  });

  it('have no names that Windows keeps for its devices', () => {
    const draft = drafted({
      'CON.txt': interview,
      'nul.md': interview,
      'Constance.txt': interview,
      'aux.old.txt': interview,
    });
    assert.deepEqual(
      draft.all.map(({ name }) => name),
      ['CON-.txt', 'nul-.md', 'Constance.txt', 'aux-.old.txt'],
    );
  });

  it('say who speaks: the interviewer, the person of the file, and each of a group', () => {
    const draft = drafted({ 'RIV1SU01.txt': interview, 'RIV1PW01.txt': interview, 'HAR1SU01.txt': group });
    assert.deepEqual(draft.people(true), {
      participants: [
        { id: 'RIV1SU01', case: 'RIV1', role: 'SU', isTyped: false },
        { id: 'RIV1PW01', case: 'RIV1', role: 'PW', isTyped: false },
        { id: 'HAR1SU01-P1', case: null, role: null },
        { id: 'HAR1SU01-P2', case: null, role: null },
      ],
      transcripts: [
        {
          path: 'transcripts/RIV1SU01.txt',
          speakers: [
            ['I', null],
            ['R', 'RIV1SU01'],
          ],
        },
        {
          path: 'transcripts/RIV1PW01.txt',
          speakers: [
            ['I', null],
            ['R', 'RIV1PW01'],
          ],
        },
        {
          path: 'transcripts/HAR1SU01.txt',
          speakers: [
            ['Mod', null],
            ['P1', 'HAR1SU01-P1'],
            ['P2', 'HAR1SU01-P2'],
          ],
        },
      ],
    });
  });

  it('keep what a person said where a file is read anew', () => {
    const draft = drafted({ 'A.txt': interview, 'B.txt': interview });
    const [a, b] = draft.all;
    assert.ok(a && b);
    draft.sayRole('R', 'interviewer');
    draft.sayRole('I', 'other', b.key);
    draft.sayId(b.key, 'I', ' Ann ');
    draft.sayPerson(a.key, 'X');
    draft.reread(a.key, { encoding: 'utf-8' });
    draft.reread(b.key, { turnsOnLines: true });
    assert.deepEqual(draft.people(false).transcripts, [
      {
        path: 'transcripts/A.txt',
        speakers: [
          ['I', null],
          ['R', null],
        ],
      },
      {
        path: 'transcripts/B.txt',
        speakers: [
          ['I', 'Ann'],
          ['R', null],
        ],
      },
    ]);
    assert.equal(draft.persons().byKey.get(a.key)?.id, 'X');
  });

  it('are refused where they are no text, and offered to be broken where turns share a line', () => {
    const draft = drafted({ 'A.txt': interview.repeat(2).replaceAll(/\n+/g, ' ') });
    assert.equal(draft.all[0]?.splitTurns, 8);
    draft.add('B.docx', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]));
    const docx = draft.all[1];
    assert.ok(docx && !docx.prepared.ok);
    assert.equal(docx.name, 'B.docx');
    assert.equal(draft.add('B.docx', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0])), false);
  });
});
