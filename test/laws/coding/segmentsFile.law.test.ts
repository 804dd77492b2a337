import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkShape } from '../../../src/core/base/shape';
import { isUsualHeader, isUsualRow, readSegments } from '../../../src/core/coding/readSegments';
import { segmentRow, segmentsHeader, type SegmentsHeader } from '../../../src/core/coding/segmentsFile';
import { compareRows, writeRows } from '../../../src/core/coding/writeSegments';
import { anyRows } from './arbitraryRows';
import { runs } from '../../support/runs';

const path = { transcript: 'transcripts/a.txt', coder: 'coder1' };
const header: SegmentsHeader = {
  verbatim: 'segments',
  version: 1,
  transcript: path.transcript,
  text: `sha256:${'0'.repeat(64)}`,
  coder: path.coder,
};
const seed = { seed: 20261122, numRuns: runs(300) };

describe('law: a segments file', () => {
  it('reads back what was written, and writes the same bytes again', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const written = writeRows(header, rows);
        const reading = readSegments('f', written, path);
        assert.equal(reading.state, 'sound');
        assert.deepEqual(reading.problems, []);
        assert.deepEqual(reading.header, header);
        assert.deepEqual(reading.rows, [...rows].sort(compareRows));
        assert.equal(writeRows(header, reading.rows), written);
      }),
      seed,
    );
  });

  it('is never read wrongly in silence: cut anywhere, every whole line is kept', () => {
    fc.assert(
      fc.property(anyRows, fc.nat(), (rows, cut) => {
        const written = writeRows(header, rows);
        const end = cut % written.length;
        const reading = readSegments('f', written.slice(0, end), path);
        const whole = written.slice(0, end).split('\n').length - 1;
        assert.ok(reading.rows.length >= whole - 1);
        const torn = end > 0 && written[end] !== '\n' && written[end - 1] !== '\n';
        if (torn || whole === 0) assert.equal(reading.state === 'sound', !torn && written[end] === '\n' && end > 0);
      }),
      seed,
    );
  });

  it('keeps every line of anything, as a row, as unread or as a problem', () => {
    const anyLine = fc.oneof(
      fc.constantFrom(
        '<<<<<<< a',
        '=======',
        '>>>>>>> b',
        '||||||| c',
        '',
        '{}',
        '[]',
        'null',
        '1',
        JSON.stringify(header),
      ),
      fc.string(),
      fc.json(),
      anyRows.map((rows) => writeRows(header, rows).split('\n')[1] ?? ''),
    );
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 12 }), (lines) => {
        const reading = readSegments('f', lines.join('\n'), path);
        assert.equal(new Set(reading.rows.map((row) => row.id)).size, reading.rows.length);
        if (reading.conflict) {
          assert.equal(reading.state, 'unsound');
          return;
        }
        if (reading.state === 'sound') assert.deepEqual(reading.unreadLines, []);
        else assert.ok(reading.problems.some((problem) => problem.severity === 'error'));
        for (const unread of reading.unreadLines) {
          assert.ok(reading.problems.some((problem) => problem.line === unread.line));
        }
      }),
      seed,
    );
  });

  it('takes no row for a usual one that the schema would refuse', () => {
    const odd = fc.constantFrom<unknown>(
      undefined,
      null,
      -1,
      0.5,
      2 ** 60,
      '',
      'x',
      true,
      [],
      [{}],
      [{ code: '' }],
      {},
    );
    const key = fc.constantFrom('id', 'start', 'end', 'quote', 'prefix', 'memo', 'codings', 'state', 'links', 'mine');
    let usual = 0;
    fc.assert(
      fc.property(anyRows, fc.option(fc.tuple(key, odd)), (rows, change) => {
        const bare = rows.map(({ id, start, end, quote, codings }) => ({
          id,
          start,
          end,
          quote,
          codings: codings.map(({ code }) => ({ code })),
        }));
        for (const row of [...rows, ...bare]) {
          const changed: unknown = change === null ? row : { ...row, [change[0]]: change[1] };
          if (!isUsualRow(changed)) continue;
          usual++;
          assert.ok(checkShape(segmentRow(), changed).ok, JSON.stringify(changed));
        }
      }),
      seed,
    );
    assert.ok(usual > 0);
    for (const wrong of [null, [], 'x', 1]) assert.equal(isUsualRow(wrong), false);
  });

  it('takes no header for a usual one that the schema would refuse', () => {
    assert.equal(isUsualHeader(header), true);
    const value = fc.constantFrom<unknown>('', 'x', 0, 1, 2, 1.5, null, [], {}, header.text, `${header.text}0`);
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(header)), fc.option(value), (key, member) => {
        const { [key]: _left, ...rest } = header;
        const changed = member === null ? rest : { ...header, [key]: member };
        if (isUsualHeader(changed)) assert.equal(checkShape(segmentsHeader(), changed).ok, true);
      }),
      seed,
    );
    for (const wrong of [null, [], 'x', 1]) assert.equal(isUsualHeader(wrong), false);
  });
});
