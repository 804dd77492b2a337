import assert from 'node:assert/strict';
import { proposeParticipantIds } from '../../../src/core/cases/proposeParticipantIds';

describe('participants from file names', () => {
  const ids = (...titles: readonly string[]): readonly string[] =>
    proposeParticipantIds(titles).ids.map(({ id }) => id);

  it('are the names, without what all of them end in', () => {
    assert.deepEqual(ids('Anna', 'Ben'), ['Anna', 'Ben']);
    assert.deepEqual(ids('P01_transcript', 'P02_transcript'), ['P01', 'P02']);
    assert.deepEqual(ids('P01_transcript'), ['P01_transcript']);
    assert.deepEqual(ids('Interview 1', 'Interview 2'), ['Interview 1', 'Interview 2']);
  });

  it('are never empty', () => {
    assert.deepEqual(ids(' ', 'Anna'), ['1', 'Anna']);
    assert.deepEqual(ids(), []);
  });

  it('say case and role where the names do', () => {
    const { ids: found, pattern } = proposeParticipantIds(['RIV1SU01', 'RIV1PW01', 'HAR1SU02']);
    assert.deepEqual(found, [
      { id: 'RIV1SU01', case: 'RIV1', role: 'SU' },
      { id: 'RIV1PW01', case: 'RIV1', role: 'PW' },
      { id: 'HAR1SU02', case: 'HAR1', role: 'SU' },
    ]);
    assert.equal(pattern, '(?<case>[A-Z]{3}\\d)(?<role>[A-Z]{2})\\d{2}');
    assert.equal(
      proposeParticipantIds(['North-PW-1', 'South-PW-2', 'Süd-SU-10']).pattern,
      '(?<case>\\p{L}{3,5})-(?<role>[A-Z]{2})-\\d{1,2}',
    );
  });

  it('say neither where the names do not share them, differ in form, or are too few', () => {
    for (const titles of [
      ['RIV1SU01', 'RIV1PW01'],
      ['RIV1SU01', 'HAR2PW02', 'LON3ST03'],
      ['RIV1SU01', 'RIV1PW01', 'Anna'],
      ['P1', 'P2', 'P3'],
    ]) {
      assert.equal(proposeParticipantIds(titles).pattern, null, titles.join());
    }
  });
});
