import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Digest } from '../../../src/core/base/digest';
import type { StudyPath } from '../../../src/core/base/studyPath';
import type { Segment, Segments } from '../../../src/core/coding/segment';
import { StudyIndex } from '../../../src/core/project/studyIndex';
import { span } from '../../../src/core/text/span';
import { runs } from '../../support/runs';

const transcripts = ['a.txt', 'b.txt', 'c.txt'] as StudyPath[];
const coders = ['ada', 'ben'];
const codes = ['x', 'y', 'constructor'];

const segment = fc
  .record({
    start: fc.nat(30),
    length: fc.nat(12),
    lost: fc.boolean(),
    codes: fc.uniqueArray(fc.constantFrom(...codes)),
  })
  .map(({ start, length, lost, codes: on }): Segment => {
    const row = { id: 's', start, end: start + length, quote: '', codings: on.map((code) => ({ code })) };
    return lost && length % 3 === 0
      ? { row, placement: { outcome: 'orphaned', span: null, reason: 'r' } }
      : { row, placement: { outcome: 'exact', span: span(start, start + length), reason: 'r' } };
  });

const step = fc.record({
  transcript: fc.constantFrom(...transcripts),
  lists: fc.option(
    fc.uniqueArray(fc.tuple(fc.constantFrom(...coders), fc.array(segment, { maxLength: 8 })), {
      selector: ([coder]) => coder,
    }),
    { freq: 4 },
  ),
});

describe('law: StudyIndex', () => {
  it('counts what is there after any replacements and removals, as counting by hand does', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const index = new StudyIndex();
        const held = new Map<StudyPath, readonly Segments[]>();
        for (const { transcript, lists } of steps) {
          if (lists === null) {
            index.remove(transcript);
            held.delete(transcript);
            continue;
          }
          const several = lists.map(([coder, list]) => ({ transcript, coder, text: '' as Digest, list }));
          index.replace(transcript, several);
          held.set(transcript, several);
        }
        const rowsIn = (path: StudyPath): (Segment & { coder: string; row_: number })[] =>
          (held.get(path) ?? []).flatMap(({ coder, list }) => list.map((one, row_) => ({ ...one, coder, row_ })));
        const all = transcripts.flatMap(rowsIn);
        const has = (code: string) => (one: Segment) => one.row.codings.some((coding) => coding.code === code);
        assert.equal(index.size, all.length);
        assert.deepEqual([...index.usedCodes()].sort(), codes.filter((code) => all.some(has(code))).sort());
        assert.equal(index.count('never'), 0);
        for (const code of codes) assert.equal(index.count(code), all.filter(has(code)).length);
        for (const path of transcripts) {
          const rows = rowsIn(path);
          const units = new Set<number>();
          for (const { row, placement } of rows) {
            if (placement.span === null || row.codings.length === 0) continue;
            for (let unit: number = placement.span.start; unit < placement.span.end; unit++) units.add(unit);
          }
          assert.equal(index.coveredLength(path), units.size);
          assert.equal(index.segmentCount(path), rows.length);
          assert.equal(index.orphanCount(path), rows.filter(({ placement }) => placement.span === null).length);
          for (const code of codes) assert.equal(index.countIn(code, path), rows.filter(has(code)).length);
        }
        for (const code of codes) {
          const wanted = [...transcripts].reverse().flatMap((transcript) =>
            rowsIn(transcript)
              .filter(has(code))
              .map(({ coder, row_, placement }) => ({
                transcript,
                coder,
                row: row_,
                start: placement.span?.start ?? -1,
                end: placement.span?.end ?? -1,
              })),
          );
          assert.deepEqual(index.codingsOf(code, [...transcripts].reverse()), wanted);
        }
        assert.deepEqual(index.codingsOf('never', transcripts), []);
        assert.equal(index.countIn('x', 'unknown' as StudyPath), 0);
      }),
      { seed: 20261122, numRuns: runs(300) },
    );
  });
});
