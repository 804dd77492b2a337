import assert from 'node:assert/strict';
import type { Code } from '../../../../src/core/codebook/codebook';
import type { Segment } from '../../../../src/core/coding/segment';
import type { SegmentRow } from '../../../../src/core/coding/segmentsFile';
import { span } from '../../../../src/core/text/span';
import {
  noFilter,
  segmentTest,
  showsEverything,
  type SegmentFilter,
} from '../../../../src/extension/segments/segmentFilter';

/** A code whose definition has another digest than that of some codings. */
const hope = { id: 'hope', digest: 'sha256:now', retired: false, entry: {} } as Code;

const known = {
  survivor: (code: string) => (code === 'old-trust' ? 'trust' : code),
  subtree: (code: string) => (code === 'bond' ? ['bond', 'trust'] : [code]),
  now: { resolve: (id: string) => (id === 'hope' ? hope : undefined) },
};

function segment(more: Partial<SegmentRow>, lost = false): Segment {
  const row = { id: 's', start: 0, end: 3, quote: 'one', codings: [], ...more };
  return lost
    ? { row, placement: { outcome: 'orphaned', span: null, reason: '' } }
    : { row, placement: { outcome: 'exact', span: span(0, 3), reason: '' } };
}

const shows = (filter: Partial<SegmentFilter>, one: Segment, codes: readonly string[] | null = null): boolean =>
  segmentTest({ ...noFilter, ...filter }, known)('anna', one, codes && new Set(codes));

describe('the filter of segments', () => {
  const trust = segment({ codings: [{ code: 'old-trust', certainty: '++', target: 'walking ', deliveredBy: 'PW01' }] });
  const both = segment({
    codings: [
      { code: 'trust', certainty: '+' },
      { code: 'hope', certainty: '++', receivedBy: 'SU01' },
    ],
  });
  const note = segment({ memo: 'Look here.' });

  it('shows everything where it asks for nothing', () => {
    assert.ok(showsEverything(noFilter));
    for (const one of [trust, both, note, segment({}, true)]) assert.ok(shows({}, one));
    for (const asks of [{ memo: true }, { codes: ['a'] }, { places: ['unsure'] as const }])
      assert.ok(!showsEverything({ ...noFilter, ...asks }), JSON.stringify(asks));
  });

  it('asks for codings that were made under another wording of their code, of the codes that are meant', () => {
    const old = segment({ codings: [{ code: 'hope', codeDigest: 'sha256:then' }] });
    const fresh = segment({ codings: [{ code: 'hope', codeDigest: 'sha256:now' }] });
    assert.ok(shows({ stale: true }, old));
    assert.ok(!shows({ stale: true }, fresh));
    assert.ok(!shows({ stale: true }, segment({ codings: [{ code: 'hope' }] })), 'nobody knows under which');
    assert.ok(!shows({ stale: true }, old, ['trust']));
    assert.ok(!shows({ stale: true, codes: ['trust'] }, segment({ codings: [{ code: 'trust' }, ...old.row.codings] })));
  });

  it('asks for one of a list, and for all lists', () => {
    assert.ok(shows({ certainties: ['+', '++'] }, trust));
    assert.ok(shows({ certainties: ['++'], targets: ['walking'], deliveredBy: ['PW01', 'PW02'] }, trust));
    assert.ok(!shows({ certainties: ['++'], targets: ['running'] }, trust));
    assert.ok(!shows({ receivedBy: ['SU01'] }, trust));
    assert.ok(shows({ coders: ['anna', 'ben'] }, trust));
    assert.ok(!shows({ coders: ['ben'] }, trust));
  });

  it('means codes with those under them, merged ones by what they live on in', () => {
    assert.ok(shows({ codes: ['trust'] }, trust));
    assert.ok(shows({ codes: ['bond'] }, trust));
    assert.ok(!shows({ codes: ['old-trust'] }, trust));
    assert.ok(!shows({ codes: ['hope'] }, note));
  });

  it('shows no segment in a list of a code that it does not carry, whatever is asked', () => {
    const marked = segment({ codings: [{ code: 'hope' }], memo: 'Look here.', exemplar: true });
    const filters: readonly Partial<SegmentFilter>[] = [{ memo: true }, { exemplar: true }, { coders: ['anna'] }];
    for (const filter of filters) {
      assert.ok(!shows(filter, marked, ['trust']), JSON.stringify(filter));
      assert.ok(shows(filter, marked, ['hope']), JSON.stringify(filter));
    }
  });

  it('asks all of one and the same coding', () => {
    assert.ok(shows({ codes: ['hope'], certainties: ['++'] }, both));
    assert.ok(!shows({ codes: ['trust'], certainties: ['++'] }, both));
    assert.ok(!shows({ certainties: ['+'], receivedBy: ['SU01'] }, both));
  });

  it('asks it of the codes that a list is of', () => {
    assert.ok(shows({ certainties: ['+'] }, both, ['trust']));
    assert.ok(!shows({ certainties: ['++'] }, both, ['trust']));
  });

  it('shows codings without a certainty, but no annotation for that', () => {
    assert.ok(shows({ certainties: ['none'] }, segment({ codings: [{ code: 'hope' }] })));
    assert.ok(!shows({ certainties: ['none'] }, trust));
    assert.ok(!shows({ certainties: ['none'] }, note));
  });

  it('shows memos that say something, and exemplars of the segment or of a code that is meant', () => {
    assert.ok(shows({ memo: true }, note));
    assert.ok(!shows({ memo: true }, segment({ memo: ' \n' })));
    const marked = segment({ codings: [{ code: 'trust', exemplar: true }, { code: 'hope' }] });
    assert.ok(shows({ exemplar: true }, marked));
    assert.ok(!shows({ exemplar: true, codes: ['hope'] }, marked));
    assert.ok(shows({ exemplar: true, codes: ['hope'] }, segment({ exemplar: true, codings: [{ code: 'hope' }] })));
    assert.ok(shows({ exemplar: true }, segment({ exemplar: true })));
    assert.ok(!shows({ exemplar: true }, both));
  });

  it('shows what waits for a person, by what it waits for', () => {
    const unsure = segment({ state: 'unconfirmed' });
    const lost = segment({ state: 'orphaned' }, true);
    assert.deepEqual(
      [unsure, lost, note].map((one) => [
        shows({ places: ['unsure'] }, one),
        shows({ places: ['orphaned'] }, one),
        shows({ places: ['unsure', 'orphaned'] }, one),
      ]),
      [
        [true, false, true],
        [false, true, true],
        [false, false, false],
      ],
    );
  });
});
