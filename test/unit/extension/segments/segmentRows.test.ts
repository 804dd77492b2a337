import assert from 'node:assert/strict';
import type { Digest } from '../../../../src/core/base/digest';
import type { StudyPath } from '../../../../src/core/base/studyPath';
import type { Segment, Segments } from '../../../../src/core/coding/segment';
import { TranscriptCoding } from '../../../../src/core/project/transcriptCoding';
import { toLf } from '../../../../src/core/text/lfText';
import { span } from '../../../../src/core/text/span';
import { noFilter, segmentTest } from '../../../../src/extension/segments/segmentFilter';
import {
  certaintyOf,
  codesOf,
  countWanted,
  rowKey,
  segmentRows,
  type SegmentsRow,
  type SegmentsWanted,
} from '../../../../src/extension/segments/segmentRows';

const path = 'transcripts/a.txt' as StudyPath;
const digest = `sha256:${'0'.repeat(64)}` as Digest;
const text = toLf('I: How was it?\nR: We just clicked. Nothing else mattered.\nI: And then?\nR: Then it ended.\n');

/** A segment on some words of the text; on words that are not there, an orphan. */
function on(id: string, words: string, ...codes: string[]): Segment {
  const start = text.indexOf(words);
  const row = {
    id,
    start: Math.max(0, start),
    end: Math.max(0, start) + words.length,
    quote: words,
    codings: codes.map((code) => ({ code })),
  };
  return start < 0
    ? { row, placement: { outcome: 'orphaned', span: null, reason: 'Its words are gone.' } }
    : { row, placement: { outcome: 'exact', span: span(start, start + words.length), reason: '' } };
}

function coding(byCoder: Record<string, Segment[]>): TranscriptCoding {
  const all = Object.entries(byCoder).map(([coder, list]): [string, Segments] => [
    coder,
    { transcript: path, coder, text: digest, list },
  ]);
  return new TranscriptCoding(path, text, digest, new Map(all));
}

const wanted: SegmentsWanted = {
  uri: 'file:///study/transcripts/a.txt',
  coders: new Set(['anna', 'ben']),
  codes: null,
  survivor: (code) => (code === 'bond' ? 'trust' : code),
  test: null,
  most: 100,
};

const drawn = (found: TranscriptCoding, how: Partial<SegmentsWanted> = {}): string[] =>
  segmentRows(found, { ...wanted, ...how }).map((row) => {
    switch (row.kind) {
      case 'segment':
        return `${row.ref.segment} ${row.speaker ?? '-'}`;
      case 'more':
        return `more ${row.hidden}`;
      case 'orphans':
        return `orphans ${row.lines.map(({ ref }) => ref.segment).join(' ')}`;
      case 'transcript':
        return row.path;
    }
  });

