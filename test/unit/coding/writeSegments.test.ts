import assert from 'node:assert/strict';
import { writeRow, writeRows, writeSegments } from '../../../src/core/coding/writeSegments';
import type { SegmentRow, SegmentsHeader } from '../../../src/core/coding/segmentsFile';
import { digest, rowOn, segmentsOf, transcript } from '../../support/codingSamples';

describe('writeSegments', () => {
  it('writes a header and one row a line, sorted, with a final line break', () => {
    const text = writeSegments(segmentsOf([rowOn('b', 'She came'), rowOn('a', 'clicked')]));
    const lines = text.split('\n');
    assert.equal(
      lines[0],
      `{"verbatim":"segments","version":1,"transcript":"${transcript}","text":"${digest}","coder":"coder1"}`,
    );
    assert.deepEqual(
      lines.slice(1, 3).map((line) => (JSON.parse(line) as SegmentRow).id),
      ['a', 'b'],
    );
    assert.deepEqual(lines.slice(3), ['']);
  });

  it('keeps unknown keys of the header that was read, but none of its claims', () => {
    const read = {
      verbatim: 'segments',
      version: 1,
      transcript: 'x',
      text: 'y',
      coder: 'z',
      tool: 'q',
    } as SegmentsHeader;
    const [header] = writeSegments(segmentsOf([]), read).split('\n');
    assert.equal(
      header,
      `{"verbatim":"segments","version":1,"transcript":"${transcript}","text":"${digest}","coder":"coder1","tool":"q"}`,
    );
  });

  it('writes keys in the order of the format, unknown ones last in theirs', () => {
    const row: SegmentRow = {
      zeta: 1,
      state: 'orphaned',
      memo: 'm',
      links: [{ stance: 'supports', relation: 'r1', x: 1 }],
      codings: [{ codeDigest: 'd', y: 1, at: 't', code: 'c', certainty: '+' }],
      alpha: [],
      quote: 'q',
      end: 2,
      start: 1,
      id: 'i',
    };
    assert.equal(
      writeRow(row),
      '{"id":"i","start":1,"end":2,"quote":"q","codings":[{"code":"c","at":"t","certainty":"+","codeDigest":"d","y":1}],' +
        '"links":[{"relation":"r1","stance":"supports","x":1}],"memo":"m","state":"orphaned","zeta":1,"alpha":[]}',
    );
  });

  it('sorts by start, end, then id in code units', () => {
    const row = (id: string, start: number, end: number): SegmentRow => ({ id, start, end, quote: '', codings: [] });
    const header = { verbatim: 'segments', version: 1, transcript: 't', text: digest, coder: 'c' } as SegmentsHeader;
    const rows = [row('é', 1, 2), row('z', 1, 2), row('a', 1, 3), row('b', 0, 9), row('Z', 1, 2)];
    const ids = writeRows(header, rows)
      .split('\n')
      .slice(1, -1)
      .map((line) => (JSON.parse(line) as SegmentRow).id);
    assert.deepEqual(ids, ['b', 'Z', 'z', 'é', 'a']);
  });
});
