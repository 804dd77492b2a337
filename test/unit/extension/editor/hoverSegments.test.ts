import assert from 'node:assert/strict';
import { hoveredSegments, hoverSegment, type HoverStudy } from '../../../../src/extension/editor/hoverSegments';
import { sampleCode, sampleTree } from './sampleCodes';
import { sampleCoding, type SampleSegment } from './sampleSegments';

const entry = { id: 'trust', name: 'Trust', definition: ' Being believed. ' };
const study: HoverStudy = {
  me: 'anna',
  coders: [
    { id: 'anna', name: 'Anna Ahmed' },
    { id: 'ben', name: 'Ben' },
  ],
  codes: sampleTree(
    [sampleCode('trust', { name: 'Trust', path: ['Bond', 'Trust'], entry }), sampleCode('old', { retired: true })],
    {
      paraphrase: true,
    },
  ),
};
const text = 'one two three four';
const told = (sample: Omit<SampleSegment, 'at'>): ReturnType<typeof hoverSegment> => {
  const [segment] = sampleCoding(text, [{ at: [0, 3], ...sample }]).placed;
  return hoverSegment(segment!, study, 'file:///a.txt', 'light');
};

describe('hoveredSegments', () => {
  const coding = sampleCoding(text, [
    { at: [0, 18], codes: ['trust'] },
    { at: [4, 7], codes: ['old'] },
    { at: [4, 13], coder: 'ben', codes: ['trust'] },
  ]);
  const at = (offset: number, ...coders: string[]): string[] =>
    hoveredSegments(coding, offset, new Set(coders)).map(({ span }) => `${span.start}-${span.end}`);

  it('gives the inner ones first', () => {
    assert.deepEqual(at(5, 'anna', 'ben'), ['4-7', '4-13', '0-18']);
  });

  it('leaves out coders who are not shown, and places without segments', () => {
    assert.deepEqual(at(5, 'ben'), ['4-13']);
    assert.deepEqual(at(15, 'ben'), []);
  });
});

describe('hoverSegment', () => {
  it('knows the code, where it stands, and that its wording is a paraphrase', () => {
    const { codings, mine, coder } = told({ codes: ['trust'] });
    assert.deepEqual([mine, coder], [true, 'Anna Ahmed']);
    const [coding] = codings;
    assert.deepEqual(coding?.path, ['Bond', 'Trust']);
    assert.equal(coding.definition, 'Being believed.');
    assert.equal(coding.paraphrase, true);
    assert.equal(coding.unknown, false);
    assert.deepEqual(coding.ref, { uri: 'file:///a.txt', coder: 'anna', segment: 's0', code: 'trust' });
  });

  it('shows a code once where a segment has it and one that was merged into it', () => {
    const merged = sampleCode('trust', { name: 'Trust', entry: { ...entry, merged: ['faith', 'belief'] } });
    const [segment] = sampleCoding(text, [{ at: [0, 3], codes: ['faith', 'trust', 'belief'] }]).placed;
    const { codings } = hoverSegment(segment!, { ...study, codes: sampleTree([merged]) }, 'file:///a.txt', 'light');
    assert.deepEqual(
      codings.map(({ ref }) => ref.code),
      ['trust'],
    );
  });

  it('shows an unknown code by its id, and a retired one as retired', () => {
    const { codings } = told({ codes: ['gone', 'old'] });
    assert.deepEqual(
      codings.map(({ path, unknown, retired, definition, paraphrase }) => [
        path,
        unknown,
        retired,
        definition,
        paraphrase,
      ]),
      [
        [['gone'], true, false, null, false],
        [['old'], false, true, null, true],
      ],
    );
  });

  it('passes on memo, exemplar and certainty, and no empty memo', () => {
    const full = told({
      row: { memo: 'Note', exemplar: true, codings: [{ code: 'trust', exemplar: true, certainty: '+' }] },
    });
    assert.deepEqual([full.memo, full.exemplar], ['Note', true]);
    assert.deepEqual([full.codings[0]?.exemplar, full.codings[0]?.certainty], [true, '+']);
    assert.equal(told({ row: { memo: ' \n' } }).memo, null);
    assert.equal(told({}).memo, null);
  });

  it('passes on target behaviour, who delivers and who receives, and nothing for a blank', () => {
    const [coding] = told({
      row: { codings: [{ code: 'trust', target: 'walking', deliveredBy: ' ', receivedBy: 'SU01' }] },
    }).codings;
    assert.deepEqual([coding?.target, coding?.deliveredBy, coding?.receivedBy], ['walking', null, 'SU01']);
  });

  it('asks to check a place that is in doubt', () => {
    assert.equal(told({ outcome: 'approximate' }).unconfirmed, true);
    assert.equal(told({ row: { state: 'unconfirmed' } }).unconfirmed, true);
    assert.equal(told({}).unconfirmed, false);
  });

  it('names a colleague, by id where coder.yaml does not', () => {
    assert.deepEqual([told({ coder: 'ben' }).mine, told({ coder: 'ben' }).coder], [false, 'Ben']);
    assert.equal(told({ coder: 'chris' }).coder, 'chris');
  });
});
