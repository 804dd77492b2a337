import assert from 'node:assert/strict';
import fc from 'fast-check';
import { neverCancelled } from '../../../src/core/base/cancellation';
import type { StudyPath } from '../../../src/core/base/studyPath';
import { applyCodes } from '../../../src/core/coding/codingOperations';
import { isStale } from '../../../src/core/coding/staleCodings';
import type { CodingRow } from '../../../src/core/coding/segmentsFile';
import type { CodingSession } from '../../../src/core/project/codingSession';
import type { Study } from '../../../src/core/project/study';
import { span } from '../../../src/core/text/span';
import type { MemoryFiles } from '../../support/memoryFiles';
import { runs } from '../../support/runs';
import { interview, interviewText, openStudy, smallStudyFiles } from '../../support/smallStudy';

const codebook = 'codebooks/small.yaml' as StudyPath;
const codes = ['bond', 'connection', 'talking', 'change'];
const fresh = ['part-one', 'part-two'];

const coding = fc.record({
  start: fc.nat(interviewText.length - 20),
  length: fc.integer({ min: 1, max: 15 }),
  code: fc.constantFrom(...codes),
  certainty: fc.constantFrom('+', '++', null),
});

type Coding = typeof coding extends fc.Arbitrary<infer T> ? T : never;

/** Every file but the logs, which tell of the split and its undo. */
function filesBesideLogs(files: MemoryFiles): ReadonlyMap<string, string> {
  const paths = [...files.contents.keys()].filter((path) => !path.includes('/log/') && !path.startsWith('.verbatim/'));
  return new Map(paths.sort().map((path) => [path, files.text(path as StudyPath)]));
}

async function code(codings: readonly Coding[], session: CodingSession): Promise<void> {
  for (const { start, length, code: id, certainty } of codings) {
    await session.change(interview, (mine, { text }) =>
      applyCodes(mine, text, span(start, start + length), [id], session.tools(), { certainty }),
    );
  }
}

const me = (id: string): string => `{"version":1,"coder":"${id}"}\n`;

async function rows(study: Study, coder: string): Promise<ReadonlyMap<string, readonly CodingRow[]>> {
  const list = (await study.coding(interview))?.byCoder.get(coder)?.list ?? [];
  return new Map(list.map(({ row }) => [row.id, row.codings]));
}

describe('law: splitting a code', () => {
  it('parts my segments as chosen, none lost and none doubled, touches nobody else’s, and is undone to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(coding, { minLength: 1, maxLength: 6 }),
        fc.array(coding, { maxLength: 3 }),
        fc.constantFrom(...codes),
        fc.constantFrom('beside', 'above', 'retired'),
        fc.array(fc.subarray([...fresh, 'stays', 'existing']), { minLength: 6, maxLength: 6 }),
        async (mine, theirs, id, rest, choices) => {
          const files = smallStudyFiles({ 'coding/ben/coder.yaml': 'verbatim-coder: 1\nname: Ben\n' });
          files.set('.verbatim/local.json', me('ben'));
          await code(theirs, (await openStudy(files)).session);
          files.set('.verbatim/local.json', me('ada'));
          const { study, session } = await openStudy(files);
          await code(mine, session);
          const before = filesBesideLogs(files);
          const [wereMine, wereTheirs] = [await rows(study, 'ada'), await rows(study, 'ben')];
          const existing = codes.find((one) => one !== id) ?? '';
          const idOf = (choice: string): string =>
            choice === 'stays' ? id : choice === 'existing' ? existing : choice;
          const chosen = new Map([...wereMine.keys()].map((row, i) => [row, (choices[i] ?? []).map(idOf)]));
          const parts = [
            ...fresh.map((part) => ({ id: part, name: part, shown: part })),
            { id: existing, name: null, shown: existing },
          ];
          const wish = { codebook, code: { id, name: id }, parts, rest, chosen: new Map([[interview, chosen]]) };
          assert.ok((await session.splitCode(wish, neverCancelled)).ok);

          const now = await rows(study, 'ada');
          assert.deepEqual([...now.keys()].sort(), [...wereMine.keys()].sort());
          for (const [row, codings] of now) {
            const were = wereMine.get(row) ?? [];
            const had = were.some((one) => one.code === id);
            const wanted = had ? (chosen.get(row) ?? []) : [];
            const expected = new Set(
              wanted.length === 0
                ? were.map((one) => one.code)
                : [...were.map((one) => one.code).filter((one) => one !== id), ...wanted],
            );
            assert.deepEqual(codings.map((one) => one.code).sort(), [...expected].sort());
            for (const coding of codings.filter((one) => one.code === id)) {
              assert.equal(isStale(coding, study.codes), !wanted.includes(id));
            }
            const certainty = were.find((one) => one.code === id)?.certainty;
            for (const part of codings.filter((one) => fresh.includes(one.code))) {
              assert.equal(part.certainty, certainty);
            }
          }
          assert.deepEqual(await rows(study, 'ben'), wereTheirs);
          assert.ok(!study.problems.some(({ severity }) => severity === 'error'));
          assert.ok((await session.undo()).ok);
          assert.deepEqual(filesBesideLogs(files), before);
        },
      ),
      { seed: 20261201, numRuns: runs(30) },
    );
  });
});
