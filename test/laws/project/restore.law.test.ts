import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyCodes, recode, removeCoding } from '../../../src/core/coding/codingOperations';
import { removeSegment, resizeSegment, setMemo } from '../../../src/core/coding/segmentOperations';
import { renameCode } from '../../../src/core/codebook/codebookEdits';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { StudyTrail } from '../../../src/core/project/studyTrail';
import { span } from '../../../src/core/text/span';
import type { MemoryFiles } from '../../support/memoryFiles';
import { runs } from '../../support/runs';
import { interview, interviewText, openStudy, smallStudyFiles } from '../../support/smallStudy';

const second = 'transcripts/INT2.txt' as StudyPath;
const book = 'codebooks/small.yaml' as StudyPath;
const codes = ['connection', 'talking', 'change'];
const verbs = [
  'code',
  'code',
  'code',
  'remove',
  'recode',
  'memo',
  'resize',
  'removeSegment',
  'undo',
  'redo',
  'rename',
] as const;

const step = fc.record({
  verb: fc.constantFrom(...verbs),
  path: fc.constantFrom(interview, second),
  at: fc.tuple(fc.nat(interviewText.length - 2), fc.integer({ min: 1, max: 40 })),
  which: fc.nat(99),
  code: fc.constantFrom(...codes),
});

/** What the study says: rows by transcript, and the codebook. Files without rows count as none. */
function state(files: MemoryFiles): string {
  const rows = [interview, second].map((path) => {
    const file = `coding/ada/segments/${path}.jsonl`;
    return files.contents.has(file) ? files.text(file).split('\n').slice(1).join('\n') : '';
  });
  return [...rows, files.text(book)].join('\n---\n');
}

describe('law: restoring to a point', () => {
  it('gives what was there at that point, and one undo gives what was there before restoring', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 16 }), fc.nat(99), async (steps, back) => {
        const files = smallStudyFiles({ [second]: interviewText.replace('ward', 'ward, the old one,') });
        const { session } = await openStudy(files);
        const states: string[] = [];
        let count = 0;
        const trail = async () =>
          (
            await (
              await new StudyTrail(files).open()
            ).page(
              99,
              {},
              (id) => id,
              () => Promise.resolve(),
            )
          ).events;
        for (const { verb, path, at, which, code } of steps) {
          const tools = session.tools();
          if (verb === 'undo' || verb === 'redo') await session[verb]();
          else if (verb === 'rename') {
            await session.editCodebook(book, 'Renamed', (text) => renameCode(text, code, `Name ${which}`));
          } else {
            await session.change(path, (mine, { text }) => {
              const id = mine.list[which % Math.max(1, mine.list.length)]?.row.id ?? '';
              const wanted = span(at[0], Math.min(text.length, at[0] + at[1]));
              if (verb === 'code') return applyCodes(mine, text, wanted, [code], tools);
              if (verb === 'remove') return removeCoding(mine, id, code, tools);
              if (verb === 'recode') return recode(mine, id, code, codes[which % 3]!, tools);
              if (verb === 'memo') return setMemo(mine, id, `memo ${which}`);
              if (verb === 'removeSegment') return removeSegment(mine, id);
              return resizeSegment(mine, text, id, wanted);
            });
          }
          const now = (await trail()).length;
          if (now > count) states.push(state(files));
          count = now;
        }
        if (states.length === 0) return;
        const entries = [...(await trail())].reverse();
        const to = back % states.length;
        const before = state(files);
        const outcome = await session.restore(entries[to]!);
        assert.ok(outcome.ok);
        assert.deepEqual(outcome.value.refused, []);
        assert.equal(state(files), states[to]);
        if (outcome.value.back.length === 0) return;
        const undone = await session.undo();
        assert.ok(undone.ok, undone.ok ? '' : undone.error);
        assert.equal(state(files), before);
      }),
      { seed: 20261122, numRuns: runs(60) },
    );
  });
});
