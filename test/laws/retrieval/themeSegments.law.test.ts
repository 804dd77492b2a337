import assert from 'node:assert/strict';
import fc from 'fast-check';
import { joinPath } from '../../../src/core/base/studyPath';
import { CodeTree } from '../../../src/core/codebook/codeTree';
import { readCodebook } from '../../../src/core/codebook/readCodebook';
import { placeInTheme, themeRule } from '../../../src/core/retrieval/themeSegments';
import { nodeDigester } from '../../support/digest';
import { runs } from '../../support/runs';

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

/** What each id brings in, written out by hand: itself, what joined it, and all below it. */
const brings: Readonly<Record<string, readonly string[]>> = {
  top: ['top', 'left', 'old-left', 'older-left', 'right', 'deep'],
  left: ['left', 'old-left', 'older-left'],
  'old-left': ['left', 'old-left', 'older-left'],
  'older-left': ['left', 'old-left', 'older-left'],
  right: ['right', 'deep'],
  deep: ['deep'],
  alone: ['alone'],
  unknown: ['unknown'],
};
const ids = Object.keys(brings);
const segmentIds = ['s0', 's1', 's2', 's3', 's4', 's5'];

describe('law: the segments of a theme', () => {
  it('are those of its codes, with what was taken in, without what was left out', async () => {
    const { codebook } = await readCodebook(joinPath('law.yaml'), text, nodeDigester);
    assert.ok(codebook);
    const tree = CodeTree.of([codebook]);
    const study = fc.record({
      carried: fc.array(fc.subarray(ids), { minLength: 6, maxLength: 6 }),
      codes: fc.shuffledSubarray(ids),
      include: fc.subarray(segmentIds, { maxLength: 3 }),
      exclude: fc.subarray(segmentIds, { maxLength: 3 }),
      against: fc.subarray(segmentIds, { maxLength: 2 }),
    });
    fc.assert(
      fc.property(study, ({ carried, codes, include, exclude, against }) => {
        const wanted = new Set(codes.flatMap((code) => brings[code] ?? []));
        const ofCodes = segmentIds.filter((_, i) => carried[i]?.some((code) => wanted.has(code)));
        const naive = new Set([...ofCodes, ...include]);
        const leftOut = exclude.filter((id) => naive.delete(id));

        const rule = themeRule({ id: 't', name: 'T', codes, include, exclude, against }, tree);
        const places = segmentIds.map((id, i) =>
          placeInTheme(rule, { id, codings: (carried[i] ?? []).map((code) => ({ code })) }, tree),
        );
        const those = (key: 'isIn' | 'isLeftOut' | 'isTakenIn' | 'isAgainst'): readonly string[] =>
          segmentIds.filter((_, i) => places[i]?.[key]);
        assert.deepEqual(those('isIn'), [...naive].sort());
        assert.deepEqual(those('isLeftOut'), leftOut);
        assert.deepEqual(those('isTakenIn'), [...naive].filter((id) => !ofCodes.includes(id)).sort());
        assert.deepEqual(those('isAgainst'), against);
        for (const [i, place] of places.entries()) {
          assert.equal(place.codes.length > 0, ofCodes.includes(segmentIds[i] ?? ''));
          for (const code of place.codes) assert.ok(wanted.has(code) && !['old-left', 'older-left'].includes(code));
        }
      }),
      { numRuns: runs(300) },
    );
  });
});
