import assert from 'node:assert/strict';
import { utf16 } from '../../../../src/core/text/offsets';
import {
  detailsModel,
  mostSegments,
  mostShown,
  segmentsHere,
  type DetailsPlace,
  type DetailsStudy,
} from '../../../../src/extension/details/detailsModel';
import type { DetailsTexts } from '../../../../src/extension/details/detailsWords';
import { detailsWords, isDetailsNews, type DetailsModel, type SegmentLink } from '../../../../src/protocol/details';
import { sampleCode, sampleTree } from '../editor/sampleCodes';
import { sampleCoding, type SampleSegment } from '../editor/sampleSegments';

const entry = {
  id: 'trust',
  name: 'Trust',
  definition: 'Being believed.',
  include: ['when asked'],
  aka: ['faith'],
  confusable: ['old'],
};
const study: DetailsStudy = {
  me: 'anna',
  coders: [{ id: 'ben', name: 'Ben', marks: new Map() }],
  codes: sampleTree([
    sampleCode('trust', { name: 'Trust', path: ['Bond', 'Trust'], entry }),
    sampleCode('old', { name: 'Old one', retired: true }),
  ]),
};
const texts: DetailsTexts = {
  words: Object.fromEntries(detailsWords.map((word) => [word, word])) as unknown as DetailsTexts['words'],
  texts: {
    nothing: 'nothing here',
    me: 'mine',
    exemplar: 'exemplar',
    unconfirmed: 'check',
    unknown: 'unknown',
    retired: 'retired',
    paraphrase: 'paraphrased',
    coder: (name) => `by ${name}`,
    certainty: (certainty) => `certainty ${certainty}`,
    more: (count) => `${count} more`,
  },
};
const text = 'one two three four';
const place = (samples: readonly SampleSegment[], start: number, end = start): DetailsPlace => ({
  uri: 'file:///a.txt',
  name: 'a.txt',
  coding: sampleCoding(text, samples),
  selection: { start: utf16(start), end: utf16(end) },
  shown: new Set(['anna', 'ben']),
});
const told = (at: DetailsPlace, exemplars: readonly SegmentLink[] | null = []): DetailsModel =>
  detailsModel(at, study, texts, () => exemplars);

describe('the segments that the Details view tells of', () => {
  const nested: readonly SampleSegment[] = [{ at: [0, 18], codes: ['trust'] }, { at: [4, 7] }, { at: [8, 13] }];
  const spans = (start: number, end?: number): string[] =>
    segmentsHere(place(nested, start, end)).map(({ span }) => `${span.start}-${span.end}`);

  it('are the inner ones first at a cursor, and the selected one first in a selection', () => {
    assert.deepEqual(spans(5), ['4-7', '0-18']);
    assert.deepEqual(spans(0, 18)[0], '0-18');
    assert.deepEqual(spans(4, 7)[0], '4-7');
  });

  it('are those of coders who are shown, and not more than fit', () => {
    const at = place([{ at: [0, 3], coder: 'ben' }], 1);
    assert.equal(segmentsHere({ ...at, shown: new Set(['anna']) }).length, 0);
    const many = told(
      place(
        Array.from({ length: mostSegments + 2 }, (): SampleSegment => ({ at: [0, 3] })),
        1,
      ),
    );
    assert.equal(many.segments.length, mostSegments);
    assert.equal(many.said, '2 more');
  });
});

describe('what the Details view says', () => {
  it('is what a coder has to know of the code, and of whose the segment is', () => {
    const model = told(place([{ at: [4, 7], codes: ['trust'] }], 5));
    assert.ok(isDetailsNews(model));
    const [segment] = model.segments;
    assert.deepEqual([segment?.quote, segment?.mine, segment?.notes], ['two', true, ['mine']]);
    const [code] = segment?.codes ?? [];
    assert.deepEqual([code?.above, code?.name, code?.known], ['Bond', 'Trust', true]);
    assert.deepEqual(code?.blocks, [
      { kind: 'definition', items: ['Being believed.'] },
      { kind: 'useWhen', items: ['when asked'] },
      { kind: 'confusable', items: ['Old one'] },
    ]);
  });

  it('names an unknown code by its id, and lets nobody write a colleague’s memo', () => {
    const [segment] = told(place([{ at: [4, 7], coder: 'ben', codes: ['gone'] }], 5)).segments;
    assert.deepEqual([segment?.mine, segment?.notes], [false, ['by Ben']]);
    const [code] = segment?.codes ?? [];
    assert.deepEqual([code?.name, code?.known, code?.notes, code?.blocks], ['gone', false, ['unknown'], []]);
  });

  it('has the memo as the file has it, since that is what is written over', () => {
    const [segment] = told(place([{ at: [4, 7], row: { memo: 'one\r\ntwo\n' } }], 5)).segments;
    assert.equal(segment?.memo, 'one\r\ntwo\n');
  });

  it('fits into a message however long a text is; a memo that is cut is nobody’s to write', () => {
    const long = 'a'.repeat(1_200_000);
    const huge = { ...entry, definition: long };
    const codes = sampleTree([sampleCode('trust', { name: 'Trust', path: ['Trust'], entry: huge })]);
    const at = place([{ at: [4, 7], codes: ['trust'], row: { quote: long, memo: long } }], 5);
    const model = detailsModel(at, { ...study, codes }, texts, () => []);
    assert.ok(isDetailsNews(model));
    const [segment] = model.segments;
    assert.deepEqual([segment?.mine, segment?.memo.length], [false, mostShown + 1]);
  });

  it('has up to three exemplars without the passage at hand, and none before they are found', () => {
    const link = (segment: string): SegmentLink => ({
      place: { uri: 'file:///b.txt', coder: 'anna', segment },
      quote: segment,
      said: '',
    });
    const at = place([{ at: [4, 7], codes: ['trust'] }], 5);
    const own = at.coding.placed[0]?.segment.row.id ?? '';
    const model = told(at, [own, 'x', 'y', 'z'].map(link));
    assert.deepEqual(
      model.segments[0]?.codes[0]?.exemplars?.map(({ quote }) => quote),
      ['x', 'y', 'z'],
    );
    assert.equal(told(at, null).segments[0]?.codes[0]?.exemplars, null);
  });

  it('leads to the segments before and after, also where none is at the cursor', () => {
    const three: readonly SampleSegment[] = [{ at: [0, 3], codes: ['trust'] }, { at: [4, 7] }, { at: [14, 18] }];
    const around = (start: number): (string | undefined)[] => {
      const { previous, next } = told(place(three, start));
      return [previous?.quote, next?.quote];
    };
    assert.deepEqual(around(5), ['one', 'four']);
    assert.deepEqual(around(1), [undefined, 'two']);
    assert.deepEqual(around(10), ['two', 'four']);
    assert.equal(told(place(three, 10)).said, 'nothing here');
    assert.equal(told(place(three, 5)).previous?.said, 'Trust');
    assert.equal(told(place(three, 1)).next?.said, 'annotation');
  });
});
