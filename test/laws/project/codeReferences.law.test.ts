import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Digest } from '../../../src/core/base/digest';
import { joinPath, type StudyPath } from '../../../src/core/base/studyPath';
import { CodeTree } from '../../../src/core/codebook/codeTree';
import { readCodebook } from '../../../src/core/codebook/readCodebook';
import type { Segment } from '../../../src/core/coding/segment';
import { codeSpreads, idsCountedFor, placesOfCode } from '../../../src/core/project/codeReferences';
import { StudyIndex } from '../../../src/core/project/studyIndex';
import { span } from '../../../src/core/text/span';
import { nodeDigester } from '../../support/digest';
import { runs } from '../../support/runs';

const transcripts = ['a.txt', 'b.txt', 'c.txt'] as StudyPath[];
const text = `verbatim-codebook: 1
id: law
name: Law
codes:
  - id: top
    name: Top
    codes:
      - {id: left, name: Left, merged: [old-left, older-left]}
      - id: right
        name: Right
        codes: [{id: deep, name: Deep}]
  - {id: old-left, name: Was left, retired: true}
  - {id: alone, name: Alone}
`;
const used = ['top', 'left', 'old-left', 'older-left', 'right', 'deep', 'alone', 'unknown'];

const segment = fc
  .record({ start: fc.nat(20), length: fc.integer({ min: 1, max: 6 }), lost: fc.boolean(), codes: fc.subarray(used) })
  .map(({ start, length, lost, codes }): Segment => {
    const row = { id: 's', start, end: start + length, quote: '', codings: codes.map((code) => ({ code })) };
    return lost
      ? { row, placement: { outcome: 'orphaned', span: null, reason: 'r' } }
      : { row, placement: { outcome: 'exact', span: span(start, start + length), reason: 'r' } };
  });

const study = fc.array(fc.record({ coder: fc.constantFrom('ada', 'ben'), list: fc.array(segment, { maxLength: 6 }) }), {
  minLength: 3,
  maxLength: 3,
});

describe('law: the references of a code', () => {
  let tree: CodeTree;
  before(async () => {
    const { codebook } = await readCodebook(joinPath('law.yaml'), text, nodeDigester);
    assert.ok(codebook);
    tree = CodeTree.of([codebook]);
  });

  it('are the segments that carry it or what was merged into it, counted as by hand', () => {
    fc.assert(
      fc.property(study, (lists) => {
        const index = new StudyIndex();
        for (const [i, { coder, list }] of lists.entries()) {
          const transcript = transcripts[i] as StudyPath;
          index.replace(transcript, [{ transcript, coder, text: '' as Digest, list }]);
        }
        const countsFor = (id: string): string => tree.resolve(id)?.id ?? id;
        const having = (ids: readonly string[]): { transcript: StudyPath; one: Segment }[] =>
          lists.flatMap(({ list }, i) =>
            list
              .filter(({ row }) => row.codings.some(({ code }) => ids.includes(countsFor(code))))
              .map((one) => ({ transcript: transcripts[i] as StudyPath, one })),
          );
        const spread = (ids: readonly string[]): object => {
          const found = having(ids);
          return { segments: found.length, transcripts: new Set(found.map(({ transcript }) => transcript)).size };
        };
        const spreads = codeSpreads(index, tree, transcripts);
        const none = { own: { segments: 0, transcripts: 0 }, all: { segments: 0, transcripts: 0 } };
        for (const { id } of tree.all) {
          if (id === 'old-left') continue;
          const under = tree.subtreeOf(id).map((code) => code.id);
          assert.deepEqual(spreads.get(id) ?? none, { own: spread([id]), all: spread(under) }, id);
          const places = new Set(
            having([id]).flatMap(({ transcript, one: { placement } }) =>
              placement.span ? [`${transcript} ${placement.span.start} ${placement.span.end}`] : [],
            ),
          );
          const found = placesOfCode(index, tree, transcripts, id).flatMap(({ transcript, places: its }) =>
            its.map(({ start, end }) => `${transcript} ${start} ${end}`),
          );
          assert.deepEqual([...found].sort(), [...places].sort(), id);
        }
        const left = having(['left']).length > 0 ? ['left', 'old-left', 'older-left'] : [];
        for (const id of idsCountedFor(index, tree, 'left')) assert.ok(left.includes(id), id);
        assert.deepEqual(
          placesOfCode(index, tree, transcripts, 'old-left'),
          placesOfCode(index, tree, transcripts, 'left'),
        );
      }),
      { numRuns: runs(150) },
    );
  });
});
