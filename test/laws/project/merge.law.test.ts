import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { mergeCodes } from '../../../src/core/codebook/mergeCodes';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import { planMerge } from '../../../src/core/project/planMerge';
import type { CodingSession } from '../../../src/core/project/codingSession';
import { span } from '../../../src/core/text/span';
import type { MemoryFiles } from '../../support/memoryFiles';
import { runs } from '../../support/runs';
import { interview, interviewText, openStudy, smallStudyFiles } from '../../support/smallStudy';

const book = 'codebooks/small.yaml' as StudyPath;
const codes = ['bond', 'connection', 'talking', 'change'];

const coding = fc.record({
  start: fc.nat(interviewText.length - 20),
  length: fc.integer({ min: 1, max: 15 }),
  code: fc.constantFrom(...codes),
});

type Coding = { readonly start: number; readonly length: number; readonly code: string };

/** Every file but the logs, which tell of the merge and its undo. */
function filesBesideLogs(files: MemoryFiles): ReadonlyMap<string, string> {
  const paths = [...files.contents.keys()].filter((path) => !path.includes('/log/') && !path.startsWith('.verbatim/'));
  return new Map(paths.sort().map((path) => [path, files.text(path as StudyPath)]));
}

async function code(codings: readonly Coding[], session: CodingSession): Promise<void> {
  for (const { start, length, code } of codings) {
    await session.change(interview, (mine, { text }) =>
      applyCodes(mine, text, span(start, start + length), [code], session.tools()),
    );
  }
}

const me = (id: string): string => `{"version":1,"coder":"${id}"}\n`;

describe('law: merging codes', () => {
  it('then undoing gives every file back byte for byte, and touches no coding file, a colleague’s least of all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(coding, { minLength: 1, maxLength: 6 }),
        fc.array(coding, { minLength: 1, maxLength: 6 }),
        fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...codes),
        async (mine, theirs, old, into) => {
          const files = smallStudyFiles({ 'coding/ben/coder.yaml': 'verbatim-coder: 1\nname: Ben\n' });
          files.set('.verbatim/local.json', me('ben'));
          await code(theirs, (await openStudy(files)).session);
          files.set('.verbatim/local.json', me('ada'));
          const { study, session } = await openStudy(files);
          await code(mine, session);
          const before = filesBesideLogs(files);
          const count = (): number =>
            study.index
              .usedCodes()
              .filter((id) => study.codes.resolve(id)?.id === into)
              .reduce((sum, id) => sum + study.index.count(id), 0);
          const wanted = [...new Set([into, ...old])].reduce((sum, id) => sum + study.index.count(id), 0);
          const codesOf = (ids: readonly string[]) => ids.flatMap((id) => study.codes.byId(id) ?? []);
          const [target] = codesOf([into]);
          assert.ok(target);
          const plan = planMerge(study, codesOf(old), target);
          const done = await session.editCodebook(book, 'Merged', (yaml) => mergeCodes(yaml, old, into));
          const isRefused = old.includes(into) || (old.includes('bond') && into !== 'change');
          assert.equal(done.ok, !isRefused);
          if (!done.ok) return;
          for (const [path, text] of filesBesideLogs(files)) {
            if (path !== book) assert.equal(text, before.get(path), path);
          }
          assert.equal(count(), wanted);
          assert.equal(plan.segments + plan.shared, wanted);
          assert.equal(plan.segments, study.index.segmentsWith([into, ...old]));
          assert.ok(!study.problems.some(({ rule }) => rule === 'unknown-code'));
          assert.ok((await session.undo()).ok);
          assert.deepEqual(filesBesideLogs(files), before);
        },
      ),
      { seed: 20261201, numRuns: runs(20) },
    );
  });
});