describe('segmentRows', () => {
  const found = coding({
    anna: [on('s1', 'We just clicked.', 'bond'), on('s4', 'words long gone', 'trust')],
    ben: [on('s2', 'How was it?', 'hope'), on('s3', 'Then it ended.')],
  });

  it('has segments in the order of the text with who speaks, those without a place in a group at the end', () => {
    assert.deepEqual(drawn(found), ['s2 I', 's1 R', 's3 R', 'orphans s4']);
  });

  it('shows the coders that are wanted alone', () => {
    assert.deepEqual(drawn(found, { coders: new Set(['ben']) }), ['s2 I', 's3 R']);
    assert.deepEqual(drawn(found, { coders: new Set() }), []);
  });

  it('shows the segments of codes, merged ones by what they live on in', () => {
    assert.deepEqual(drawn(found, { codes: new Set(['trust']) }), ['s1 R', 'orphans s4']);
  });

  it('shows what a filter lets through, without a place or with one', () => {
    const test: SegmentsWanted['test'] = (coder, { row }) => coder === 'anna' && row.id !== 's1';
    assert.deepEqual(drawn(found, { test }), ['orphans s4']);
  });

  it('shows a page and says how many more there are; orphans are never cut off', () => {
    assert.deepEqual(drawn(found, { most: 2 }), ['s2 I', 's1 R', 'more 1', 'orphans s4']);
    assert.deepEqual(drawn(found, { most: 3 }), ['s2 I', 's1 R', 's3 R', 'orphans s4']);
  });

  it('names the transcript, the coder and, where a code was asked for, the coding as the file has it', () => {
    const [all] = segmentRows(found, { ...wanted, coders: new Set(['anna']) });
    assert.deepEqual(all?.kind === 'segment' && all.ref, { uri: wanted.uri, coder: 'anna', segment: 's1' });
    const [ofTrust] = segmentRows(found, { ...wanted, codes: new Set(['trust']) });
    assert.equal(ofTrust?.kind === 'segment' && ofTrust.ref.code, 'bond');
  });

  it('shows as many as are counted, whatever a filter and a code ask', () => {
    const noted = [on('s1', 'We just clicked.', 'trust'), on('s2', 'it ended', 'hope'), on('s3', 'not there', 'bond')];
    const one = coding({ anna: noted.map((each) => ({ ...each, row: { ...each.row, memo: 'x' } })), cleo: noted });
    const tests = [{}, { memo: true }, { exemplar: true }, { places: ['orphaned'] as const }].map((filter) =>
      segmentTest(
        { ...noFilter, ...filter },
        { survivor: wanted.survivor, subtree: (code) => [code], now: { resolve: () => undefined } },
      ),
    );
    for (const codes of [null, new Set(['trust']), new Set(['none'])]) {
      for (const test of [null, ...tests]) {
        const rows = segmentRows(one, { ...wanted, codes, test });
        const lines = rows.flatMap((row): readonly SegmentsRow[] => (row.kind === 'orphans' ? row.lines : [row]));
        assert.equal(countWanted(one, { ...wanted, codes, test }), lines.length);
      }
    }
    const [, memo = null] = tests;
    assert.equal(countWanted(one, { ...wanted, codes: new Set(['trust']), test: memo }), 2);
  });

  it('has a key of its own for every row', () => {
    const rows = segmentRows(found, { ...wanted, most: 1 });
    const orphans = rows.flatMap((row) => (row.kind === 'orphans' ? row.lines : []));
    const group = { kind: 'transcript', path, count: 1 } as const;
    assert.equal(new Set([...rows, ...orphans, group].map(rowKey)).size, rows.length + orphans.length + 1);
  });

  it('makes a page of five thousand segments at once', () => {
    const many = Array.from({ length: 5000 }, (_, i) => on(`s${i}`, 'We just clicked.', 'trust'));
    const rows = segmentRows(coding({ anna: many }), { ...wanted, most: 500 });
    assert.equal(rows.length, 501);
  });
});

describe('codesOf', () => {
  const segment = on('s', 'clicked', 'hope', 'bond', 'trust');

  it('names codes as they are called now, each once', () => {
    assert.deepEqual(codesOf(segment, wanted.survivor), ['hope', 'trust']);
  });

  it('puts the code that is looked at first', () => {
    assert.deepEqual(codesOf(segment, wanted.survivor, 'trust'), ['trust', 'hope']);
    assert.deepEqual(codesOf(segment, wanted.survivor, 'other'), ['hope', 'trust']);
  });
});

describe('certaintyOf', () => {
  it('is what the coding of the code says, by what the code lives on in', () => {
    const segment = on('s1', 'We just clicked.', 'bond', 'hope');
    const [bond, hope] = segment.row.codings;
    const said = { ...segment, row: { ...segment.row, codings: [{ ...bond!, certainty: '++' as const }, hope!] } };
    assert.equal(certaintyOf(said, 'trust', wanted.survivor), '++');
    assert.equal(certaintyOf(said, 'hope', wanted.survivor), null);
    assert.equal(certaintyOf(said, 'gone', wanted.survivor), null);
  });
});
