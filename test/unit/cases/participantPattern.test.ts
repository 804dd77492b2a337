import { compileParticipantPattern } from '../../../src/core/cases/compileParticipantPattern';
import assert from 'node:assert/strict';
import { fileTitle, type StudyPath } from '../../../src/core/base/studyPath';
import {
  noParticipantPattern,
  participantsInFileName,
  type ParticipantPattern,
} from '../../../src/core/cases/participantPattern';

const usual = '(?<case>[A-Z]{3}\\d)(?<role>PW|SU|ST|MA)\\d\\d';

function compiled(source: string): ParticipantPattern {
  const pattern = compileParticipantPattern(source);
  assert.ok(pattern.ok, pattern.ok ? '' : pattern.error);
  return pattern.value;
}

describe('compileParticipantPattern', () => {
  it('takes the whole match as the id, and case and role from their groups', () => {
    assert.deepEqual(compiled(usual).namesIn('Interview PAR1PW01, second part'), [
      { id: 'PAR1PW01', case: 'PAR1', role: 'PW' },
    ]);
  });

  it('finds everybody whom a text names, each once and in order', () => {
    const ids = compiled(usual)
      .namesIn('PAR1SU02 with PAR1PW01, then PAR1SU02 alone')
      .map(({ id }) => id);
    assert.deepEqual(ids, ['PAR1SU02', 'PAR1PW01']);
  });

  it('takes the id from a group “id” where the pattern has one', () => {
    const pattern = compiled('P-(?<id>\\d+)-(?<case>[a-z]+)');
    assert.deepEqual(pattern.namesIn('P-007-ward.final'), [{ id: '007', case: 'ward', role: null }]);
  });

  it('says null for groups that the pattern has not or that took no part', () => {
    const pattern = compiled('(?:(?<case>[A-Z]+)-)?N\\d');
    assert.deepEqual(pattern.namesIn('N4'), [{ id: 'N4', case: null, role: null }]);
    assert.deepEqual(pattern.namesIn('AB-N4'), [{ id: 'AB-N4', case: 'AB', role: null }]);
  });

  it('finds nobody in an empty match', () => {
    assert.deepEqual(compiled('x*').namesIn('abc'), []);
  });

  it('holds a whole id against the pattern, not a part of it', () => {
    const pattern = compiled(usual);
    assert.deepEqual(pattern.nameOf('PAR1PW01'), { id: 'PAR1PW01', case: 'PAR1', role: 'PW' });
    assert.equal(pattern.nameOf('PAR1PW012'), null);
    assert.equal(pattern.nameOf('nobody'), null);
  });

  it('reads composed and decomposed letters alike', () => {
    const pattern = compiled('Zoë\\d');
    assert.equal(pattern.namesIn('Zoe\u03081')[0]?.id, 'Zoë1');
  });

  it('refuses a pattern that cannot be read, with a sentence', () => {
    for (const source of ['(?<case>[A-Z', '(?=a)b', '']) {
      const pattern = compileParticipantPattern(source);
      assert.ok(!pattern.ok);
      assert.match(pattern.error, /^The pattern .*\.$/);
    }
  });

  it('comes to an end with a pattern made to backtrack', () => {
    assert.deepEqual(compiled('(?:a+)+b').namesIn('a'.repeat(5_000)), []);
  });
});

describe('participantsInFileName', () => {
  it('reads the name without folders and ending', () => {
    const pattern = compiled(usual);
    const names = (path: string): string[] => participantsInFileName(path as StudyPath, pattern).map(({ id }) => id);
    assert.deepEqual(names('transcripts/PAR1PW01.txt'), ['PAR1PW01']);
    assert.deepEqual(names('transcripts/PAR1PW01_PAR1SU01.wave 2.vtt'), ['PAR1PW01', 'PAR1SU01']);
    assert.deepEqual(names('PAR1PW01/notes.txt'), []);
    assert.deepEqual(participantsInFileName('PAR1PW01.txt' as StudyPath, noParticipantPattern), []);
  });

  it('calls the name without its ending the title', () => {
    assert.equal(fileTitle('a/b/C.final.TXT'), 'C.final');
    assert.equal(fileTitle('plain'), 'plain');
    assert.equal(fileTitle('a/.hidden'), '.hidden');
  });
});

describe('noParticipantPattern', () => {
  it('finds nobody', () => {
    assert.deepEqual(noParticipantPattern.namesIn('PAR1PW01'), []);
    assert.equal(noParticipantPattern.nameOf('PAR1PW01'), null);
  });
});
